import { WaitingLine } from './waiting-line.js';

describe('WaitingLine', () => {
  it('lets anyone leave from anywhere, once', () => {
    const line = new WaitingLine<string>();
    const places = ['a', 'b', 'c', 'd'].map((name) => line.join(name, 'people', false));
    places[1]!.leave();
    places[1]!.leave();
    places[3]!.leave();
    line.join('e', 'people', false);
    places[0]!.leave();
    expect(line.length).toBe(2);
    expect([line.next(), line.next(), line.next()]).toEqual(['c', 'e', undefined]);
    places[2]!.leave();
    expect(line.length).toBe(0);
  });

  it('lets 200,000 leave in any order without delay', () => {
    const line = new WaitingLine<number>();
    const places = Array.from({ length: 200_000 }, (_, i) => line.join(i, 'background', false));
    const startedAt = performance.now();
    for (let i = places.length - 1; i >= 0; i -= 2) places[i]!.leave();
    for (let i = 0; i < places.length; i += 2) places[i]!.leave();
    expect(performance.now() - startedAt).toBeLessThan(1000);
    expect(line.length).toBe(0);
  });
});
