import axios, { isAxiosError } from 'axios';
import http, { type ClientRequest, type IncomingMessage, type RequestOptions } from 'node:http';
import https from 'node:https';
import { isIP, type LookupFunction } from 'node:net';
import { forbiddenAddress, guardedLookup, isPublicAddress } from '@trackside/addresses';
import { ACCEPTED_CODINGS } from './content-coding.js';
import { localhostLookup } from './localhost-lookup.js';
import { strayPart, type MeantOrigin } from './page-address.js';
import { NO_PROXIES, proxyFor, proxyName, type ProxyOptions } from './proxies.js';

/** LiveRC's own answers carry well under a kilobyte of headers. */
const MAX_HEADER_BYTES = 16_384;
/** Unused connections are closed after this, or earlier when the server announces so. */
const IDLE_SOCKET_MS = 15_000;

interface Agents {
  http: http.Agent;
  https: https.Agent;
}

export interface TransportOptions {
  /** Resolves host names for origins that must be public; what a proxy resolves is its own affair. */
  lookup?: LookupFunction;
  proxies?: ProxyOptions;
}

/** A proxy did not bring an answer; whose fault it was only the proxy knows. */
export class ProxyError extends Error {
  /** That of the underlying error. */
  readonly code: string | undefined;
  /** With which the proxy refused to make a connection. */
  readonly status: number | undefined;

  constructor(
    /** Host and port. */
    readonly proxy: string,
    cause: unknown,
  ) {
    super(`the proxy ${proxy} brought no answer`, { cause });
    this.name = 'ProxyError';
    const { code, statusCode } = cause as { code?: string; statusCode?: number };
    this.code = code;
    this.status = statusCode;
  }
}

/** Sends single requests over kept-alive connections. Follows nothing, retries nothing. */
export class HttpTransport {
  private readonly guarded: Agents;
  private readonly unguarded: Agents = agents({ lookup: localhostLookup });
  private readonly proxied: Agents;
  private readonly proxies: ProxyOptions;

  constructor(
    private readonly userAgent: string,
    { lookup = guardedLookup(), proxies = NO_PROXIES }: TransportOptions = {},
  ) {
    this.guarded = agents({ lookup });
    this.proxies = proxies;
    // Node's own agents know proxies. Each gets the one it is for; whether it is for a page, and
    // what may be asked for through it, is decided here.
    const { https: HTTPS_PROXY, http: HTTP_PROXY } = proxies;
    this.proxied = agents({
      proxyEnv: { HTTPS_PROXY: HTTPS_PROXY ?? undefined, HTTP_PROXY: HTTP_PROXY ?? undefined },
    });
  }

  /**
   * Asks for `url` and resolves when the answer's headers are there; the body is still to be read.
   * Any status is an answer.
   *
   * @throws ProxyError when a proxy stands in between and brings no answer; else the network's error
   *   with its `code`; after an abort an error that is of no interest
   */
  async send(url: URL, meant: MeantOrigin, signal: AbortSignal): Promise<IncomingMessage> {
    const proxy = proxyFor(url, this.proxies);
    if (!proxy)
      return this.ask(url, meant, meant.privateAllowed ? this.unguarded : this.guarded, signal);
    try {
      return await this.ask(url, meant, this.proxied, signal);
    } catch (error) {
      throw new ProxyError(proxyName(proxy), isAxiosError(error) ? (error.cause ?? error) : error);
    }
  }

  private async ask(
    url: URL,
    meant: MeantOrigin,
    pool: Agents,
    signal: AbortSignal,
  ): Promise<IncomingMessage> {
    const answer = await axios.request<IncomingMessage>({
      url: url.href,
      method: 'GET',
      headers: {
        'User-Agent': this.userAgent,
        Accept: 'text/html,application/xhtml+xml',
        'Accept-Encoding': ACCEPTED_CODINGS,
      },
      responseType: 'stream',
      decompress: false,
      maxRedirects: 0,
      proxy: false,
      validateStatus: () => true,
      transport: checkedTransport(meant, pool, pool === this.proxied),
      signal,
    });
    // An answer that fails while nobody reads it must not take the process down.
    answer.data.on('error', () => undefined);
    return answer.data;
  }

  /** Closes all connections, used or not. */
  close(): void {
    for (const { http: plain, https: secure } of [this.guarded, this.unguarded, this.proxied]) {
      plain.destroy();
      secure.destroy();
    }
  }
}

function agents(how: https.AgentOptions & { lookup?: LookupFunction }): Agents {
  const options = { keepAlive: true, timeout: IDLE_SOCKET_MS, ...how };
  return { http: new http.Agent(options), https: new https.Agent(options) };
}

/**
 * The last look before the request leaves: what is about to be sent is compared once more with what
 * was meant, after axios has taken the address apart in its own way.
 */
function checkedTransport(meant: MeantOrigin, pool: Agents, isProxied: boolean) {
  return {
    request(options: RequestOptions, onAnswer: (answer: IncomingMessage) => void): ClientRequest {
      const host = String(options.hostname);
      const url = new URL(`${options.protocol}//${host.includes(':') ? `[${host}]` : host}`);
      url.port = String(options.port ?? '');
      const stray = options.auth ? 'user info' : strayPart(url, meant);
      if (stray) throw new Error(`refused to send a request to another ${stray}`);
      // Nobody here sees what a proxy connects to: by a bare address it is not asked at all.
      const isForbidden = isIP(host) && (isProxied || !isPublicAddress(host));
      if (!meant.privateAllowed && isForbidden) throw forbiddenAddress(host, host);
      const isSecure = options.protocol === 'https:';
      // Here and not in axios, which takes an agent's proxy away where it is told of no other.
      const agent = isSecure ? pool.https : pool.http;
      const request = { ...options, agent, maxHeaderSize: MAX_HEADER_BYTES };
      return (isSecure ? https : http).request(request, onAnswer);
    },
  };
}
