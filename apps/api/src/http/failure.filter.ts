import { type ArgumentsHost, Catch, type ExceptionFilter, Logger } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { toFailure } from './failures.js';
import { sendFailure } from './send-failure.js';

/** Turns whatever was thrown into the contract's failure. */
@Catch()
export class FailureFilter implements ExceptionFilter {
  private readonly logger = new Logger(FailureFilter.name);

  catch(error: unknown, host: ArgumentsHost): void {
    const request = host.switchToHttp().getRequest<FastifyRequest>();
    const reply = host.switchToHttp().getResponse<FastifyReply>();
    if (reply.raw.destroyed) return this.logger.debug('the client left before its answer');
    this.log(error, sendFailure(error, request, reply));
  }

  /** Logs our failures with their stack, LiveRC's as warnings, the caller's only for debugging. */
  private log(error: unknown, status: number): void {
    if (status === 500) this.logger.error(error);
    else if (status > 500) this.logger.warn(error instanceof Error ? error.message : error);
    // As the caller was told: Nest's own sentence has the whole address in it.
    else this.logger.debug(toFailure(error).message);
  }
}
