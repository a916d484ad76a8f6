import type { FastifyRequest } from 'fastify';
import { type Config, isLoopback } from '../config.js';
import { RefusedError } from '../http/failures.js';

/** Orchestrators and monitors ask these without credentials. */
const PROBES = new Set(['/healthz', '/readyz']);
/** Routes for programs: a link on another site must not reach what they do or tell. */
const FOR_PROGRAMS = /^\/(?:api|metrics)(?:\/|$)/;

/** The declared route that answers; null where none does, or where the address is unreadable. */
export type MatchedRoute = string | null;

/** Looks at the route and not at the address, which can be written in many ways (`/%61pi/`). */
export function routeOf(request: FastifyRequest): MatchedRoute {
  return request.is404 ? null : (request.routeOptions.url ?? null);
}

/**
 * Decides who may call. In open mode everyone on this machine may, but no web page of somebody
 * else: a page in the user's browser must not drive Trackside, and must not read it under a name of
 * its own that resolves here. With `required` nobody may yet, because there is no sign-in.
 */
export class CallerAccess {
  private readonly allowedHosts: Set<string>;

  constructor(private readonly config: Pick<Config, 'auth' | 'host'>) {
    const origins = config.auth.corsOrigins.map((origin) => new URL(origin).hostname);
    this.allowedHosts = new Set([config.host, ...origins]);
  }

  /** @throws RefusedError */
  check(request: FastifyRequest, route: MatchedRoute): void {
    if (route !== null && PROBES.has(route)) return;
    if (this.config.auth.mode === 'required') {
      throw new RefusedError(
        'UNAUTHORIZED',
        'sign-in is required here and not available yet: bind HOST to 127.0.0.1, or set ' +
          'AUTH_TRUSTED_BIND=true and AUTH_MODE=open if only trusted machines reach the port',
      );
    }
    this.checkHost(request.headers.host);
    this.checkOrigin(request, route);
  }

  private checkHost(host: string | undefined): void {
    const name = hostnameOf(host);
    if (name !== null && (isLoopback(name) || this.allowedHosts.has(name))) return;
    throw new RefusedError(
      'FORBIDDEN',
      `requests for the host "${host ?? ''}" are refused; open http://127.0.0.1 or add its origin ` +
        'to CORS_ORIGINS',
    );
  }

  private checkOrigin(request: FastifyRequest, route: MatchedRoute): void {
    const { origin, host } = request.headers;
    if (origin !== undefined) {
      if (this.config.auth.corsOrigins.includes(origin)) return;
      if (URL.canParse(origin) && new URL(origin).host === host?.toLowerCase()) return;
      throw new RefusedError('FORBIDDEN', `requests from pages of "${origin}" are refused`);
    }
    // A page elsewhere can start a GET without Origin (an image, a frame); following a link is fine.
    const forPrograms = route !== null && FOR_PROGRAMS.test(route);
    if (isForeign(request) && !(followsLink(request) && !forPrograms)) {
      throw new RefusedError('FORBIDDEN', 'requests from pages of other sites are refused');
    }
  }
}

function isForeign({ headers }: FastifyRequest): boolean {
  return headers['sec-fetch-site'] === 'cross-site' || headers['sec-fetch-site'] === 'same-site';
}

/** Whether the request opens a window: nobody followed a link to load a frame. */
function followsLink({ headers }: FastifyRequest): boolean {
  const into = headers['sec-fetch-dest'] ?? 'document';
  return headers['sec-fetch-mode'] === 'navigate' && into === 'document';
}

/** The name in a Host header, without port and brackets; null when the header holds no name. */
function hostnameOf(host: string | undefined): string | null {
  if (!host || !URL.canParse(`http://${host}`)) return null;
  const url = new URL(`http://${host}`);
  if (url.host !== host.toLowerCase() && `${url.host}:80` !== host) return null;
  return url.hostname.replace(/^\[|\]$/g, '');
}
