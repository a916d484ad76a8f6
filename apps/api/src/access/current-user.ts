import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';

/** Who asks. */
export interface Principal {
  userId: string;
}

declare module 'fastify' {
  interface FastifyRequest {
    /** Set by PrincipalGuard, before any handler. */
    principal?: Principal;
  }
}

/** The parameter of a handler that is told who asks. */
export const CurrentUser = createParamDecorator(
  (_: unknown, context: ExecutionContext): Principal => {
    const { principal } = context.switchToHttp().getRequest<FastifyRequest>();
    if (!principal) throw new Error('a handler was reached without PrincipalGuard');
    return principal;
  },
);
