import type { FastifyRequest } from 'fastify';
import { type Config, isLoopback } from '../config.js';
import { RefusedError } from '../http/failures.js';
import { FOR_PROGRAMS, PROBES, RETURN_ROUTE } from './public-routes.js';

/** The declared route that answers; null where none does, or where the address is unreadable. */
export type MatchedRoute = string | null;

/** Looks at the route and not at the address, which can be written in many ways (`/%61pi/`). */
export function routeOf(request: FastifyRequest): MatchedRoute {
  return request.is404 ? null : (request.routeOptions.url ?? null);
}

/**
 * Decides which web pages may call: none of somebody else. A page in the user's browser must not
 * drive Trackside, and in open mode must not read it under a name of its own that resolves here.
 */
export class CallerAccess {
  private readonly allowedHosts: Set<string>;

  constructor(private readonly config: Pick<Config, 'auth' | 'host'>) {
    const origins = config.auth.corsOrigins.map((origin) => new URL(origin).hostname);
    this.allowedHosts = new Set([config.host, ...origins]);
  }

  /** The whole rule of open mode. @throws RefusedError */
  check(request: FastifyRequest, route: MatchedRoute): void {
    if (route !== null && PROBES.has(route)) return;
    this.checkHost(request.headers.host);
    this.checkPage(request, route);
  }

  /** @throws RefusedError when the page of another site has the browser send this */
  checkPage(request: FastifyRequest, route: MatchedRoute): void {
    const { origin } = request.headers;
    if (origin !== undefined) {
      if (this.config.auth.corsOrigins.includes(origin) || isOwnOrigin(origin, request)) return;
      throw new RefusedError('FORBIDDEN', `requests from pages of "${origin}" are refused`);
    }
    if (route === RETURN_ROUTE) return;
    // A page elsewhere can start a GET without Origin (an image, a frame); following a link is fine.
    const forPrograms = route !== null && FOR_PROGRAMS.test(route);
    if (isForeign(request) && !(followsLink(request) && !forPrograms)) {
      throw new RefusedError('FORBIDDEN', 'requests from pages of other sites are refused');
    }
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
}

/**
 * Whether the browser says that a page of ours sends this. Over plain HTTP it says so by `Origin` or
 * `Referer` alone; what says nothing may come from anywhere.
 */
export function isFromOwnPage(request: FastifyRequest): boolean {
  const { origin, referer } = request.headers;
  const site = request.headers['sec-fetch-site'];
  if (site !== undefined && site !== 'same-origin') return false;
  if (origin !== undefined) return isOwnOrigin(origin, request);
  return site === 'same-origin' || (referer !== undefined && isOwnOrigin(referer, request));
}

/** @param url an origin, or an address with one */
function isOwnOrigin(url: string, { host }: FastifyRequest): boolean {
  return URL.canParse(url) && new URL(url).host === host.toLowerCase();
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
