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

  it('gives up those who are asked for and keeps the others in order', () => {
    const line = new WaitingLine<number>();
    for (const number of [1, 2, 3, 4]) line.join(number, 'people', false);
    for (const number of [5, 6]) line.join(number, 'background', false);
    expect(line.takeAll((number) => number % 2 === 0)).toEqual([2, 4, 6]);
    expect(line.length).toBe(3);
    expect([line.next(), line.next(), line.next(), line.next()]).toEqual([1, 3, 5, undefined]);
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
