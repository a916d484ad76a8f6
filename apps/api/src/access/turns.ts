import type { FastifyRequest } from 'fastify';
import type { Turn } from '@trackside/liverc-scraper';

/**
 * Whose turn at LiveRC a request takes. Nobody signs in: requests of one address for one track share
 * a turn, and all others have one each.
 */
export function turnOf(request: FastifyRequest, trackId: string): Turn {
  return { key: `${request.ip} ${trackId.toLowerCase()}`, lane: 'people' };
}
