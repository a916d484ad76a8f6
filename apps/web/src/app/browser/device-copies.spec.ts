import { deviceCopies, noteAnswer } from './device-copies';

const KEPT_AT = '2025-11-16T09:30:00.000Z';

function headers(keptAt: string | null): Headers {
  return { get: () => keptAt } as unknown as Headers;
}

describe('what comes from the device', () => {
  beforeEach(() => deviceCopies.set(new Map()));

  it('is known by its address, with its age', () => {
    noteAnswer('/day', headers(KEPT_AT));
    noteAnswer('/sessions', headers(null));
    expect([...deviceCopies()]).toEqual([['/day', KEPT_AT]]);
  });

  it('gives way to the server’s own answer', () => {
    noteAnswer('/day', headers(KEPT_AT));
    noteAnswer('/day', headers(null));
    expect(deviceCopies().size).toBe(0);
  });
});
