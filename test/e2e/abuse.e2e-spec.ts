import { once } from 'node:events';
import type { Server } from 'node:http';
import { connect, type Socket } from 'node:net';
import type { StatusResult } from '@trackside/contracts';
import { dataOf, discoverRange, get, postAndLeave } from './support/requests.js';
import { trackside } from './support/trackside-fixture.js';
import { pagesAsked, trackId, until } from './support/trackside.js';
import { monthsAgo } from './support/truth.js';

const SLUG = 'tallowick';
const MOST_AT_LIVERC = 10;
const STREAMS = 200;
const CYCLES = 1_000;
const AT_ONCE = 50;

describe('one who asks for too much', () => {
  const stage = trackside({
    simulator: { tracks: 30 },
    environment: { DISCOVER_RANGE_MONTHS_CAP: '120' },
  });
  const { simulator } = stage;
  const sockets = new Set<Socket>();

  afterEach(async () => {
    for (const socket of sockets) socket.destroy();
    sockets.clear();
    await until(() => simulator.requests.counts().in_flight === 0, 30_000);
  });

  /** Sends a request for a stream; what comes of it is read or left alone. */
  function openStream(slug: string, reads: boolean): Socket {
    const { port } = new URL(stage.url);
    const path = `/api/v1/practice-days/discover-range/stream?track_id=${trackId(slug)}`;
    const socket = connect(Number(port), '127.0.0.1');
    socket.on('error', () => undefined);
    socket.write(`GET ${path} HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\n\r\n`);
    if (!reads) socket.pause();
    sockets.add(socket);
    return socket;
  }

  const isServed = async (): Promise<boolean> =>
    (await get(stage, '/tracks?limit=1')).status === 200;
  const waiting = async (): Promise<number> =>
    dataOf(await get<StatusResult>(stage, '/status')).queue.waiting;

  it('with 200 streams of one search costs each page once, and keeps nobody out', async () => {
    simulator.faults.set([{ match: { page: 'day' }, effect: { type: 'hang' } }]);
    let told = 0;
    for (let count = 0; count < STREAMS; count++) {
      openStream(SLUG, true).once('data', (head) => (told += isWell(head) ? 1 : 0));
    }
    await until(() => told === STREAMS && simulator.requests.counts().in_flight > 0, 40_000);

    expect(await isServed()).toBe(true);
    const days = simulator.requests.records({ page: 'day' }).map(({ date }) => date);
    expect(new Set(days).size).toBe(days.length);
    expect(simulator.requests.counts().max_in_flight).toBeLessThanOrEqual(MOST_AT_LIVERC);
  });

  it('with streams that are never read keeps nobody out', async () => {
    for (let count = 0; count < AT_ONCE; count++) openStream(SLUG, false);
    await until(() => pagesAsked(simulator) > 0);

    expect((await discoverRange(stage, { track_id: trackId(SLUG) })).complete).toBe(true);
    expect(await isServed()).toBe(true);
  });

  it('with 1,000 cold months at once gets ten pages at a time, and none once it has left', async () => {
    simulator.faults.set([{ effect: { type: 'hang' } }]);
    const slugs = ['tallowick', 'marrowgate', 'zephyrdale', 'larchmere', 'kestrelhaven'];
    const months = Array.from({ length: 100 }, (_, ago) => monthsAgo(ago + 1));
    const leaving = new AbortController();
    const asked = slugs.flatMap((slug) =>
      [months, months.map(({ year, month }) => ({ year: year - 9, month }))].map((some) => {
        const body = { track_id: trackId(slug), months: some, stream: true };
        return postAndLeave(stage, '/practice-days/discover-range', body, leaving.signal);
      }),
    );
    await until(() => simulator.requests.counts().in_flight > 1, 30_000);

    expect(await isServed()).toBe(true);
    expect(simulator.requests.counts().max_in_flight).toBeLessThanOrEqual(MOST_AT_LIVERC);
    leaving.abort();
    await Promise.all(asked);
    await until(async () => (await waiting()) === 0, 30_000);
    const before = simulator.requests.counts().total;
    expect(await isServed()).toBe(true);
    expect(simulator.requests.counts().total).toBe(before);
  });

  it('that comes and goes 1,000 times leaves no connection and no request at LiveRC', async () => {
    const server = stage.app.getHttpServer() as Server;
    const before = await connectionsOf(server);
    simulator.faults.set([{ effect: { type: 'hang' } }]);
    for (let done = 0; done < CYCLES; done += AT_ONCE) {
      const round = Array.from({ length: AT_ONCE }, () => openStream(SLUG, true));
      const heads = await Promise.all(round.map((socket) => once(socket, 'data')));
      expect(heads.every(([head]) => isWell(head as Buffer))).toBe(true);
      for (const socket of round) socket.destroy();
      sockets.clear();
    }

    await until(() => simulator.requests.counts().in_flight === 0, 30_000);
    await until(async () => (await connectionsOf(server)) <= before, 30_000);
    expect(await waiting()).toBe(0);
    expect(await isServed()).toBe(true);
  });
});

function isWell(head: Buffer): boolean {
  return head.toString().startsWith('HTTP/1.1 200 ');
}

function connectionsOf(server: Server): Promise<number> {
  return new Promise((resolve, reject) => {
    server.getConnections((error, count) => (error ? reject(error) : resolve(count)));
  });
}
