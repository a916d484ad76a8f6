import type { FastifyReply, FastifyRequest } from 'fastify';
import type { FailureEnvelope } from '@trackside/contracts';
import { type Failure, STATUS_OF, toFailure } from './failures.js';

const PROBLEM = 'application/problem+json';
/** Codes after which trying again helps, even where nobody said when. */
const RETRY_HELPS = new Set([429, 503, 504]);
const DEFAULT_RETRY_AFTER_SECONDS = 10;

/**
 * Answers with the contract's failure, or with an RFC 9457 problem on request.
 *
 * @returns the status
 */
export function sendFailure(error: unknown, request: FastifyRequest, reply: FastifyReply): number {
  const failure = toFailure(error);
  const status = STATUS_OF[failure.code];
  if (reply.sent) return status;
  setHeaders(reply, failure, status);
  void reply.header('x-request-id', request.id);
  const wantsProblem = request.headers.accept?.includes(PROBLEM) ?? false;
  void reply
    .status(status)
    .type(wantsProblem ? PROBLEM : 'application/json; charset=utf-8')
    .send(JSON.stringify(wantsProblem ? toProblem(failure, request) : toBody(failure, request.id)));
  return status;
}

/** The contract's failure as a body. */
export function toBody(failure: Failure, requestId: string): FailureEnvelope {
  const { code, message, details } = failure;
  return {
    success: false,
    error: { code, message, ...(details ? { details } : {}) },
    request_id: requestId,
  };
}

function setHeaders(reply: FastifyReply, failure: Failure, status: number): void {
  if (failure.allow) void reply.header('allow', failure.allow.join(', '));
  if (status === 401) void reply.header('www-authenticate', 'Bearer');
  const retryAfter = failure.retryAfterSeconds ?? DEFAULT_RETRY_AFTER_SECONDS;
  const isBusy = status === 409 && failure.retryAfterSeconds !== undefined;
  if ((isBusy || RETRY_HELPS.has(status)) && failure.code !== 'LIVERC_DISABLED') {
    void reply.header('retry-after', String(Math.max(1, Math.ceil(retryAfter))));
  }
}

function toProblem(failure: Failure, request: FastifyRequest): object {
  return {
    type: 'about:blank',
    title: failure.code,
    status: STATUS_OF[failure.code],
    detail: failure.message,
    code: failure.code,
    ...(failure.details ? { details: failure.details } : {}),
    request_id: request.id,
  };
}
