import axios from 'axios';
import http, { type ClientRequest, type IncomingMessage, type RequestOptions } from 'node:http';
import https from 'node:https';
import { isIP, type LookupFunction } from 'node:net';
import { ACCEPTED_CODINGS } from './content-coding.js';
import { forbiddenAddress, guardedLookup } from './guarded-lookup.js';
import { localhostLookup } from './localhost-lookup.js';
import { strayPart, type MeantOrigin } from './page-address.js';
import { isPublicAddress } from './public-address.js';

/** LiveRC's own answers carry well under a kilobyte of headers. */
const MAX_HEADER_BYTES = 16_384;
/** Unused connections are closed after this, or earlier when the server announces so. */
const IDLE_SOCKET_MS = 15_000;

interface Agents {
  http: http.Agent;
  https: https.Agent;
}

/** Sends single requests over kept-alive connections. Follows nothing, retries nothing. */
export class HttpTransport {
  private readonly guarded: Agents;
  private readonly unguarded: Agents = agents(localhostLookup);

  /** @param lookup resolves host names for origins that must be public */
  constructor(
    private readonly userAgent: string,
    lookup: LookupFunction = guardedLookup(),
  ) {
    this.guarded = agents(lookup);
  }

  /**
   * Asks for `url` and resolves when the answer's headers are there; the body is still to be read.
   * Any status is an answer.
   *
   * @throws the network's error with its `code`; after an abort an error that is of no interest
   */
  async send(url: URL, meant: MeantOrigin, signal: AbortSignal): Promise<IncomingMessage> {
    const pool = meant.privateAllowed ? this.unguarded : this.guarded;
    const answer = await axios.request<IncomingMessage>({
      url: url.href,
      method: 'GET',
      headers: {
        'User-Agent': this.userAgent,
        Accept: 'text/html,application/xhtml+xml',
        'Accept-Encoding': ACCEPTED_CODINGS,
      },
      httpAgent: pool.http,
      httpsAgent: pool.https,
      responseType: 'stream',
      decompress: false,
      maxRedirects: 0,
      proxy: false,
      validateStatus: () => true,
      transport: checkedTransport(meant),
      signal,
    });
    // An answer that fails while nobody reads it must not take the process down.
    answer.data.on('error', () => undefined);
    return answer.data;
  }

  /** Closes all connections, used or not. */
  close(): void {
    for (const { http: plain, https: secure } of [this.guarded, this.unguarded]) {
      plain.destroy();
      secure.destroy();
    }
  }
}

function agents(lookup: LookupFunction): Agents {
  const options = { keepAlive: true, timeout: IDLE_SOCKET_MS, lookup };
  return { http: new http.Agent(options), https: new https.Agent(options) };
}

/**
 * The last look before the request leaves: what is about to be sent is compared once more with what
 * was meant, after axios has taken the address apart in its own way.
 */
function checkedTransport(meant: MeantOrigin) {
  return {
    request(options: RequestOptions, onAnswer: (answer: IncomingMessage) => void): ClientRequest {
      const host = String(options.hostname);
      const url = new URL(`${options.protocol}//${host.includes(':') ? `[${host}]` : host}`);
      url.port = String(options.port ?? '');
      const stray = options.auth ? 'user info' : strayPart(url, meant);
      if (stray) throw new Error(`refused to send a request to another ${stray}`);
      if (!meant.privateAllowed && isIP(host) && !isPublicAddress(host)) {
        throw forbiddenAddress(host, host);
      }
      const module = options.protocol === 'https:' ? https : http;
      return module.request({ ...options, maxHeaderSize: MAX_HEADER_BYTES }, onAnswer);
    },
  };
}
