import { type ArgumentsHost, Catch, type ExceptionFilter, Logger } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { FailureEnvelope } from '@trackside/contracts';
import { type Failure, STATUS_OF, toFailure } from './failures.js';

const PROBLEM = 'application/problem+json';
/** With these, trying again helps even where nobody said when. */
const RETRY_HELPS = new Set([429, 503, 504]);
const DEFAULT_RETRY_AFTER_SECONDS = 10;

/** Turns whatever was thrown into the contract's failure, or an RFC 9457 problem on request. */
@Catch()
export class FailureFilter implements ExceptionFilter {
  private readonly logger = new Logger(FailureFilter.name);

  catch(error: unknown, host: ArgumentsHost): void {
    const request = host.switchToHttp().getRequest<FastifyRequest>();
    const reply = host.switchToHttp().getResponse<FastifyReply>();
    if (reply.raw.destroyed) return this.logger.debug('the client left before its answer');
    const failure = toFailure(error);
    const status = STATUS_OF[failure.code];
    this.log(error, status);
    if (reply.sent) return;
    setHeaders(reply, failure, status);
    const wantsProblem = request.headers.accept?.includes(PROBLEM) ?? false;
    void reply
      .status(status)
      .type(wantsProblem ? PROBLEM : 'application/json; charset=utf-8')
      .send(JSON.stringify(wantsProblem ? toProblem(failure, request) : toBody(failure, request)));
  }

  /** Ours with its stack, theirs as a warning, the caller's hardly at all. */
  private log(error: unknown, status: number): void {
    if (status === 500) this.logger.error(error);
    else if (status > 500) this.logger.warn(error instanceof Error ? error.message : error);
    else this.logger.debug(error instanceof Error ? error.message : error);
  }
}

function setHeaders(reply: FastifyReply, failure: Failure, status: number): void {
  if (failure.allow) void reply.header('allow', failure.allow.join(', '));
  if (status === 401) void reply.header('www-authenticate', 'Bearer');
  const retryAfter = failure.retryAfterSeconds ?? DEFAULT_RETRY_AFTER_SECONDS;
  if (RETRY_HELPS.has(status) && failure.code !== 'LIVERC_DISABLED') {
    void reply.header('retry-after', String(Math.max(1, Math.ceil(retryAfter))));
  }
}

function toBody(failure: Failure, request: FastifyRequest): FailureEnvelope {
  const { code, message, details } = failure;
  return {
    success: false,
    error: { code, message, ...(details ? { details } : {}) },
    request_id: request.id,
  };
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
