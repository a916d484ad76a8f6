import type { ImportedPracticeDay, KnownPracticeDay, PracticeDay } from '@trackside/contracts';
import { type DateRange, type MonthKey, monthKeyOf } from '../calendar/month';
import type { MonthProgress } from '../discovery/progress';
import type { DayRow, DayTotals } from './row';

/** Where practice days come from, the surest last: a day has one line, whoever names it. */
export interface DaySources {
  readonly imported: readonly ImportedPracticeDay[];
  /** Discovered earlier; copies may be old. */
  readonly known: readonly KnownPracticeDay[];
  readonly months: ReadonlyMap<MonthKey, MonthProgress>;
  /** Days imported since the answer came, by date: where each is now. */
  readonly importedSince: ReadonlyMap<string, string>;
  /** Whether days without totals still get them. */
  readonly reading: boolean;
}

/**
 * One row a date. A month that came from LiveRC replaces what was known of it from earlier; imported
 * days stay whatever LiveRC says today.
 */
export function dayRows(sources: DaySources, range: DateRange): DayRow[] {
  const rows = new Map<string, DayRow>();
  const put = (row: DayRow): void => {
    if (row.date >= range.start && row.date <= range.end) {
      rows.set(row.date, row);
    }
  };
  for (const day of sources.known) {
    const month = sources.months.get(monthKeyOf(day.date));
    if (!supersedes(month)) {
      put(knownRow(day, month, sources.reading));
    }
  }
  for (const month of sources.months.values()) {
    putListed(month, sources.reading, rows, put);
    putRead(month, rows, put);
  }
  for (const day of sources.imported) {
    const { event_id: eventId, unread_session_count: unread = 0 } = day;
    put({ ...fullRow(day, null), kind: 'imported', eventId, ...(unread > 0 ? { unread } : {}) });
  }
  for (const [date, eventId] of sources.importedSince) {
    // What of it is not read, its import tells since then.
    const { unread: _unread, ...row } = rows.get(date) ?? bare(date);
    put({ ...row, kind: 'imported', eventId });
  }
  return [...rows.values()];
}

/** A complete month names all its days: what it lacks is gone. `covered` names none on purpose. */
function supersedes(month: MonthProgress | undefined): boolean {
  const outcome = month?.outcome;
  return outcome?.type === 'month' && outcome.status === 'complete' && !outcome.covered;
}

/** Days of the calendar page that the month's outcome has not brought yet. */
function putListed(
  month: MonthProgress,
  reading: boolean,
  rows: ReadonlyMap<string, DayRow>,
  put: (row: DayRow) => void,
): void {
  if (supersedes(month)) {
    return;
  }
  const pending = pendingIn(month, reading);
  for (const [date, sessions] of month.listed ?? []) {
    const known = rows.get(date);
    const totals = known?.totals ?? null;
    const copyOf = known?.copyOf ?? null;
    put({ ...bare(date), sessions, totals, copyOf, pending: totals === null ? pending : null });
  }
}

function putRead(
  month: MonthProgress,
  rows: ReadonlyMap<string, DayRow>,
  put: (row: DayRow) => void,
): void {
  const outcome = month.outcome;
  if (outcome?.type !== 'month') {
    return;
  }
  for (const day of outcome.practice_days) {
    put(fullRow(day, outcome.stale ? outcome.fetched_at : null));
  }
  for (const date of outcome.missing_dates) {
    const known = rows.get(date) ?? bare(date);
    const pending = month.retrying ? 'following' : 'missing';
    put({ ...known, pending: known.totals === null ? pending : null });
  }
}

function bare(date: string): DayRow {
  return {
    kind: 'practice',
    key: `day:${date}`,
    date,
    eventId: null,
    sessions: null,
    totals: null,
    pending: null,
    copyOf: null,
  };
}

function fullRow(day: PracticeDay, copyOf: string | null): DayRow {
  return { ...bare(day.date), sessions: day.session_count, totals: day, copyOf };
}

function knownRow(
  day: KnownPracticeDay,
  month: MonthProgress | undefined,
  reading: boolean,
): DayRow {
  const totals = day.total_laps === null ? null : (day as DayTotals);
  return {
    ...bare(day.date),
    sessions: day.session_count,
    totals,
    copyOf: day.fetched_at,
    pending: totals === null ? pendingIn(month, reading) : null,
  };
}

function pendingIn(month: MonthProgress | undefined, reading: boolean): 'following' | 'missing' {
  const open = month !== undefined && (month.outcome === null || month.retrying);
  return open && (reading || month.retrying) ? 'following' : 'missing';
}
