import {
  type CallHandler,
  type ExecutionContext,
  Injectable,
  type NestInterceptor,
} from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { type Observable, tap } from 'rxjs';
import { Metrics } from './metrics.js';

const IMPORTS = /\/practice-days\/ingest(?:-range)?$/;
const SEARCHES = /\/events\/search$|\/practice-days\/discover-range(?:\/stream)?$/;

/** Notices searches of a track right after an import there, by the same caller. */
@Injectable()
export class ImportFiguresInterceptor implements NestInterceptor {
  constructor(private readonly metrics: Metrics) {}

  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    const { routeOptions, ip, body, query } = context.switchToHttp().getRequest<FastifyRequest>();
    const route = routeOptions.url ?? '';
    const isImport = IMPORTS.test(route);
    if (!isImport && !SEARCHES.test(route)) return next.handle();
    const { track_id: track } = { ...(query as object), ...(body as object) } as {
      track_id?: unknown;
    };
    const who = `${ip} ${String(track).toLowerCase()}`;
    if (!isImport) this.metrics.countSearch(who);
    return next.handle().pipe(tap(() => isImport && this.metrics.countImport(who)));
  }
}
