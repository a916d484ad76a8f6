import type { FastifyInstance } from 'fastify';
import { MethodNotAllowedError } from './failures.js';

/**
 * Tells an address that answers other methods (405) from one that answers none (404): the router
 * knows only the latter.
 */
export function refuseWrongMethods(server: FastifyInstance): void {
  const routes: { pattern: RegExp; methods: string[] }[] = [];
  server.addHook('onRoute', (route) => {
    if (route.url.includes('*')) return;
    const pattern = route.url.replace(/[.+?^${}()|[\]\\]/g, '\\$&').replace(/:[^/]+/g, '[^/]+');
    routes.push({ pattern: new RegExp(`^${pattern}/?$`), methods: [route.method].flat() });
  });
  server.addHook('onRequest', async (request) => {
    if (!request.is404) return;
    const path = request.url.split('?', 1)[0] ?? '';
    const methods = routes.filter(({ pattern }) => pattern.test(path)).flatMap((r) => r.methods);
    if (methods.length === 0) return;
    throw new MethodNotAllowedError(request.method, path, [...new Set(methods)]);
  });
}
