import { afterEach, beforeEach, expect } from '@jest/globals';
import type { ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import { exchange, type Exchange } from '../src/client/exchange.js';
import { HttpTransport } from '../src/client/http-transport.js';
import type { MeantOrigin } from '../src/client/page-address.js';
import { LivercPageChangedError } from '../src/errors.js';
import { serve, serveRaw, type LocalServer } from './local-server.js';

export const MEGABYTE = 1024 * 1024;
export const PAGE = '<title>a page</title>';

interface AskOptions {
  signal?: AbortSignal;
  timeoutMs?: number;
  /** What differs from the server's own origin. */
  origin?: Partial<MeantOrigin>;
  sitePath?: string;
}

/** One transport and one misbehaving server for each test of a suite. */
export class ExchangeRig {
  server: LocalServer;
  transport: HttpTransport;
  /** Requests sent in this test. */
  sent = 0;

  /** Prepares and clears up around each test of the suite that calls this. */
  constructor() {
    beforeEach(() => {
      this.transport = new HttpTransport('Trackside/test');
      this.sent = 0;
    });
    afterEach(async () => {
      this.transport.close();
      await this.server.close();
    });
  }

  /** Asks the server for a page. */
  ask(path = '/abc/', options: AskOptions = {}): Promise<Exchange> {
    const { signal = new AbortController().signal, timeoutMs = 5000, origin = {} } = options;
    const { sitePath = '' } = options;
    const { protocol, hostname, port } = new URL(this.server.url);
    const meant: MeantOrigin = { protocol, hostname, port, privateAllowed: true, ...origin };
    const href = `${meant.protocol}//${meant.hostname}:${meant.port}${path}`;
    const address = { page: 'events', slug: 'abc', href, origin: meant, sitePath } as const;
    const settings = { timeoutMs, now: Date.now, onSend: () => void this.sent++ };
    return exchange(this.transport, address, settings, signal);
  }

  /** Asks a server that answers so. */
  async askOf(
    answer: (response: ServerResponse, path: string) => void,
    timeoutMs?: number,
  ): Promise<Exchange> {
    this.server = await serve((request, response) => answer(response, request.url!));
    return this.ask('/abc/', { timeoutMs });
  }

  /** Asks a server that writes so, be it HTTP or not. */
  async askRaw(answer: (socket: Socket) => void, timeoutMs?: number): Promise<Exchange> {
    this.server = await serveRaw(answer);
    return this.ask('/abc/', { timeoutMs });
  }
}

/** Checks that a result is a changed page, that says why and names the address. */
export function expectChanged(result: Exchange, message: RegExp): void {
  expect(result).toMatchObject({ outcome: 'changed', retryable: false });
  const { error } = result as Extract<Exchange, { error: unknown }>;
  expect(error).toBeInstanceOf(LivercPageChangedError);
  expect(error.message).toMatch(message);
  expect(error.message).toContain('http://127.0.0.1:');
}

/** The error of a result that has one. */
export function errorOf(result: Exchange): unknown {
  return 'error' in result ? result.error : undefined;
}
