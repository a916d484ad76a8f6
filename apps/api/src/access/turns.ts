import type { FastifyRequest } from 'fastify';
import type { Turn } from '@trackside/liverc-scraper';

/**
 * Tells whose turn at LiveRC a request takes. Nobody signs in, so requests from one address for one
 * track share a turn. Every other request has its own.
 */
export function turnOf(request: FastifyRequest, trackId: string): Turn {
  return { key: `${request.ip} ${trackId.toLowerCase()}`, lane: 'people' };
}
