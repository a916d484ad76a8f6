import { type CalendarDate, dayNumber } from '../calendar/calendar-date';
import { NOTHING } from './lap-time';

const SECONDS_PER_DAY = 86_400;

/**
 * Seconds from the start of `day` to a track-local `YYYY-MM-DDTHH:MM:SS`: more than a day's worth
 * after midnight, so that an evening that runs on stays one line. Null for null.
 */
export function secondsIntoDay(local: string | null, day: CalendarDate): number | null {
  if (local === null) {
    return null;
  }
  const days = dayNumber(local.slice(0, 10)) - dayNumber(day);
  const [hours = 0, minutes = 0, seconds = 0] = local.slice(11).split(':').map(Number);
  return days * SECONDS_PER_DAY + hours * 3600 + minutes * 60 + seconds;
}

/** `14:43` of so many seconds into a day, `00:12` again after midnight. */
export function formatClock(seconds: number): string {
  const inDay = ((Math.floor(seconds) % SECONDS_PER_DAY) + SECONDS_PER_DAY) % SECONDS_PER_DAY;
  return `${two(Math.floor(inDay / 3600))}:${two(Math.floor(inDay / 60) % 60)}`;
}

/** `14:43` of a track-local moment; a dash for null. */
export function clockOf(local: string | null): string {
  return local === null ? NOTHING : local.slice(11, 16);
}

function two(value: number): string {
  return String(value).padStart(2, '0');
}
