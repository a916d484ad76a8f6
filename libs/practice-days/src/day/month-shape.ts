import { createHash } from 'node:crypto';
import type { DaySummary, StoredDay, StoredMonth } from './stored-month.js';

/** What a field holds, as `typeof` names it; null is told apart. */
type Kind = 'string' | 'number' | 'boolean' | 'object' | 'null';
type Shape = Record<string, Kind[]>;

const MONTH = {
  fetchedAt: ['string'],
  refreshedAt: ['string', 'null'],
  days: ['object'],
} satisfies Record<keyof StoredMonth, Kind[]>;

const DAY = {
  id: ['string'],
  date: ['string'],
  listedSessionCount: ['number'],
  needsReading: ['boolean'],
  summary: ['object', 'null'],
  imported: ['boolean'],
  inCalendar: ['boolean'],
  gone: ['boolean'],
  foreignSessionCount: ['number'],
  doubt: ['object', 'null'],
} satisfies Record<keyof StoredDay, Kind[]>;

const SUMMARY = {
  session_count: ['number'],
  total_laps: ['number'],
  total_track_time_seconds: ['number'],
  unique_drivers: ['number'],
  unique_classes: ['number'],
  time_range_start: ['string', 'null'],
  time_range_end: ['string', 'null'],
  verified: ['boolean', 'null'],
} satisfies Record<keyof DaySummary, Kind[]>;

/**
 * Names the shape of a cached month: another set of fields has another name, so that processes of
 * two versions, side by side, never read each other's values.
 */
export const MONTH_SHAPE = createHash('sha256')
  .update(JSON.stringify([MONTH, DAY, SUMMARY]))
  .digest('hex')
  .slice(0, 12);

/** Found to be months: the memory of a process hands out the same value again and again. */
const judged = new WeakSet();

/** Whether a value from a cache, which anybody may have written, is a month as the store gives it. */
export function isStoredMonth(value: unknown): value is StoredMonth {
  if (typeof value !== 'object' || value === null) return false;
  if (judged.has(value)) return true;
  const isOne = isMonth(value);
  if (isOne) judged.add(value);
  return isOne;
}

function isMonth(value: object): boolean {
  if (!has(MONTH, value)) return false;
  const { days } = value as { days: unknown };
  return Array.isArray(days) && days.every(isStoredDay);
}

function isStoredDay(value: unknown): boolean {
  if (!has(DAY, value)) return false;
  const { summary } = value as { summary: unknown };
  return summary === null || has(SUMMARY, summary);
}

function has(shape: Shape, value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return false;
  return Object.entries(shape).every(([field, kinds]) => {
    const held: unknown = (value as Record<string, unknown>)[field];
    return kinds.some((kind) => (held === null ? kind === 'null' : kind === typeof held));
  });
}
