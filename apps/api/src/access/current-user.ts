import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import type { Principal } from '@trackside/accounts';

import type { CallerAllowance } from './caller-allowance.js';

export type { Principal };

declare module 'fastify' {
  interface FastifyRequest {
    /** Set by `Admission`, before any handler; left out at routes that anybody may call. */
    principal?: Principal;
    /** Set by `ScopeGuard` where callers are counted. */
    allowance?: CallerAllowance;
  }
}

/** The parameter of a handler that is told who asks. */
export const CurrentUser = createParamDecorator(
  (_: unknown, context: ExecutionContext): Principal => {
    const { principal } = context.switchToHttp().getRequest<FastifyRequest>();
    if (!principal) throw new Error('a handler for known callers was reached by an unknown one');
    return principal;
  },
);
