import { failed, monthRecord } from '../../test/records';
import { monthsOf } from '../calendar/month';
import { nextRange } from './next-range';
import { type DiscoveryProgress, expect as expectMonths, fold } from './progress';

const RANGE = { start: '2014-03-09', end: '2025-11-16' };
const MONTHS = monthsOf(RANGE);

function after(...ended: number[]): DiscoveryProgress {
  return ended.reduce(
    (progress, month) => fold(progress, monthRecord(month, []), 0),
    expectMonths(MONTHS),
  );
}

describe('the range of the next discovery', () => {
  it('begins with the newest ten years', () => {
    expect(nextRange(RANGE, MONTHS, after())).toEqual({ start: '2015-12-01', end: '2025-11-16' });
  });

  it('goes on below the months that have ended', () => {
    const progress = after(11, 10, 9, 8, 7, 6, 5, 4, 3, 2, 1);
    expect(nextRange(RANGE, MONTHS, progress)).toEqual({ start: '2015-01-01', end: '2024-12-31' });
  });

  it('ends on the first day of the whole range', () => {
    const short = { start: '2025-10-25', end: '2025-11-16' };
    const progress = fold(expectMonths(monthsOf(short)), monthRecord(11, []), 0);
    expect(nextRange(short, monthsOf(short), progress)).toEqual({
      start: '2025-10-25',
      end: '2025-10-31',
    });
  });

  it('is none when every month has ended, well or not', () => {
    const short = { start: '2025-10-25', end: '2025-11-16' };
    const progress = [monthRecord(11, []), failed(10)].reduce(
      (all, record) => fold(all, record, 0),
      expectMonths(monthsOf(short)),
    );
    expect(nextRange(short, monthsOf(short), progress)).toBeNull();
  });
});
