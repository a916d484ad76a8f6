import type { EventRow } from '../pages.js';
import { readNamedDate } from './local-time.js';

/** Lists hold years like 0001 and 0202, typed by organisers. */
const FIRST_YEAR = 1990;
const LAST_YEAR = 2099;

export type EventDates = Pick<EventRow, 'startDate' | 'endDate'>;

/**
 * Reads `Nov 16, 2025` or `Mar 3, 2018 to Mar 4, 2018`; what can't be is null.
 *
 * @param knownStart a first day that is told more exactly elsewhere
 */
export function readEventDates(text: string, knownStart?: string): EventDates {
  const [from = '', to] = text.split(/ to /, 2);
  const startDate = plausible(knownStart ?? readNamedDate(from));
  const endDate = to === undefined ? startDate : plausible(readNamedDate(to));
  const isReversed = startDate !== null && endDate !== null && endDate < startDate;
  return { startDate, endDate: isReversed ? null : endDate };
}

function plausible(date: string | null): string | null {
  const year = Number(date?.slice(0, 4));
  return year >= FIRST_YEAR && year <= LAST_YEAR ? date : null;
}
