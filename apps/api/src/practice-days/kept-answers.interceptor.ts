import {
  type CallHandler,
  type ExecutionContext,
  Injectable,
  type NestInterceptor,
} from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { type Observable, of } from 'rxjs';
import { KeptAnswers } from './kept-answers.js';

/**
 * Answers a question that was asked before in the same words, where the answer is kept. It comes after
 * the guards, and before the question is checked: that takes longer than to answer it.
 */
@Injectable()
export class KeptAnswersInterceptor implements NestInterceptor {
  constructor(private readonly kept: KeptAnswers) {}

  async intercept(context: ExecutionContext, next: CallHandler): Promise<Observable<unknown>> {
    const http = context.switchToHttp();
    const isSent = await this.kept.send(
      http.getRequest<FastifyRequest>(),
      http.getResponse<FastifyReply>(),
    );
    return isSent ? of(null) : next.handle();
  }
}
