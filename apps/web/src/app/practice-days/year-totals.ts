import { formatCount } from '../laps/count';
import type { Figure } from '../page-parts/figure-list';
import type { DayRow } from '../rows/row';
import type { MonthBlock } from './year-map';

/** What a year comes to, as far as it is known. */
export interface YearTotals {
  readonly days: number;
  readonly sessions: number;
  readonly laps: number;
  /** Days whose laps are not among them: their page was not read. */
  readonly daysWithoutLaps: number;
  /** Months that have begun, and those of them that are wholly known. */
  readonly months: number;
  readonly monthsKnown: number;
}

/** How many drivers have a name, and how many unknown ones there are besides. */
export interface PeopleCount {
  /** `24`, `500+`. */
  readonly words: string;
  readonly unknown: number;
}

export function yearTotals(days: readonly DayRow[], blocks: readonly MonthBlock[]): YearTotals {
  const begun = blocks.filter(({ look }) => look !== 'future');
  const known = begun.filter(({ look }) => look === 'known' || look === 'none');
  return {
    days: days.length,
    sessions: days.reduce((sum, { sessions }) => sum + (sessions ?? 0), 0),
    laps: days.reduce((sum, { totals }) => sum + (totals?.total_laps ?? 0), 0),
    daysWithoutLaps: days.filter(({ totals }) => totals === null).length,
    months: begun.length,
    monthsKnown: known.length,
  };
}

/** @param drivers null while it is not known */
export function totalFigures(totals: YearTotals, drivers: PeopleCount | null): Figure[] {
  const { days, sessions, laps, daysWithoutLaps, months, monthsKnown } = totals;
  const gaps = monthsKnown < months ? `${monthsKnown} of ${months} months read` : '';
  const without = daysWithoutLaps === 1 ? 'without 1 day' : `without ${daysWithoutLaps} days`;
  return [
    { name: 'Practice days', value: formatCount(days), note: gaps },
    { name: 'Sessions', value: formatCount(sessions) },
    { name: 'Laps', value: formatCount(laps), note: daysWithoutLaps > 0 ? without : '' },
    {
      name: 'Drivers',
      value: drivers?.words ?? '…',
      note: drivers?.unknown ? `${drivers.unknown} unknown besides` : '',
    },
  ];
}
