import { Simulator, type SimulatorAddress } from '@trackside/simulator';
import http from 'node:http';
import { once } from 'node:events';
import { importDay, newestDays, storedSessions, trueSessions } from './support/imports.js';
import { discoverRange, post } from './support/requests.js';
import {
  createDatabase,
  startTrackside,
  trackId,
  type Trackside,
  untilCatalogueIsRead,
} from './support/trackside.js';
import { daysBefore, latestToday, trueDays } from './support/truth.js';

const SLUG = 'tallowick';
const LIVERC = {
  LIVERC_BASE_URL: 'http://{slug}.liverc.test',
  LIVERC_CATALOGUE_URL: 'http://live.liverc.test/',
};

/** LiveRC has names here that nobody on this machine can resolve: the proxy alone leads there. */
describe('LiveRC behind a proxy', () => {
  const simulator = new Simulator({ tracks: 30 });
  const today = latestToday();
  const range = { track_id: trackId(SLUG), start_date: daysBefore(today, 60), end_date: today };
  const asked: string[] = [];
  let liverc: SimulatorAddress;
  let proxy: http.Server;
  let proxyUrl: string;
  let databaseUrl: string;
  let trackside: Trackside | null = null;

  beforeAll(async () => {
    liverc = await simulator.start();
    proxy = http.createServer((request, response) => {
      const { host, pathname, search } = new URL(request.url!);
      asked.push(host);
      const [, slug = ''] = /^([^.]+)\.liverc\.test$/.exec(host) ?? [];
      const path = (slug === 'live' ? '' : `/${slug}`) + pathname + search;
      const where = { host: '127.0.0.1', port: liverc.port, path, agent: false };
      http.get(where, (page) => {
        response.writeHead(page.statusCode!, { 'content-type': page.headers['content-type'] });
        page.pipe(response);
      });
    });
    await once(proxy.listen(0, '127.0.0.1'), 'listening');
    const { port } = proxy.address() as { port: number };
    proxyUrl = `http://me:s3cret@127.0.0.1:${port}`;
  });

  afterAll(async () => {
    proxy.closeAllConnections();
    proxy.close();
    await simulator.stop();
  });

  beforeEach(async () => {
    asked.length = 0;
    databaseUrl = await createDatabase();
  });

  afterEach(() => trackside?.close());

  it.each(['HTTP_PROXY', 'http_proxy'])('is read through %s, all of it', async (name) => {
    trackside = await startTrackside(databaseUrl, liverc, { ...LIVERC, [name]: proxyUrl });
    await untilCatalogueIsRead(trackside);
    const [date = ''] = newestDays(simulator, SLUG, 1);

    const result = await discoverRange(trackside, range);
    const eventId = await importDay(trackside, SLUG, date);

    expect(result.practice_days).toEqual(trueDays(simulator, SLUG, range.start_date, today));
    expect(await storedSessions(databaseUrl, eventId)).toEqual(trueSessions(simulator, SLUG, date));
    expect(new Set(asked)).toEqual(new Set(['live.liverc.test', 'tallowick.liverc.test']));
  });

  it('is not asked through it where the simulator of this machine stands for it', async () => {
    trackside = await startTrackside(databaseUrl, liverc, { HTTP_PROXY: proxyUrl });
    await untilCatalogueIsRead(trackside);

    expect((await discoverRange(trackside, range)).complete).toBe(true);
    expect(asked).toEqual([]);
  });

  it('is not asked through it where NO_PROXY leaves it out', async () => {
    trackside = await startTrackside(databaseUrl, liverc, {
      LIVERC_BASE_URL: LIVERC.LIVERC_BASE_URL,
      HTTP_PROXY: proxyUrl,
      NO_PROXY: '.liverc.test',
    });
    await untilCatalogueIsRead(trackside);

    const answer = await post(trackside, '/practice-days/discover-range', range);

    expect(answer.body).toMatchObject({ error: { code: 'LIVERC_UNAVAILABLE' } });
    expect(asked).toEqual([]);
  });

  it('is unavailable when the proxy is not there, and the answer names the proxy without its password', async () => {
    trackside = await startTrackside(databaseUrl, liverc, {
      LIVERC_BASE_URL: LIVERC.LIVERC_BASE_URL,
      HTTP_PROXY: 'http://me:s3cret@127.0.0.1:1',
    });
    await untilCatalogueIsRead(trackside);

    const answer = await post(trackside, '/practice-days/discover-range', range);

    expect(answer.body).toMatchObject({
      error: {
        code: 'LIVERC_UNAVAILABLE',
        message: expect.stringContaining('through the proxy 127.0.0.1:1 (ECONNREFUSED)'),
      },
    });
    expect(JSON.stringify(answer.body)).not.toContain('s3cret');
  });
});
