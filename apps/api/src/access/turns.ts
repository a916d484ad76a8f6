import type { FastifyRequest } from 'fastify';
import type { Turn } from '@trackside/liverc-scraper';

/**
 * Tells whose turn at LiveRC a request takes: one user's requests for one track share a turn, or,
 * where nobody signs in, one address's. Every other request has its own.
 */
export function turnOf(request: FastifyRequest, trackId: string): Turn {
  const { principal, allowance } = request;
  const isKnown = principal !== undefined && principal.by.kind !== 'local';
  const who = isKnown ? principal.userId : request.ip;
  return {
    key: `${who} ${trackId.toLowerCase()}`,
    lane: 'people',
    ...(allowance ? { begin: allowance.beginMonths } : {}),
  };
}
