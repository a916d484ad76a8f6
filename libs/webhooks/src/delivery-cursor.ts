import { decodeCursor, encodeCursor } from '@trackside/streams';

/** When a delivery was made, as ISO 8601, and its id. */
export type DeliveryPlace = [createdAt: string, id: string];

const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

export function encodeDeliveryCursor(place: DeliveryPlace): string {
  return encodeCursor(place);
}

/** @throws InvalidCursorError when the string is not a place in a list of deliveries */
export function decodeDeliveryCursor(cursor: string): DeliveryPlace {
  return decodeCursor(cursor, isPlace);
}

function isPlace(value: unknown): value is DeliveryPlace {
  if (!Array.isArray(value) || value.length !== 2) return false;
  const [createdAt, id] = value as unknown[];
  return isMoment(createdAt) && typeof id === 'string' && UUID.test(id);
}

/** In the one form that we write. */
function isMoment(value: unknown): boolean {
  if (typeof value !== 'string') return false;
  const moment = new Date(value);
  return !Number.isNaN(moment.getTime()) && moment.toISOString() === value && value < '9999';
}
