import type { ParamMap } from '@angular/router';
import type { TrackDetail } from '@trackside/contracts';
import { type MonthKey, monthKey, monthKeyOf, yearMonth } from '../calendar/month';
import { EARLIEST_DATE } from '../calendar/period';

/** What the address names: a track, and the month, or the year, that is looked at. */
export interface PracticeQuery {
  readonly trackId: string | null;
  readonly month: MonthKey | null;
  /** Null where there is a month. */
  readonly year: number | null;
  /** What of the address names no month or year that can be: `month=2025-13`. */
  readonly senseless: string | null;
}

export function readPracticeQuery(params: ParamMap): PracticeQuery {
  const [month, year] = [params.get('month') || null, params.get('year') || null];
  const senseless = [
    month !== null && !isMonth(month) ? `month=${month}` : null,
    year !== null && !isMonth(`${year}-12`) ? `year=${year}` : null,
  ].filter((part) => part !== null);
  const isSensible = senseless.length === 0;
  return {
    trackId: params.get('track') || null,
    month: isSensible ? month : null,
    year: isSensible && month === null && year !== null ? Number(year) : null,
    senseless: isSensible ? null : senseless.join(' and '),
  };
}

function isMonth(text: string): boolean {
  return /^\d{4}-(0[1-9]|1[0-2])$/.test(text) && text >= EARLIEST_DATE.slice(0, 7);
}

export function samePracticeQuery(a: PracticeQuery, b: PracticeQuery): boolean {
  return (
    a.trackId === b.trackId &&
    a.month === b.month &&
    a.year === b.year &&
    a.senseless === b.senseless
  );
}

/**
 * The month in the address, or the one to show of its year; else the newest that has practice, else
 * this one. Null until it is known, without a track, and where the address makes no sense.
 *
 * @param track null while it is read, and when it could not be
 */
export function monthShown(
  { trackId, month, year, senseless }: PracticeQuery,
  track: Pick<TrackDetail, 'last_practice_date' | 'practice_months'> | null,
  hasFailed: boolean,
  thisMonth: MonthKey,
): MonthKey | null {
  if (trackId === null || senseless !== null) {
    return null;
  }
  if (month !== null) {
    return month > thisMonth ? thisMonth : month;
  }
  if (track === null && !hasFailed) {
    return null;
  }
  if (year !== null) {
    return monthOfYear(year, thisMonth, track?.practice_months ?? null, thisMonth);
  }
  const last = track?.last_practice_date;
  return (last ? monthKeyOf(last) : track?.practice_months?.[0]) ?? thisMonth;
}

/**
 * The month to show of another year: its newest with practice where the months are known, else the
 * same month of that year.
 *
 * @param thisMonth the month of today, which is the last there is
 */
export function monthOfYear(
  year: number,
  from: MonthKey,
  practiceMonths: readonly MonthKey[] | null,
  thisMonth: MonthKey,
): MonthKey {
  const newest = practiceMonths
    ?.filter((key) => yearMonth(key).year === year)
    .reduce((a, b) => (a > b ? a : b), '');
  const same = monthKey({ year, month: yearMonth(from).month });
  const wanted = newest || same;
  return wanted > thisMonth ? thisMonth : wanted;
}
