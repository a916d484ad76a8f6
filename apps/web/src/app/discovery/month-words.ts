import type { MonthFailedRecord, MonthRecord } from '@trackside/contracts';
import { ago, clockTime, dayWords } from '../calendar/age';
import { dayAndMonth } from '../calendar/calendar-date';
import { formatMonth } from '../calendar/month';
import type { MonthProgress } from './progress';

/** How a month stands, as a cell of the strip shows it. */
export type MonthState =
  'unchecked' | 'waiting' | 'reading' | 'done' | 'empty' | 'old' | 'partial' | 'failed';

/**
 * @param days practice days of the month at hand, whoever named them
 * @param activity whether a stream is open, and whether it is about this month; `covered`: all its
 *   days are imported, so that it need not be asked for
 */
export function stateOf(
  month: MonthProgress | undefined,
  days: number,
  activity: { readonly active: boolean; readonly current: boolean; readonly covered: boolean },
): MonthState {
  const outcome = month?.outcome ?? null;
  if (month?.retrying || (outcome === null && activity.active && activity.current)) {
    return 'reading';
  }
  if (outcome === null && activity.active) {
    return 'waiting';
  }
  if (outcome === null) {
    return activity.covered ? (days === 0 ? 'empty' : 'done') : 'unchecked';
  }
  if (outcome.type === 'month_failed') {
    return 'failed';
  }
  if (outcome.status === 'partial') {
    return 'partial';
  }
  if (outcome.stale) {
    return 'old';
  }
  return days === 0 ? 'empty' : 'done';
}

/** `October 2025: 8 practice days, stored 3 h ago`. */
export function monthWords(
  month: MonthProgress,
  state: MonthState,
  days: number,
  nowMs: number,
): string {
  const name = formatMonth(month.key);
  switch (state) {
    case 'unchecked':
      return `${name}: ${countWords(days)} known, not checked`;
    case 'waiting':
      return `${name}: waiting`;
    case 'reading':
      return month.listed ? `${name}: ${countWords(days)}, details follow` : `${name}: being read`;
    case 'failed':
      return `${name}: could not be read`;
    default:
      return `${name}: ${[countWords(days), ...originOf(month, days, nowMs)].join(', ')}`;
  }
}

/** All days of a month may be imported where it has none: then it is a copy like others. */
function originOf({ outcome }: MonthProgress, days: number, nowMs: number): string[] {
  if (outcome === null) return days === 0 ? [] : ['imported'];
  const isImported = outcome.type === 'month' && outcome.covered && outcome.source !== 'liverc';
  return isImported && days > 0 ? ['imported'] : [sourceWords(outcome, nowMs)];
}

/** Why a month failed or lacks days, and since when; null when nothing is wrong with it. */
export function troubleWords(month: MonthProgress, nowMs: number): string | null {
  const outcome = month.outcome;
  if (outcome === null || month.retrying) {
    return null;
  }
  if (outcome.type === 'month_failed') {
    const since = month.failedSince === null ? '' : `, since ${clockTime(month.failedSince)}`;
    return `${reasonWords(outcome)}${since}`;
  }
  if (outcome.missing_dates.length > 0) {
    return missingWords(outcome);
  }
  return outcome.stale ? sourceWords(outcome, nowMs) : null;
}

/** `25 Oct, 12 Oct not read (LiveRC cannot be reached)`, a reason after the other. */
function missingWords({ missing, missing_dates, error }: MonthRecord): string {
  const byReason = new Map<string, string[]>();
  for (const { date, code, message } of missing) {
    const isLess = code === 'LIVERC_PAGE_INCOMPLETE';
    const reason = isLess ? ` ${LESS}` : ` not read (${reasonWords({ code, message })})`;
    byReason.set(reason, [...(byReason.get(reason) ?? []), dayAndMonth(date)]);
  }
  if (byReason.size === 0) {
    const why = error ? ` (${reasonWords(error)})` : '';
    return `${missing_dates.map(dayAndMonth).join(', ')} not read${why}`;
  }
  return [...byReason].map(([reason, dates]) => `${dates.join(', ')}${reason}`).join('; ');
}

/** What is said of a day of which LiveRC's page shows less than is known. */
const LESS = 'shows less at LiveRC than before: what was known stays, and it is asked again';

/** `no practice`, `1 practice day`, `8 practice days`. */
export function countWords(days: number): string {
  if (days === 0) {
    return 'no practice';
  }
  return days === 1 ? '1 practice day' : `${days} practice days`;
}

/** A reason that a person at a track understands; unknown codes keep the server's sentence. */
export function reasonWords({
  code,
  message,
}: Pick<MonthFailedRecord, 'code' | 'message'>): string {
  switch (code) {
    case 'LIVERC_TIMEOUT':
      return 'LiveRC took too long to answer';
    case 'LIVERC_UNAVAILABLE':
      return 'LiveRC cannot be reached';
    case 'LIVERC_PAGE_CHANGED':
      return 'LiveRC’s page could not be understood';
    case 'LIVERC_PAGE_INCOMPLETE':
      return 'LiveRC shows less than before; what was known stays';
    case 'LIVERC_DISABLED':
      if (message.includes('robots.txt')) {
        return 'LiveRC’s robots.txt asks us not to read this page';
      }
      return 'checking LiveRC is switched off here';
    default:
      return message;
  }
}

function sourceWords(outcome: MonthRecord | MonthFailedRecord | null, nowMs: number): string {
  if (outcome?.type !== 'month') {
    return '';
  }
  const { source, fetched_at, stale, error } = outcome;
  if (stale) {
    const off = error?.code === 'LIVERC_DISABLED';
    const why = off ? 'LiveRC is switched off here' : 'LiveRC is down';
    return `${why}, copy of ${dayWords(fetched_at, nowMs)}`;
  }
  const age = ago(fetched_at, nowMs);
  if (source === 'liverc') {
    return age === 'just now' ? 'from LiveRC now' : `from LiveRC ${age}`;
  }
  return `stored ${age}`;
}
