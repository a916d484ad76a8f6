import { createHash } from 'node:crypto';
import type { FastifyRequest } from 'fastify';
import type { KeyedRequest } from '@trackside/idempotency';
import type { Principal } from '../access/current-user.js';
import { ValidationFailedError } from '../http/failures.js';

export const MOST_KEY_LENGTH = 128;
const PRINTABLE = /^[\x20-\x7e]{1,128}$/;

/**
 * A request that bears a key; null for one without, and for one that wants a stream.
 *
 * @throws ValidationFailedError when the key can't be one
 */
export function keyedRequest(request: FastifyRequest): KeyedRequest | null {
  const key = request.headers['idempotency-key'];
  if (key === undefined) return null;
  if (typeof key !== 'string' || !PRINTABLE.test(key)) {
    const message = `must be 1 to ${MOST_KEY_LENGTH} printable characters`;
    throw new ValidationFailedError([{ field: 'Idempotency-Key', message }]);
  }
  const { body, principal } = request as { body?: { stream?: unknown }; principal?: Principal };
  if (body?.stream === true) return null;
  if (!principal) throw new Error('a keyed request has to come from somebody');
  const asked = JSON.stringify([request.method, request.url, body ?? null], inOneOrder);
  const fingerprint = createHash('sha256').update(asked).digest();
  return { userId: principal.userId, key, fingerprint };
}

/** Two programs may write the same fields in another order. */
function inOneOrder(_: string, value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)));
}
