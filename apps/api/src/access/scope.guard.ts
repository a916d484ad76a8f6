import { type CanActivate, type ExecutionContext, Injectable } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Allowances, type Principal } from '@trackside/accounts';
import { RefusedError } from '../http/failures.js';
import { isFromOwnPage, routeOf } from './caller-access.js';
import { CallerAllowance } from './caller-allowance.js';
import { OpenStreams } from './open-streams.js';
import { defaultNeed, NEED, type Need } from './needs.js';
import { isForAnybody, PROBES } from './public-routes.js';

/** Lets a caller do what it may. `Admission` has found out before who it is. */
@Injectable()
export class ScopeGuard implements CanActivate {
  constructor(
    private readonly reflector: Reflector,
    private readonly allowances: Allowances,
    private readonly streams: OpenStreams,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const http = context.switchToHttp();
    const request = http.getRequest<FastifyRequest>();
    const route = routeOf(request) ?? '';
    if (PROBES.has(route) || isForAnybody(request.method, route)) return true;
    const { principal } = request;
    if (!principal) throw new Error(`${route} was reached by nobody`);
    const need =
      this.reflector.get<Need | undefined>(NEED, context.getHandler()) ??
      defaultNeed(request.method);
    const scope = typeof need.scope === 'string' ? need.scope : need.scope.of(request);
    checkNeed(principal, need.session, scope);
    checkSender(principal, request, scope);
    if (principal.by.kind !== 'local') await this.count(principal, need, http);
    return true;
  }

  private async count(
    principal: Principal,
    { stream }: Need,
    http: ReturnType<ExecutionContext['switchToHttp']>,
  ): Promise<void> {
    const request = http.getRequest<FastifyRequest>();
    const reply = http.getResponse<FastifyReply>();
    request.allowance = new CallerAllowance(this.allowances, principal.userId, reply);
    await request.allowance.request();
    const isStream = typeof stream === 'function' ? stream(request) : stream;
    if (isStream) await this.streams.enter(principal, request, reply);
  }
}

function checkNeed(principal: Principal, session: Need['session'], scope: string): void {
  const { by, scopes } = principal;
  if (session === 'only' && by.kind === 'key') {
    throw new RefusedError('FORBIDDEN', 'this is for people who sign in: a key may not do it');
  }
  if (session !== undefined && by.kind !== 'key') return;
  if (!scopes.has(scope as never)) {
    const who = by.kind === 'key' ? 'this key' : 'this account';
    throw new RefusedError('FORBIDDEN', `${who} lacks the scope "${scope}"`);
  }
}

/** A cookie goes along with whatever any page has the browser send: ours has to have sent it. */
function checkSender({ by }: Principal, request: FastifyRequest, scope: string): void {
  if (by.kind !== 'session') return;
  const onlyReads = (request.method === 'GET' || request.method === 'HEAD') && scope === 'read';
  if (onlyReads || isFromOwnPage(request)) return;
  throw new RefusedError(
    'FORBIDDEN',
    'with a cookie this has to come from a page of this server: send its Origin, or use an API key',
  );
}
