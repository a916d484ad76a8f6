import type { CalendarDate } from '../calendar/calendar-date';
import { type MonthKey, formatMonth } from '../calendar/month';
import { formatCount } from '../laps/count';
import { type DayImports, isUnderWay } from './day-import';
import { days } from './import-words';

/** From this many days on, somebody should know what they are asking for. */
const ASK_BEYOND_DAYS = 20;

/** A practice day as a list shows it. */
export interface ShownDay {
  readonly date: CalendarDate;
  readonly eventId: string | null;
  readonly sessions: number | null;
}

/** Days that can be imported together. */
export interface Importable {
  /** In the order in which they are shown. */
  readonly dates: readonly CalendarDate[];
  /** Sessions as far as known. */
  readonly sessions: number;
}

/** The shown days that are neither imported nor on their way. */
export function importableOf(shown: readonly ShownDay[], imports: DayImports): Importable {
  const open = shown.filter(({ date, eventId }) => {
    const known = imports.get(date);
    return eventId === null && !(known && isUnderWay(known.phase));
  });
  return {
    dates: open.map(({ date }) => date),
    sessions: open.reduce((sum, { sessions }) => sum + (sessions ?? 0), 0),
  };
}

export function needsAsking({ dates }: Importable): boolean {
  return dates.length > ASK_BEYOND_DAYS;
}

/**
 * `Import all 21 days shown`; of one whole month `Import October 2025 (6 days)`; beside events
 * `Import 21 days, not the 6 events`.
 *
 * @param events that are on show as well and are imported one by one
 */
export function importAllWords({ dates }: Importable, month: MonthKey | null, events = 0): string {
  if (month !== null) {
    return `Import ${formatMonth(month)} (${days(dates.length)})`;
  }
  if (events > 0) {
    const left = events === 1 ? 'event' : `${events} events`;
    return `Import ${days(dates.length)}, not the ${left}`;
  }
  return `Import all ${dates.length} days shown`;
}

/** `34 days with 1,204 sessions. Import them all?` */
export function askingWords({ dates, sessions }: Importable): string {
  const count = formatCount(sessions);
  return `${days(dates.length)} with ${count} sessions. Import them all?`;
}
