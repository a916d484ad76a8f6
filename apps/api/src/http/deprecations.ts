import { applyDecorators } from '@nestjs/common';
import { ApiExtension } from '@nestjs/swagger';
import type { FastifyInstance } from 'fastify';
import { RouteMark } from './route-mark.js';

/** A route that is to go. */
export interface Deprecation {
  /** The day on which it was said, `YYYY-MM-DD`. */
  since: string;
  /** The day from which on it may be gone. */
  sunset: string;
  /** Where it stands what takes its place: an address of ours, or another site's. */
  link: string;
}

declare module 'fastify' {
  interface FastifyContextConfig {
    /** Every answer of the route says that it is to go. */
    deprecation?: Deprecation;
  }
}

/** The mark by which the description knows such a route. */
export const DEPRECATION = 'x-deprecation';

/** Marks and documents a route that is to go: this is the only place that has to be changed. */
export function Deprecated(deprecation: Deprecation): MethodDecorator {
  return applyDecorators(RouteMark({ deprecation }), ApiExtension(DEPRECATION, { ...deprecation }));
}

/** Says so in every answer of such a route, failures and streams too (RFC 9745, RFC 8594). */
export function tellDeprecations(server: FastifyInstance): void {
  server.addHook('onRequest', async (request, reply) => {
    const { deprecation } = request.routeOptions.config;
    if (!deprecation) return;
    const { since, sunset, link } = deprecation;
    void reply.headers({
      deprecation: `@${Date.parse(since) / 1000}`,
      sunset: new Date(sunset).toUTCString(),
      link: `<${link}>; rel="deprecation"`,
    });
  });
}
