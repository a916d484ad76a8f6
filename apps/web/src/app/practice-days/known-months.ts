import type { EventsSearchResult } from '@trackside/contracts';
import type { CalendarDate } from '../calendar/calendar-date';
import { type MonthKey, lastDayOf, monthKey, monthKeyOf } from '../calendar/month';

/** What is known of a year's months, and from where. */
export interface MonthSources {
  readonly stored: Pick<
    EventsSearchResult,
    'practice_days' | 'discovered_practice_days' | 'covered_months' | 'read_months'
  >;
  /** Months that were read completely since the page was opened. */
  readonly read: ReadonlySet<MonthKey>;
  /** Months with practice, as the track's list has them; null when it was never read. */
  readonly practiceMonths: readonly MonthKey[] | null;
  /** All months of the year, oldest first. */
  readonly months: readonly MonthKey[];
  readonly today: CalendarDate;
}

/**
 * Until which day each month is known: up to there, a day without practice had none. A month that is
 * missing is not known at all, so that nothing may be said of its empty days.
 */
export function knownUntil(sources: MonthSources): ReadonlyMap<MonthKey, CalendarDate> {
  const until = new Map<MonthKey, CalendarDate>();
  for (const key of sources.months) {
    const date = untilOf(key, sources);
    if (date !== null) {
      until.set(key, date);
    }
  }
  return until;
}

function untilOf(key: MonthKey, sources: MonthSources): CalendarDate | null {
  const end = lastDayOf(key);
  const isOver = end < sources.today;
  if (sources.read.has(key)) {
    return end;
  }
  if (isOver && (isCovered(key, sources) || isListedWithout(key, sources))) {
    return end;
  }
  const { discovered_practice_days: days, read_months: months } = sources.stored;
  const read = [
    ...(days ?? []).filter(({ date }) => monthKeyOf(date) === key),
    ...(months ?? []).filter((month) => monthKey(month) === key),
  ]
    .map(({ fetched_at }) => fetched_at.slice(0, 10))
    .reduce((newest, date) => (date > newest ? date : newest), '');
  if (read === '') {
    return null;
  }
  return read < end ? read : end;
}

function isCovered(key: MonthKey, { stored }: MonthSources): boolean {
  return (stored.covered_months ?? []).some((month) => monthKey(month) === key);
}

/** The track's own list has other months and not this one. */
function isListedWithout(key: MonthKey, { practiceMonths }: MonthSources): boolean {
  return practiceMonths !== null && !practiceMonths.includes(key);
}
