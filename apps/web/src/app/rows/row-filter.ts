import { collapseWhiteSpace } from '@trackside/contracts';
import { formatDate } from '../calendar/calendar-date';
import { type MonthKey, monthKeyOf } from '../calendar/month';
import { type Row, type Sort, byDate, bySessions } from './row';

export const SHOWN = ['all', 'events', 'practice', 'imported'] as const;
export type Shown = (typeof SHOWN)[number];

/** Which of the rows at hand are shown, and in which order. Asks nobody anything. */
export interface RowFilter {
  readonly shown: Shown;
  /** Only this month; null for the whole range. */
  readonly month: MonthKey | null;
  readonly text: string;
  readonly sort: Sort;
}

export const NO_FILTER: RowFilter = { shown: 'all', month: null, text: '', sort: 'newest' };

export function applyFilter(rows: readonly Row[], filter: RowFilter): Row[] {
  return rows.filter(passes(filter)).sort(filter.sort === 'sessions' ? bySessions : byDate);
}

/** How many rows `applyFilter` would give. */
export function countShown(rows: readonly Row[], filter: RowFilter): number {
  const passing = passes(filter);
  return rows.reduce((count, row) => count + Number(passing(row)), 0);
}

function passes(filter: RowFilter): (row: Row) => boolean {
  const words = collapseWhiteSpace(filter.text).toLowerCase().split(' ').filter(Boolean);
  return (row) =>
    isOfKind(row, filter.shown) && isOfMonth(row, filter.month) && matches(row, words);
}

function isOfKind(row: Row, shown: Shown): boolean {
  switch (shown) {
    case 'all':
      return true;
    case 'events':
      return row.kind === 'event';
    case 'practice':
      return row.kind !== 'event';
    case 'imported':
      return row.kind === 'imported' || (row.kind === 'event' && row.imported);
  }
}

/** An event of several days belongs to each month that it touches. */
function isOfMonth(row: Row, month: MonthKey | null): boolean {
  if (month === null) {
    return true;
  }
  if (row.date === null) {
    return false;
  }
  const end = row.kind === 'event' ? (row.endDate ?? row.date) : row.date;
  return monthKeyOf(row.date) <= month && monthKeyOf(end) >= month;
}

function matches(row: Row, words: readonly string[]): boolean {
  if (words.length === 0) {
    return true;
  }
  const text = `${row.date ? formatDate(row.date) : ''} ${row.date ?? ''} ${labelOf(row)}`;
  const searched = text.toLowerCase();
  return words.every((word) => searched.includes(word));
}

function labelOf(row: Row): string {
  return row.kind === 'event' ? `event ${row.name}` : row.kind;
}
