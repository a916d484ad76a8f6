import { decodeCursor, encodeCursor } from '@trackside/streams';

/** The place of a session in a day's page, counted from 0. */
export type SessionPosition = number;
/** A day's date and, within the day, a session's place. */
export type DatedPosition = [date: string, position: SessionPosition];

const DATE_PATTERN = /^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/;
const MAX_POSITION = 2 ** 31 - 1;

/** A place in a list as an opaque string. */
export function encodeStudyCursor(place: string | SessionPosition | DatedPosition): string {
  return encodeCursor(place);
}

/** @throws InvalidCursorError when the string is not a place in a list of days */
export function decodeDateCursor(cursor: string): string {
  return decodeCursor(cursor, isDate);
}

/** @throws InvalidCursorError when the string is not a place in a day */
export function decodePositionCursor(cursor: string): SessionPosition {
  return decodeCursor(cursor, isPosition);
}

/** @throws InvalidCursorError when the string is not a place in the sessions of several days */
export function decodeDatedCursor(cursor: string): DatedPosition {
  return decodeCursor(cursor, isDatedPosition);
}

function isDatedPosition(value: unknown): value is DatedPosition {
  if (!Array.isArray(value) || value.length !== 2) return false;
  const [date, position] = value as unknown[];
  return isDate(date) && isPosition(position);
}

/** A date that PostgreSQL takes: 30 February has the form of one and is none. */
function isDate(value: unknown): value is string {
  if (typeof value !== 'string' || !DATE_PATTERN.test(value)) return false;
  const [year, month, day] = value.split('-').map(Number) as [number, number, number];
  return year > 0 && new Date(Date.UTC(year, month - 1, day)).getUTCDate() === day;
}

function isPosition(value: unknown): value is SessionPosition {
  return Number.isInteger(value) && (value as number) >= 0 && (value as number) <= MAX_POSITION;
}
