import type { FastifyReply, FastifyRequest } from 'fastify';
import { LOCAL } from '@trackside/accounts';
import type { Config } from '../config.js';
import { type CallerAccess, type MatchedRoute, routeOf } from './caller-access.js';
import { type Credentials, refuseKeyInAddress } from './credentials.js';
import { FOR_PROGRAMS, isForAnybody, PROBES } from './public-routes.js';

/** Lets requests in before any route is looked at, so that who is refused learns nothing else. */
export class Admission {
  constructor(
    private readonly mode: Config['auth']['mode'],
    private readonly access: CallerAccess,
    private readonly credentials: Credentials,
  ) {}

  /**
   * Finds out who asks, and keeps it with the request.
   *
   * @throws RefusedError
   */
  async admit(request: FastifyRequest, reply: FastifyReply): Promise<void> {
    const route = routeOf(request);
    if (route !== null && PROBES.has(route)) return;
    refuseKeyInAddress(request);
    if (this.mode === 'open') {
      this.access.check(request, route);
      request.principal = LOCAL;
      return;
    }
    if (isOfSignInPage(route, request.method)) return this.access.checkPage(request, route);
    request.principal = await this.credentials.identify(request, reply);
    // A key is sent by programs alone; a cookie goes with whatever a browser sends.
    if (request.principal.by.kind === 'session') this.access.checkPage(request, route);
  }
}

/** Whether the route is for anybody: where one signs in, or a file of that page, which is one file. */
function isOfSignInPage(route: MatchedRoute, method: string): boolean {
  if (route === null || route === '/') return false;
  return isForAnybody(method, route) || !FOR_PROGRAMS.test(route);
}
