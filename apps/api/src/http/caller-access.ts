import type { FastifyRequest } from 'fastify';
import { type Config, isLoopback } from '../config.js';
import { RefusedError } from './failures.js';

/** Orchestrators and monitors ask these without credentials. */
const PROBES = new Set(['/healthz', '/readyz']);

/**
 * Who may call. In open mode everyone on this machine, but no web page of somebody else: a page in
 * the user's browser must not be able to drive Trackside, nor read it under a name of its own that
 * resolves here. With `required`, nobody yet: there is no sign-in.
 */
export class CallerAccess {
  private readonly allowedHosts: Set<string>;

  constructor(private readonly config: Pick<Config, 'auth' | 'host'>) {
    const origins = config.auth.corsOrigins.map((origin) => new URL(origin).hostname);
    this.allowedHosts = new Set([config.host, ...origins]);
  }

  /** @throws RefusedError */
  check(request: FastifyRequest): void {
    const path = request.url.split('?', 1)[0] ?? '';
    if (PROBES.has(path)) return;
    if (this.config.auth.mode === 'required') {
      throw new RefusedError(
        'UNAUTHORIZED',
        'sign-in is required here and not available yet: bind HOST to 127.0.0.1, or set ' +
          'AUTH_TRUSTED_BIND=true and AUTH_MODE=open if only trusted machines reach the port',
      );
    }
    this.checkHost(request.headers.host);
    this.checkOrigin(request);
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

  private checkOrigin(request: FastifyRequest): void {
    const { origin, host } = request.headers;
    const site = request.headers['sec-fetch-site'];
    if (origin !== undefined) {
      if (this.config.auth.corsOrigins.includes(origin)) return;
      if (URL.canParse(origin) && new URL(origin).host === host?.toLowerCase()) return;
      throw new RefusedError('FORBIDDEN', `requests from pages of "${origin}" are refused`);
    }
    // A page elsewhere can start a GET without Origin (an image, a frame); following a link is fine.
    const foreign = site === 'cross-site' || site === 'same-site';
    const followsLink = request.headers['sec-fetch-mode'] === 'navigate';
    if (foreign && !(followsLink && !request.url.startsWith('/api/'))) {
      throw new RefusedError('FORBIDDEN', 'requests from pages of other sites are refused');
    }
  }
}

/** The name in a Host header, without port and brackets; null when it is none. */
function hostnameOf(host: string | undefined): string | null {
  if (!host || !URL.canParse(`http://${host}`)) return null;
  const url = new URL(`http://${host}`);
  if (url.host !== host.toLowerCase() && `${url.host}:80` !== host) return null;
  return url.hostname.replace(/^\[|\]$/g, '');
}
