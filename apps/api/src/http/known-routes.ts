import type { FastifyInstance } from 'fastify';
import { MethodNotAllowedError } from './failures.js';

/** The path of an address, as the router reads it. */
export function pathOf(url: string): string {
  const path = url.split('?', 1)[0] ?? '';
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}

/**
 * Answers 405 where an address answers other methods, and leaves 404 to addresses that answer none.
 * The router knows only 404. It also takes the last word of `/practice-days/discover` for a value
 * of `/practice-days/{id}` where the former does not answer the method.
 */
export function refuseWrongMethods(server: FastifyInstance): void {
  const routes: { pattern: RegExp; methods: string[]; isWhole: boolean }[] = [];
  server.addHook('onRoute', (route) => {
    if (route.url.includes('*')) return;
    const pattern = route.url.replace(/[.+?^${}()|[\]\\]/g, '\\$&').replace(/:[^/]+/g, '[^/]+');
    routes.push({
      pattern: new RegExp(`^${pattern}/?$`),
      methods: [route.method].flat(),
      isWhole: !route.url.includes(':'),
    });
  });
  server.addHook('onRequest', async (request) => {
    const hasValue = request.routeOptions.url?.includes(':') ?? false;
    if (!request.is404 && !hasValue) return;
    const path = pathOf(request.url);
    const methods = routes
      .filter(({ pattern, isWhole }) => (request.is404 || isWhole) && pattern.test(path))
      .flatMap((route) => route.methods);
    if (methods.length === 0) return;
    throw new MethodNotAllowedError(request.method, path, [...new Set(methods)]);
  });
}
