import { get } from 'node:http';
import { gunzipSync, inflateRawSync } from 'node:zlib';
import { load } from 'cheerio';
import { Simulator } from '../simulator.js';
import type { FaultEffect, FaultRule } from './fault-rules.js';

const simulator = new Simulator({ today: '2025-11-20', tracks: 60 });
const { truth, faults } = simulator;
let origin = '';

const [, month = ''] = truth.months('marrowgate');
const { date } = truth.month('marrowgate', month).practice_days[0]!;
const calendarPath = `/marrowgate/practice/?p=calendar&d=${month}`;
const dayPath = `/marrowgate/practice/?p=session_list&d=${date}`;

beforeAll(async () => {
  origin = (await simulator.start()).catalogueUrl;
});
afterEach(() => {
  faults.clear();
});
afterAll(() => simulator.stop());

function ask(path: string, init: RequestInit = {}): Promise<Response> {
  return fetch(new URL(path, origin), { redirect: 'manual', ...init });
}

async function textOf(path: string): Promise<string> {
  return (await ask(path)).text();
}

/** The body as it comes over the network. */
function rawBytesOf(path: string): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    get(new URL(path, origin), (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('end', () => resolve(Buffer.concat(chunks)));
    }).on('error', reject);
  });
}

function breakPages(effect: FaultEffect, rule: Partial<FaultRule> = {}): void {
  faults.set([{ ...rule, effect }]);
}

/** How a request ends within the time: its text, or the name of what stopped it. */
async function outcomeWithin(milliseconds: number, path: string): Promise<string> {
  try {
    return await (await ask(path, { signal: AbortSignal.timeout(milliseconds) })).text();
  } catch (error) {
    return (error as Error).name;
  }
}

describe('a rule', () => {
  it('strikes only the pages it names', async () => {
    breakPages(
      { type: 'status', status: 500 },
      { match: { page: 'day', slug: 'Marrowgate', date } },
    );
    expect((await ask(dayPath)).status).toBe(500);
    expect((await ask(calendarPath)).status).toBe(200);
    expect((await ask('/emberlow/practice/?p=session_list&d=2025-01-01')).status).toBe(200);
  });

  it('of a month strikes its calendar and its days', async () => {
    breakPages({ type: 'status', status: 500 }, { match: { month } });
    expect([(await ask(dayPath)).status, (await ask(calendarPath)).status]).toEqual([500, 500]);
  });

  it('waits for `after`, then strikes `times` times', async () => {
    breakPages({ type: 'status', status: 503 }, { after: 1, times: 2 });
    const statuses: number[] = [];
    for (let i = 0; i < 5; i++) statuses.push((await ask(dayPath)).status);
    expect(statuses).toEqual([200, 503, 503, 200, 200]);
  });

  it('with a probability strikes about that often, and the same each time', async () => {
    const draw = async () => {
      breakPages({ type: 'status', status: 503 }, { probability: 0.3 });
      const answers = [];
      for (let i = 0; i < 60; i++) answers.push((await ask('/emberlow/')).status);
      return answers;
    };
    const first = await draw();
    expect(first.filter((status) => status === 503).length).toBeGreaterThan(8);
    expect(first.filter((status) => status === 503).length).toBeLessThan(30);
    expect(faults.struck()).toBe(first.filter((status) => status === 503).length);
    expect(await draw()).toEqual(first);
  });

  it('with a seed of its own strikes the requests that this seed names', async () => {
    breakPages({ type: 'status', status: 503 }, { probability: 0.02, seed: 125 });
    const struck: number[] = [];
    for (let number = 1; number <= 20; number++) {
      if ((await ask('/emberlow/')).status === 503) struck.push(number);
    }
    expect(struck).toEqual([5, 8, 11]);
  });

  it('gives way to the next one when it does not strike', async () => {
    faults.set([
      { times: 1, effect: { type: 'status', status: 410 } },
      { effect: { type: 'status', status: 403 } },
    ]);
    expect([(await ask(dayPath)).status, (await ask(dayPath)).status]).toEqual([410, 403]);
  });
});

describe('refusals', () => {
  it('carry Retry-After as given', async () => {
    breakPages({ type: 'status', status: 429, retryAfter: 7 });
    const response = await ask(dayPath);
    expect([response.status, response.headers.get('retry-after')]).toEqual([429, '7']);
  });

  it('can reset the connection before or after some bytes', async () => {
    breakPages({ type: 'connection-reset' });
    expect(await outcomeWithin(3000, dayPath)).toBe('TypeError');
    breakPages({ type: 'connection-reset', afterBytes: 500 });
    expect(await outcomeWithin(3000, dayPath)).toBe('TypeError');
    expect(simulator.requests.records().at(-1)!.outcome).toBe('cut');
  });
});

describe('hanging', () => {
  it('sends no byte at all, and leaves other pages alone', async () => {
    breakPages({ type: 'hang' }, { match: { date } });
    const before = simulator.requests.counts().aborted_by_client;
    expect(await outcomeWithin(300, dayPath)).toBe('TimeoutError');
    expect((await ask(calendarPath)).status).toBe(200);
    expect(simulator.requests.counts().aborted_by_client).toBe(before + 1);
  });

  it('can begin after the headers, or in mid-body', async () => {
    for (const effect of [{ type: 'hang-after-headers' }, { type: 'hang-mid-body' }] as const) {
      breakPages(effect);
      const response = await ask(dayPath, { signal: AbortSignal.timeout(400) });
      expect(response.status).toBe(200);
      await expect(response.text()).rejects.toThrow();
    }
  });

  it('can be a drip of bytes that comes to its end', async () => {
    const page = await textOf('/nosuchtrack/');
    breakPages({ type: 'slow-bytes', bytesPerSecond: 400 });
    const started = performance.now();
    expect(await textOf('/nosuchtrack/')).toBe(page);
    expect(performance.now() - started).toBeGreaterThan((page.length / 400) * 1000 * 0.8);
  });

  it('can be a delay', async () => {
    breakPages({ type: 'delay', ms: 250 });
    const started = performance.now();
    expect((await ask(dayPath)).status).toBe(200);
    expect(performance.now() - started).toBeGreaterThan(240);
  });
});

describe('another page', () => {
  it('is of the wrong month, the wrong date or another track', async () => {
    breakPages({ type: 'wrong-month', month: '2020-02' });
    expect(load(await textOf(calendarPath))('title').text()).toContain('for February 2020');
    breakPages({ type: 'wrong-date', date: '2020-02-03' });
    expect(load(await textOf(dayPath))('h5').text()).toContain('February 3, 2020');
    breakPages({ type: 'other-track', slug: 'emberlow' });
    expect(load(await textOf(dayPath))('h1').text()).toContain('Emberlow');
  });

  it('is unrelated, a sign-in, empty, JSON, binary or in UTF-16', async () => {
    breakPages({ type: 'unrelated-page' });
    expect(await textOf(dayPath)).toContain('Live Track Map :: LiveRC');
    breakPages({ type: 'login-page' });
    expect(await textOf(dayPath)).toContain('type="password"');
    breakPages({ type: 'empty-body' });
    expect(await textOf(dayPath)).toBe('');
    breakPages({ type: 'json' });
    expect(await (await ask(dayPath)).json()).toEqual({ error: 'maintenance', sessions: [] });
    breakPages({ type: 'binary' });
    expect(Buffer.from(await (await ask(dayPath)).arrayBuffer()).includes(0)).toBe(true);
    breakPages({ type: 'utf-16' });
    const bytes = Buffer.from(await (await ask(dayPath)).arrayBuffer());
    expect(bytes.toString('utf16le').slice(1, 16)).toBe('<!DOCTYPE html>');
  });

  it('is cut', async () => {
    const whole = await textOf(dayPath);
    breakPages({ type: 'cut-page', at: 0.4 });
    expect(await textOf(dayPath)).toBe(whole.slice(0, Math.floor(whole.length * 0.4)));
  });

  it('bears another name than the catalogue, as all pages of the track may', async () => {
    breakPages(
      { type: 'page-name', name: 'Marrow & Gate <RC>' },
      { match: { slug: 'marrowgate' } },
    );
    for (const path of ['/marrowgate/', calendarPath, dayPath, '/marrowgate/events']) {
      const html = await textOf(path);
      expect(load(html)('title').text()).toMatch(/^Marrow & Gate <RC> :: /);
      expect(html).not.toContain('Marrowgate Speedway');
    }
    expect(await textOf('/')).toContain('Marrowgate Speedway');
  });

  it('is whole in gzip with bytes behind its end, and broken in gzip otherwise', async () => {
    const whole = await textOf(dayPath);
    const gzip = async (damage: 'sum' | 'cut' | 'rest') => {
      breakPages({ type: 'bad-gzip', damage });
      return rawBytesOf(dayPath);
    };
    const rest = await gzip('rest');
    expect(rest.subarray(-23).toString()).toBe('<!-- behind the end -->');
    expect(gunzipSync(rest.subarray(0, -23)).toString()).toBe(whole);
    for (const damage of ['sum', 'cut'] as const) {
      const bytes = await gzip(damage);
      expect(() => gunzipSync(bytes)).toThrow();
    }
  });

  it('comes as raw deflate', async () => {
    const whole = await textOf(dayPath);
    breakPages({ type: 'raw-deflate' });
    expect(inflateRawSync(await rawBytesOf(dayPath)).toString()).toBe(whole);
  });

  it('comes in ISO-8859-1, and says so', async () => {
    breakPages({ type: 'latin-1' });
    const response = await ask('/kestrelhaven/');
    expect(response.headers.get('content-type')).toBe('text/html; charset=ISO-8859-1');
    const bytes = Buffer.from(await response.arrayBuffer());
    expect(bytes.toString('latin1')).toContain('<title>Kestrelhåven Modellbilsklubb ::');
  });
});

describe('redirects', () => {
  it('lead to the page after as many hops as asked for', async () => {
    breakPages({ type: 'redirect', hops: 3 });
    let path = dayPath;
    for (let hop = 0; hop < 3; hop++) {
      const response = await ask(path);
      expect(response.status).toBe(302);
      path = response.headers.get('location')!;
    }
    expect(load(await textOf(path))('h5').text()).toContain('(');
  });

  it('lead wherever they are told, or round and round', async () => {
    breakPages({ type: 'redirect', status: 301, location: 'http://elsewhere.example/' });
    const away = await ask(dayPath);
    expect([away.status, away.headers.get('location')]).toEqual([301, 'http://elsewhere.example/']);
    breakPages({ type: 'redirect' });
    expect((await ask(dayPath)).headers.get('location')).toBe(dayPath);
  });
});

describe('too much', () => {
  it('is a page of many megabytes', async () => {
    breakPages({ type: 'huge-page', megabytes: 6 });
    expect((await textOf(dayPath)).length).toBeGreaterThan(6 * 1024 * 1024);
  });

  it('is a few kilobytes that unpack to many megabytes', async () => {
    breakPages({ type: 'gzip-bomb', megabytes: 64 });
    const packed = await new Promise<Buffer>((resolve) => {
      get(new URL(dayPath, origin), (response) => {
        const parts: Buffer[] = [];
        response.on('data', (part: Buffer) => parts.push(part));
        response.on('end', () => resolve(Buffer.concat(parts)));
      });
    });
    expect(packed.length).toBeLessThan(1024 * 1024);
    expect(gunzipSync(packed).length).toBeGreaterThan(64 * 1024 * 1024);
  });

  it('is headers without measure, or tags without end', async () => {
    breakPages({ type: 'huge-headers', kilobytes: 300 });
    await expect(ask(dayPath)).rejects.toThrow();
    breakPages({ type: 'nested-tags', depth: 1000 });
    expect((await textOf(dayPath)).split('<div><b>')).toHaveLength(501);
  });
});
