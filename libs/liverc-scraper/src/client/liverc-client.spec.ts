import type { ServerResponse } from 'node:http';
import {
  LivercDisabledError,
  LivercPageChangedError,
  LivercTimeoutError,
  LivercUnavailableError,
} from '../errors.js';
import type { LivercScraperOptions } from '../liverc-scraper.options.js';
import { sendPage, serve, until, type LocalServer } from '../../test/local-server.js';
import { LivercAddresses } from './addresses.js';
import { LivercClient } from './liverc-client.js';
import type { Lane } from './outcome.js';
import type { RequestEvent } from './request-event.js';

let server: LocalServer;
let client: LivercClient;
let events: RequestEvent[];
/** What the server does to each request in turn; the last one stays. */
let script: ((response: ServerResponse) => void)[];

const ok = (response: ServerResponse) => sendPage(response);
const status = (code: number, headers = {}) => {
  return (response: ServerResponse) => void response.writeHead(code, headers).end();
};
const cut = (response: ServerResponse) => void response.socket!.destroy();
const hang = () => undefined;

beforeEach(async () => {
  events = [];
  script = [ok];
  let turn = 0;
  server = await serve((_, response) => script[Math.min(turn++, script.length - 1)]!(response));
  start();
});

afterEach(async () => {
  client.close();
  await server.close();
});

function start(options: Partial<LivercScraperOptions> = {}): void {
  client?.close();
  client = new LivercClient({
    baseUrl: '',
    catalogueUrl: '',
    contact: 'https://trackside.example',
    maxConcurrency: 4,
    enabled: true,
    monthTimeoutMs: 1000,
    dayTimeoutMs: 1000,
    backOffMs: 10,
    failedPagePauseMs: 50,
    probePauseScale: 0.1,
    onRequest: (event) => events.push(event),
    ...options,
  });
}

interface AskOptions {
  signal?: AbortSignal;
  lane?: Lane;
  timeoutMs?: number;
  read?: (html: string) => unknown;
}

function ask(id = 1, { signal, lane = 'people', timeoutMs = 1000, read }: AskOptions = {}) {
  const addresses = new LivercAddresses(`${server.url}/{slug}`, server.url);
  const address = addresses.session('abc', String(id));
  return client.read({ address, signal, lane, timeoutMs }, read ?? ((html) => html));
}

/** What came of a promise that may fail, and after how many milliseconds. */
async function timed(promise: Promise<unknown>): Promise<{ error: unknown; ms: number }> {
  const startedAt = Date.now();
  const error = await promise.then(
    () => null,
    (reason: unknown) => reason,
  );
  return { error, ms: Date.now() - startedAt };
}

describe('attempts', () => {
  it.each([
    ['503', status(503)],
    ['429', status(429)],
    ['a cut connection', cut],
  ])('are three at most on %s', async (_, fail) => {
    script = [fail];
    await expect(ask()).rejects.toBeInstanceOf(LivercUnavailableError);
    expect(events.map(({ attempt }) => attempt)).toEqual([1, 2, 3]);
    expect(server.connections()).toBeLessThanOrEqual(3);
  });

  it('end with the first success', async () => {
    script = [status(500), cut, ok];
    expect(await ask()).toBe('<title>a page</title>');
    expect(events.map(({ outcome }) => outcome)).toEqual(['overloaded', 'network', 'ok']);
  });

  it.each([
    [404, LivercPageChangedError],
    [403, LivercUnavailableError],
    [302, LivercPageChangedError],
  ])('are one on %s', async (code, error) => {
    script = [status(code)];
    await expect(ask()).rejects.toBeInstanceOf(error);
    expect(events).toHaveLength(1);
  });

  it('are one on a time-out', async () => {
    script = [hang];
    const { error, ms } = await timed(ask(1, { timeoutMs: 100 }));
    expect(error).toBeInstanceOf(LivercTimeoutError);
    expect(ms).toBeLessThan(900);
    expect(server.paths).toHaveLength(1);
  });

  it('are a retry apart that grows, with full jitter', async () => {
    script = [status(500)];
    start({ backOffMs: 100, random: () => 0.99 });
    expect((await timed(ask(1))).ms).toBeGreaterThanOrEqual(290);
    start({ backOffMs: 100, random: () => 0 });
    expect((await timed(ask(2))).ms).toBeLessThan(90);
  });

  it('have a deadline in all, and then the last failure counts', async () => {
    script = [status(500)];
    start({ backOffMs: 10_000, random: () => 1, totalTimeoutMs: 150 });
    const { error, ms } = await timed(ask());
    expect(error).toBeInstanceOf(LivercUnavailableError);
    expect(ms).toBeLessThan(900);
  });

  it('have a deadline in all, which also ends one that is under way', async () => {
    script = [hang];
    start({ totalTimeoutMs: 100 });
    const { error, ms } = await timed(ask(1, { timeoutMs: 5000 }));
    expect(error).toBeInstanceOf(LivercTimeoutError);
    expect(events.map(({ outcome }) => outcome)).toEqual(['timeout']);
    expect(ms).toBeLessThan(900);
  });

  it('hold no place while they pause', async () => {
    script = [status(500), ok];
    start({ maxConcurrency: 1, backOffMs: 300, random: () => 1 });
    const failing = ask(1);
    await until(() => events.length === 1);
    const { ms } = await timed(ask(2));
    expect(ms).toBeLessThan(250);
    await failing;
  });

  it('are a fifth of the traffic at most, beyond ten', async () => {
    let turn = 0;
    script = [(response) => (turn++ % 5 === 4 ? ok : status(503))(response)];
    start({ maxConcurrency: 1, failedPagePauseMs: 1 });
    for (let id = 1; id <= 80; id++) await ask(id).catch(() => undefined);
    const retries = events.filter(({ attempt }) => attempt > 1).length;
    expect(retries).toBeGreaterThanOrEqual(14);
    expect(retries).toBeLessThanOrEqual(16);
  });
});

describe('politeness', () => {
  it('never has more than the maximum in flight', async () => {
    script = [(response) => void setTimeout(() => sendPage(response), 5)];
    await Promise.all(Array.from({ length: 60 }, (_, i) => ask(i + 1)));
    expect(server.peak()).toBe(4);
    expect(server.connections()).toBe(4);
  });

  it('serves people before background', async () => {
    script = [(response) => void setTimeout(() => sendPage(response), 20)];
    start({ maxConcurrency: 1 });
    const background = [1, 2, 3].map((id) => ask(id, { lane: 'background' }));
    await until(() => server.paths.length === 1);
    await Promise.all([ask(4), ...background]);
    expect(server.paths.map((path) => path.at(-1))).toEqual(['1', '4', '2', '3']);
  });

  it('counts a request’s time from sending, not from waiting for its turn', async () => {
    script = [(response) => void setTimeout(() => sendPage(response), 60)];
    start({ maxConcurrency: 1 });
    await Promise.all(Array.from({ length: 5 }, (_, i) => ask(i + 1, { timeoutMs: 200 })));
    expect(events.every(({ outcome }) => outcome === 'ok')).toBe(true);
  });

  it('stays away as long as LiveRC asks for, with all requests', async () => {
    script = [status(429, { 'retry-after': '1' }), ok];
    const first = timed(ask(1));
    await until(() => events.length === 1);
    const { ms } = await timed(ask(2));
    expect(ms).toBeGreaterThan(850);
    expect((await first).error).toBeNull();
  });

  it('fails at once while LiveRC asks for a long pause', async () => {
    script = [status(503, { 'retry-after': '3600' }), ok];
    const results = [await timed(ask(1)), await timed(ask(2))];
    for (const { error, ms } of results) {
      expect(error).toBeInstanceOf(LivercUnavailableError);
      expect(error).toMatchObject({ retryAfterSeconds: 3600 });
      expect(ms).toBeLessThan(500);
    }
    expect(server.paths).toHaveLength(1);
  });

  it('asks for a page that failed again after a pause, for others at once', async () => {
    script = [status(404), ok];
    start({ failedPagePauseMs: 300 });
    await expect(ask(1)).rejects.toBeInstanceOf(LivercPageChangedError);
    const [same, other] = await Promise.all([timed(ask(1)), timed(ask(2))]);
    expect(same.ms).toBeGreaterThan(250);
    expect(other.ms).toBeLessThan(200);
    expect((await timed(ask(1))).ms).toBeLessThan(200);
  });

  it('takes a page that can not be read for a failure, too', async () => {
    start({ failedPagePauseMs: 300 });
    const unreadable = new LivercPageChangedError('unreadable', 'url');
    const failing = ask(1, {
      read: () => {
        throw unreadable;
      },
    });
    await expect(failing).rejects.toBe(unreadable);
    expect((await timed(ask(1))).ms).toBeGreaterThan(250);
  });
});

describe('an outage', () => {
  /** Fails until ten requests in a row have, which closes the gate for 100 ms. */
  async function breakDown(): Promise<void> {
    script = [status(503)];
    for (let id = 1; client.health().requests < 10; id++) await ask(id).catch(() => undefined);
    events = [];
  }

  it('is met by one probe, whose failure fails all who wait', async () => {
    await breakDown();
    const results = await Promise.all([11, 12, 13].map((id) => timed(ask(id))));
    for (const { error } of results) expect(error).toBeInstanceOf(LivercUnavailableError);
    expect(String(results[1]!.error)).toMatch(/LiveRC is down \(status 503\)/);
    expect(events).toHaveLength(1);
  });

  it('is over with the first probe that succeeds', async () => {
    await breakDown();
    script = [ok];
    const results = await Promise.all([11, 12, 13].map((id) => timed(ask(id))));
    expect(results.map(({ error }) => error)).toEqual([null, null, null]);
    expect(client.health()).toMatchObject({ state: 'ok', inFlight: 0, waiting: 0 });
  });

  it('costs no request while nobody asks', async () => {
    await breakDown();
    await new Promise((resolve) => setTimeout(resolve, 400));
    expect(events).toEqual([]);
    expect(client.health()).toMatchObject({ state: 'failing', inFlight: 0, waiting: 0 });
  });
});

describe('an abort', () => {
  const reason = new Error('left');

  it('before asking sends nothing', async () => {
    await expect(ask(1, { signal: AbortSignal.abort(reason) })).rejects.toBe(reason);
    expect(server.connections()).toBe(0);
  });

  it.each<[string, () => Promise<unknown>]>([
    ['in flight', async () => (script = [hang])],
    ['in line', async () => (script = [hang]) && start({ maxConcurrency: 1 })],
    [
      'between attempts',
      async () => {
        script = [status(500)];
        start({ backOffMs: 60_000, random: () => 1 });
      },
    ],
    [
      'while LiveRC wants a pause',
      async () => {
        script = [status(429, { 'retry-after': '20' })];
      },
    ],
    [
      'while the page’s own pause lasts',
      async () => {
        script = [status(404)];
        start({ failedPagePauseMs: 60_000 });
        await ask(1).catch(() => undefined);
      },
    ],
  ])('%s rejects with its reason within a second and frees the place', async (_, prepare) => {
    await prepare();
    const controller = new AbortController();
    const asked = [1, 2, 3].map((id) => timed(ask(id, { signal: controller.signal })));
    await new Promise((resolve) => setTimeout(resolve, 80));
    const abortedAt = Date.now();
    controller.abort(reason);
    const results = await Promise.all(asked);
    expect(Date.now() - abortedAt).toBeLessThan(500);
    expect(results[0]!.error).toBe(reason);
    expect(client.health()).toMatchObject({ inFlight: 0, waiting: 0 });
  });

  it('in flight is no failure for anybody', async () => {
    script = [hang];
    for (let i = 0; i < 12; i++) {
      const controller = new AbortController();
      const asked = ask(1, { signal: controller.signal }).catch((error: unknown) => error);
      await until(() => server.paths.length === i + 1);
      controller.abort(reason);
      expect(await asked).toBe(reason);
    }
    await until(() => server.sockets.size === 0, 1000);
    expect(client.health()).toMatchObject({ state: 'ok', since: null, limit: 4 });
    script = [ok];
    expect((await timed(ask(1))).ms).toBeLessThan(500);
    expect(events.map(({ outcome }) => outcome)).toEqual([...Array(12).fill('aborted'), 'ok']);
  });

  it('of a thousand requests leaves nothing behind', async () => {
    script = [hang];
    const controller = new AbortController();
    const asked = Array.from({ length: 1000 }, (_, i) => {
      return ask(i + 1, { signal: controller.signal }).catch((error: unknown) => error);
    });
    await until(() => server.paths.length === 4);
    controller.abort(reason);
    expect(new Set(await Promise.all(asked))).toEqual(new Set([reason]));
    await until(() => server.sockets.size === 0, 1000);
    expect(server.paths).toHaveLength(4);
    expect(client.health()).toMatchObject({ inFlight: 0, waiting: 0 });
  });
});

describe('the switch', () => {
  it('set off in configuration sends nothing', async () => {
    start({ enabled: false });
    await expect(ask()).rejects.toBeInstanceOf(LivercDisabledError);
    expect(client.health()).toMatchObject({ state: 'disabled', requests: 0 });
    expect(server.connections()).toBe(0);
  });

  it('set off ends all that is under way; set on lets requests through again', async () => {
    script = [hang];
    start({ maxConcurrency: 1 });
    const asked = [1, 2].map((id) => timed(ask(id)));
    await until(() => server.paths.length === 1);
    client.setEnabled(false);
    for (const { error } of await Promise.all(asked)) {
      expect(error).toBeInstanceOf(LivercDisabledError);
    }
    expect(client.health()).toMatchObject({ state: 'disabled', since: expect.any(Date) });
    client.setEnabled(true);
    script = [ok];
    expect((await timed(ask(3))).error).toBeNull();
  });
});

describe('reports', () => {
  it('tell of each attempt', async () => {
    await ask(7, { lane: 'background' });
    expect(events).toEqual([
      {
        page: 'session',
        slug: 'abc',
        url: `${server.url}/abc/practice/?p=view_session&id=7`,
        status: 200,
        durationMs: expect.any(Number),
        bytes: 21,
        attempt: 1,
        outcome: 'ok',
        lane: 'background',
      },
    ]);
  });

  it('of health tell what is going on', async () => {
    expect(client.health()).toEqual({
      state: 'ok',
      since: null,
      inFlight: 0,
      waiting: 0,
      limit: 4,
      requests: 0,
    });
    script = [hang];
    const controller = new AbortController();
    const asked = [1, 2, 3, 4, 5, 6].map((id) => timed(ask(id, { signal: controller.signal })));
    await until(() => server.paths.length === 4);
    expect(client.health()).toMatchObject({ inFlight: 4, waiting: 2, requests: 4 });
    controller.abort();
    await Promise.all(asked);
  });

  it('refuse a contact that can not stand in a header', () => {
    expect(() => start({ contact: 'a\r\nX: b' })).toThrow(/printable ASCII/);
  });
});
