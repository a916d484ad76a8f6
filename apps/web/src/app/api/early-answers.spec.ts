import { takeEarly } from './early-answers';

const place = globalThis as { tracksideEarly?: Map<string, Promise<Response>> };

describe('an answer that was asked for before the scripts were here', () => {
  afterEach(() => delete place.tracksideEarly);

  it('is given to the first who wants it, and to nobody after that', () => {
    const answer = Promise.resolve({} as Response);
    place.tracksideEarly = new Map([['/api/v1/tracks/a', answer]]);
    expect(takeEarly('/api/v1/tracks/b')).toBeUndefined();
    expect(takeEarly('/api/v1/tracks/a')).toBe(answer);
    expect(takeEarly('/api/v1/tracks/a')).toBeUndefined();
  });

  it('is nobody’s where nothing was asked for', () => {
    expect(takeEarly('/api/v1/tracks/a')).toBeUndefined();
  });
});
