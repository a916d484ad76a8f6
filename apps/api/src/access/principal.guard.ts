import { type CanActivate, type ExecutionContext, Injectable } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import type { Principal } from './current-user.js';

/** The one user of open mode: whoever sits at this machine. */
const LOCAL: Principal = { userId: 'local' };

/** Finds out who asks. `CallerAccess` has decided before whether they may. */
@Injectable()
export class PrincipalGuard implements CanActivate {
  canActivate(context: ExecutionContext): boolean {
    context.switchToHttp().getRequest<FastifyRequest>().principal = LOCAL;
    return true;
  }
}
