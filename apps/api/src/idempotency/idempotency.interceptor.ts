import {
  type CallHandler,
  type ExecutionContext,
  Injectable,
  type NestInterceptor,
} from '@nestjs/common';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { from, lastValueFrom, type Observable } from 'rxjs';
import { type Answer, IdempotentAnswers } from '@trackside/idempotency';
import { keyedRequest } from './keyed-request.js';

declare module 'fastify' {
  interface FastifyContextConfig {
    /** Whether handlers of such a route return their answer, or send it by themselves. */
    idempotency?: 'returned' | 'sent';
  }
  interface FastifyRequest {
    /** The body that a handler has sent by itself, before it is compressed. */
    sentBody?: string;
  }
}

/** Answers a request whose key was answered before as it was answered then. It comes after the guards. */
@Injectable()
export class IdempotencyInterceptor implements NestInterceptor {
  constructor(private readonly answers: IdempotentAnswers) {}

  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    const http = context.switchToHttp();
    const request = http.getRequest<FastifyRequest>();
    const reply = http.getResponse<FastifyReply>();
    const keyed = keyedRequest(request);
    if (!keyed) return next.handle();
    let result: unknown;
    const work = async (): Promise<Answer | null> => {
      result = await lastValueFrom(next.handle(), { defaultValue: undefined });
      return answerOf(result, request, reply);
    };
    return from(
      this.answers
        .answer(keyed, work)
        .then(({ kept }) => (kept ? sayAgain(kept, request, reply) : result)),
    );
  }
}

/** Notes what handlers send by themselves; installed before answers are compressed. */
export function noteSentBodies(server: FastifyInstance): void {
  server.addHook('onSend', async (request, _reply, payload) => {
    const isSent = request.routeOptions.config.idempotency === 'sent';
    if (isSent && typeof payload === 'string') request.sentBody = payload;
    return payload;
  });
}

/** What is to be kept of an answer; null where the client was sent none. */
function answerOf(result: unknown, request: FastifyRequest, reply: FastifyReply): Answer | null {
  const { statusCode: status } = reply;
  if (result !== undefined) return { status, data: JSON.stringify(result) };
  if (request.sentBody === undefined || status !== 200) return null;
  const { data } = JSON.parse(request.sentBody) as { data: unknown };
  return { status, data: JSON.stringify(data) };
}

async function sayAgain(
  { status, data: text }: Answer,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<unknown> {
  const data: unknown = JSON.parse(text);
  void reply.status(status).header('idempotency-replayed', 'true');
  if (request.routeOptions.config.idempotency === 'returned') return data;
  // Nest sends nothing for these.
  await reply.send({ success: true, data });
  return undefined;
}
