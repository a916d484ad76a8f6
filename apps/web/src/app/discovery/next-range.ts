import {
  type DateRange,
  type MonthKey,
  firstDayOf,
  lastDayOf,
  monthKeyOf,
  shiftMonth,
} from '../calendar/month';
import type { DiscoveryProgress } from './progress';

/** The API takes no more months in one discovery: ten years. */
const MONTHS_PER_STREAM = 120;

/**
 * The days that the next discovery asks for: up to ten years, from the newest month that has no
 * outcome yet. Null when every month has one.
 *
 * @param months of the whole range, newest first
 */
export function nextRange(
  range: DateRange,
  months: readonly MonthKey[],
  progress: DiscoveryProgress,
): DateRange | null {
  const open = months.filter((key) => (progress.months.get(key)?.outcome ?? null) === null);
  const newest = open[0];
  if (newest === undefined) {
    return null;
  }
  const floor = shiftMonth(newest, 1 - MONTHS_PER_STREAM);
  const oldest = open.filter((key) => key >= floor).at(-1) ?? newest;
  return {
    start: oldest === monthKeyOf(range.start) ? range.start : firstDayOf(oldest),
    end: newest === monthKeyOf(range.end) ? range.end : lastDayOf(newest),
  };
}

export function isWithin(key: MonthKey, range: DateRange): boolean {
  return key >= range.start.slice(0, 7) && key <= range.end.slice(0, 7);
}
