import { axisEnd, consistencyScale, pointOf } from './driver-chart-options';

describe('the axis of a driver’s laps', () => {
  it('fits the laps that matter', () => {
    expect(axisEnd([34.7, 35.1, null, 36.4, 301.5])).toBe(36.4);
    expect(axisEnd([34.7])).toBe(34.7);
    expect(axisEnd([null])).toBeNull();
  });

  it('keeps an outlier at its edge, as an arrow', () => {
    expect(pointOf(301.5, 36.4)).toEqual({ value: 36.4, symbol: 'triangle', symbolSize: 12 });
    expect(pointOf(35.1, 36.4)).toEqual({ value: 35.1 });
    expect(pointOf(null, 36.4)).toEqual({ value: null });
  });
});

describe('the axis of consistency', () => {
  it('shows small differences, in round steps up to 100', () => {
    expect(consistencyScale([93.4, null, 97])).toEqual({ min: 85, max: 100, interval: 5 });
    expect(consistencyScale([71])).toEqual({ min: 70, max: 100, interval: 10 });
    expect(consistencyScale([12])).toEqual({ min: 0, max: 100, interval: 20 });
    expect(consistencyScale([])).toEqual({ min: 85, max: 100, interval: 5 });
  });
});
