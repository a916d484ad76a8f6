import { afterEach, beforeEach } from '@jest/globals';
import type { ServerResponse } from 'node:http';
import { LivercAddresses } from '../src/client/addresses.js';
import { LivercClient } from '../src/client/liverc-client.js';
import type { Lane } from '../src/client/outcome.js';
import type { RequestEvent } from '../src/client/request-event.js';
import { Waiters } from '../src/client/waiters.js';
import type { LivercScraperOptions } from '../src/liverc-scraper.options.js';
import { sendPage, serve, type LocalServer } from './local-server.js';

export type Answer = (response: ServerResponse) => void;

export const ok: Answer = (response) => sendPage(response);
export const hang: Answer = () => undefined;
export const cut: Answer = (response) => void response.socket!.destroy();
export const status = (code: number, headers = {}): Answer => {
  return (response) => void response.writeHead(code, headers).end();
};
export const after = (ms: number): Answer => {
  return (response) => void setTimeout(() => sendPage(response), ms);
};

interface AskOptions {
  /** Who asks; somebody, always the same. */
  key?: string;
  signal?: AbortSignal;
  lane?: Lane;
  timeoutMs?: number;
  slug?: string;
  read?: (html: string) => unknown;
}

/** One client with short pauses, and one server that follows a script, for each test of a suite. */
export class ClientRig {
  server: LocalServer;
  client: LivercClient;
  /** What the client reported. */
  events: RequestEvent[];
  /** What the server does to each request in turn; the last one stays. */
  script: Answer[];

  /** Prepares and clears up around each test of the suite that calls this. */
  constructor() {
    beforeEach(async () => {
      this.events = [];
      this.script = [ok];
      let turn = 0;
      this.server = await serve((_, response) => {
        this.script[Math.min(turn++, this.script.length - 1)]!(response);
      });
      this.start();
    });
    afterEach(async () => {
      this.client.close();
      await this.server.close();
    });
  }

  /** Starts anew with other options. */
  start(options: Partial<LivercScraperOptions> = {}): void {
    this.client?.close();
    this.client = new LivercClient({
      baseUrl: '',
      catalogueUrl: '',
      contact: 'https://trackside.example',
      maxConcurrency: 4,
      enabled: true,
      monthTimeoutMs: 1000,
      dayTimeoutMs: 1000,
      backOffMs: 10,
      failedPagePauseMs: 50,
      secondLookPauseMs: 10,
      probePauseScale: 0.1,
      onRequest: (event) => this.events.push(event),
      ...options,
    });
  }

  /** Asks for a session's page. */
  ask(id = 1, options: AskOptions = {}): Promise<unknown> {
    const { signal, lane = 'people', timeoutMs = 1000, slug = 'abc' } = options;
    const { key = 'somebody', read = (html) => html } = options;
    const addresses = new LivercAddresses(`${this.server.url}/{slug}`, this.server.url);
    const address = addresses.session(slug, String(id));
    const waiters = Waiters.of({ key, lane });
    return this.client.read({ address, signal, waiters, timeoutMs }, read);
  }
}

/** What came of a promise that may fail, and after how many milliseconds. */
export async function timed(promise: Promise<unknown>): Promise<{ error: unknown; ms: number }> {
  const startedAt = Date.now();
  const error = await promise.then(
    () => null,
    (reason: unknown) => reason,
  );
  return { error, ms: Date.now() - startedAt };
}
