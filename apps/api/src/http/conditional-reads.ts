import { hash } from 'node:crypto';
import { applyDecorators } from '@nestjs/common';
import { ApiHeader, ApiResponse } from '@nestjs/swagger';
import type { FastifyInstance } from 'fastify';
import { RouteMark } from './route-mark.js';

declare module 'fastify' {
  interface FastifyContextConfig {
    /** A client that has the answer already is told so, and not sent it again. */
    isConditional?: boolean;
  }
}

/** Marks and documents a read whose answer has an `ETag` and is not sent again to who names it. */
export function ConditionalRead(): MethodDecorator {
  return applyDecorators(
    RouteMark({ isConditional: true }),
    ApiHeader({
      name: 'If-None-Match',
      description: 'The `ETag` of the answer that the client has.',
      required: false,
      example: 'W/"s1b6ZkV8m2yq"',
    }),
    ApiResponse({
      status: 304,
      description: 'The answer is still the one whose `ETag` the request names in `If-None-Match`.',
    }),
  );
}

/**
 * Answers conditional reads. The tag is a digest of the whole answer before it is compressed: it
 * changes with every letter of it, is the same in each encoding, and spares bytes, not the reading.
 */
export function answerConditionalReads(server: FastifyInstance): void {
  server.addHook('onSend', async (request, reply, payload) => {
    if (!request.routeOptions.config.isConditional || reply.statusCode !== 200) return payload;
    if (typeof payload !== 'string') return payload;
    const tag = hash('sha256', payload, 'base64url');
    // To be kept, and asked about each time; the answer may be the user's own.
    void reply.headers({ etag: `W/"${tag}"`, 'cache-control': 'private, no-cache' });
    if (!names(request.headers['if-none-match'], tag)) return payload;
    void reply.status(304).removeHeader('content-type');
    // Fastify's HEAD wants something to take the length of.
    return request.method === 'HEAD' ? '' : null;
  });
}

/** Whether an `If-None-Match` names the tag, weak or strong, or takes any (RFC 9110, 13.1.2). */
function names(condition: string | undefined, tag: string): boolean {
  if (condition?.trim() === '*') return true;
  const named = condition?.matchAll(/"([^"]*)"/g) ?? [];
  return [...named].some(([, value]) => value === tag);
}
