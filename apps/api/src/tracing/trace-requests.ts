import type { FastifyInstance } from 'fastify';
import { beginSpan } from '@trackside/tracing';
import { noteTrace, traceIdOf } from './trace-parent.js';

/** Asked by machines every few seconds. */
const NOT_TOLD = /^\/(?:healthz|readyz|metrics)$/;

/** Tells of each request, until its answer or its stream has ended; installed where traces are wanted. */
export function traceRequests(server: FastifyInstance): void {
  server.addHook('onRequest', (request, reply, done) => {
    const route = request.routeOptions.url ?? 'unknown';
    if (NOT_TOLD.test(route)) return done();
    const { method, headers, id } = request;
    const span = beginSpan({
      name: `${method} ${route}`,
      kind: 'server',
      attributes: { 'http.request.method': method, 'http.route': route, 'request.id': id },
      carrier: traceIdOf(headers['traceparent']) === null ? {} : headers,
    });
    if (!span) return done();
    noteTrace(request.raw, span.traceId);
    reply.raw.once('close', () => {
      const { statusCode, writableFinished } = reply.raw;
      span.note({ 'http.response.status_code': statusCode, 'client.left': !writableFinished });
      if (statusCode >= 500) span.fail(`status ${statusCode}`);
      span.end();
    });
    span.run(done);
  });
}
