import { dayAndMonth } from './calendar-date';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

/** How long ago one of our own moments was: `just now`, `5 min ago`, `3 h ago`, `2 days ago`. */
export function ago(instant: string, nowMs: number): string {
  const ageMs = nowMs - Date.parse(instant);
  if (ageMs < 2 * MINUTE_MS) {
    return 'just now';
  }
  if (ageMs < HOUR_MS) {
    return `${Math.floor(ageMs / MINUTE_MS)} min ago`;
  }
  if (ageMs < 2 * DAY_MS) {
    return `${Math.floor(ageMs / HOUR_MS)} h ago`;
  }
  return `${Math.floor(ageMs / DAY_MS)} days ago`;
}

/** The day of one of our own moments, for the user's clock: `today`, `yesterday`, `25 Oct`. */
export function dayWords(instant: string, nowMs: number): string {
  const [day, today] = [localDay(Date.parse(instant)), localDay(nowMs)];
  if (day === today) {
    return 'today';
  }
  if (day === localDay(nowMs - DAY_MS)) {
    return 'yesterday';
  }
  return dayAndMonth(day);
}

/** `14:02` on the user's clock. */
export function clockTime(epochMs: number): string {
  const moment = new Date(epochMs);
  return `${two(moment.getHours())}:${two(moment.getMinutes())}`;
}

/** Older than a day: worth saying beside a row. */
export function isOld(instant: string, nowMs: number): boolean {
  return nowMs - Date.parse(instant) > DAY_MS;
}

function localDay(epochMs: number): string {
  const moment = new Date(epochMs);
  return `${moment.getFullYear()}-${two(moment.getMonth() + 1)}-${two(moment.getDate())}`;
}

function two(value: number): string {
  return String(value).padStart(2, '0');
}
