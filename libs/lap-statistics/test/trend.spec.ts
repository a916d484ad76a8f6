import fc from 'fast-check';
import { robustTrend, type TrendPoint } from '../src/trend.js';

const SEED = 20_251_127;

function points(...values: number[]): TrendPoint[] {
  return values.map((value, index) => [index + 1, value]);
}

describe('a robust trend', () => {
  it('is the change for each step, and the line it lies on', () => {
    expect(robustTrend(points(25, 24.9, 24.8, 24.7))).toEqual({
      slope: expect.closeTo(-0.1, 9),
      intercept: expect.closeTo(25.1, 9),
      isClear: true,
    });
  });

  it('is not turned by a lap of five minutes', () => {
    const trend = robustTrend(points(25, 24.9, 24.8, 301.5, 24.6, 24.5, 24.4));
    expect(trend?.slope).toBeCloseTo(-0.1, 9);
  });

  it('goes by the distance between days, not by their number', () => {
    const days: TrendPoint[] = [
      ...([0, 1, 56, 57] as const).map((day): TrendPoint => [day, 30 - day / 10]),
    ];
    expect(robustTrend(days)?.slope).toBeCloseTo(-0.1, 9);
  });

  it('is not clear where as many go up as down, or nothing changes', () => {
    expect(robustTrend(points(25, 24.7, 25.1, 24.8, 25.05, 24.75))?.isClear).toBe(false);
    expect(robustTrend(points(25, 25, 25, 25, 25))).toEqual({
      slope: 0,
      intercept: 25,
      isClear: false,
    });
  });

  it('needs four points that are not all at one place', () => {
    expect(robustTrend(points(25, 24, 23))).toBeNull();
    expect(robustTrend([25, 24, 23, 22].map((value): TrendPoint => [7, value]))).toBeNull();
  });
});

describe('any trend', () => {
  const value = fc.double({ min: 10, max: 100, noNaN: true });
  const values = fc.array(value, { minLength: 8, maxLength: 40 });

  it('stays what it is in another order, and turns round with the points', () => {
    fc.assert(
      fc.property(values, (list) => {
        const trend = robustTrend(points(...list));
        expect(robustTrend(points(...list).reverse())).toEqual(trend);
        const turned = robustTrend(points(...list.map((y) => -y)));
        expect(turned?.slope).toBeCloseTo(-(trend?.slope ?? 0), 9);
        expect(turned?.isClear).toBe(trend?.isClear);
      }),
      { seed: SEED },
    );
  });

  it('is that of the line while fewer than a quarter of the points are anywhere', () => {
    const line = fc.tuple(fc.double({ min: -1, max: 1, noNaN: true }), value);
    const strays = fc.array(fc.double({ min: -1e4, max: 1e4, noNaN: true }), { maxLength: 4 });
    fc.assert(
      fc.property(line, strays, ([slope, start], away) => {
        const list = Array.from({ length: 20 }, (_, index) => start + slope * (index + 1));
        away.forEach((stray, index) => (list[index * 5] = stray));
        expect(robustTrend(points(...list))?.slope).toBeCloseTo(slope, 6);
      }),
      { seed: SEED },
    );
  });
});
