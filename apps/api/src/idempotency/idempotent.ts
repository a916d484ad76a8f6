import { applyDecorators, UseInterceptors } from '@nestjs/common';
import { ApiHeader } from '@nestjs/swagger';
import { ApiCanFail } from '../http/api-failures.js';
import { RouteMark } from '../http/route-mark.js';
import { IdempotencyInterceptor } from './idempotency.interceptor.js';
import { MOST_KEY_LENGTH } from './keyed-request.js';

/**
 * Marks and documents a route that does a request once, however often it is sent with the same
 * `Idempotency-Key`. It stands below other interceptors: those run within it.
 *
 * @param answer whether the handler returns its answer, or sends it by itself
 */
export function Idempotent(answer: 'returned' | 'sent' = 'returned'): MethodDecorator {
  return applyDecorators(
    UseInterceptors(IdempotencyInterceptor),
    RouteMark({ idempotency: answer }),
    ApiHeader({
      name: 'Idempotency-Key',
      description:
        `A name for this request, of your choice: 1 to ${MOST_KEY_LENGTH} printable characters. Sent ` +
        'again with the same key within 24 hours it is not done again: the answer is the first ' +
        'one, with `Idempotency-Replayed: true`. The same key with another request is a ' +
        '`CONFLICT`. A failure is not kept, nor is a stream.',
      required: false,
      schema: { type: 'string', minLength: 1, maxLength: MOST_KEY_LENGTH },
      example: '6f2f7c1e-import-2025-10-25',
    }),
    ApiCanFail('CONFLICT'),
  );
}
