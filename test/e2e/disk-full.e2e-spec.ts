import { Simulator, type SimulatorAddress } from '@trackside/simulator';
import { ingest, newestDays } from './support/imports.js';
import { discoverRange, ofType, post, readNdjson } from './support/requests.js';
import {
  createDatabase,
  query,
  startTrackside,
  trackId,
  type Trackside,
  until,
  untilCatalogueIsRead,
} from './support/trackside.js';
import { daysBefore, latestToday, trueDays } from './support/truth.js';

const SLUG = 'tallowick';

/** A full disk as PostgreSQL tells of it, on demand: every write into these tables fails. */
describe('a database whose disk is full', () => {
  const simulator = new Simulator({ tracks: 30 });
  const today = latestToday();
  const range = { track_id: trackId(SLUG), start_date: daysBefore(today, 60), end_date: today };
  let liverc: SimulatorAddress;
  let databaseUrl: string;
  let trackside: Trackside;

  beforeAll(async () => {
    liverc = await simulator.start();
  });

  afterAll(() => simulator.stop());

  beforeEach(async () => {
    databaseUrl = await createDatabase();
    trackside = await startTrackside(databaseUrl, liverc);
    await untilCatalogueIsRead(trackside);
    simulator.requests.clear();
  });

  afterEach(() => trackside.close());

  async function fill(table: string): Promise<void> {
    await query(
      databaseUrl,
      `CREATE OR REPLACE FUNCTION disk_full() RETURNS trigger LANGUAGE plpgsql AS $$
       BEGIN RAISE SQLSTATE '53100' USING MESSAGE = 'could not extend file: No space left'; END $$;
       CREATE TRIGGER full_disk BEFORE INSERT OR UPDATE ON ${table} FOR EACH ROW
       EXECUTE FUNCTION disk_full()`,
    );
  }

  const makeRoom = (table: string) => query(databaseUrl, `DROP TRIGGER full_disk ON ${table}`);

  it('is told as SERVICE_UNAVAILABLE with Retry-After, and /readyz says no', async () => {
    await fill('practice_days');

    const answer = await post(trackside, '/practice-days/discover-range', range);
    const ready = await fetch(`${trackside.url}/readyz`);

    expect(answer.status).toBe(503);
    expect(answer.headers.get('retry-after')).toBe('30');
    expect(answer.body).toMatchObject({
      error: { code: 'SERVICE_UNAVAILABLE', message: expect.stringContaining('no room') },
    });
    expect(ready.status).toBe(503);
    expect(ready.headers.get('retry-after')).toBe('30');
    expect(await ready.json()).toMatchObject({ error: { code: 'SERVICE_UNAVAILABLE' } });
  });

  it('is noticed to have room again, and everything is complete and true then', async () => {
    await fill('practice_days');
    await post(trackside, '/practice-days/discover-range', range);
    await makeRoom('practice_days');

    const result = await discoverRange(trackside, range);
    await until(async () => (await fetch(`${trackside.url}/readyz`)).ok, 20_000);

    expect(result.complete).toBe(true);
    expect(result.practice_days).toEqual(trueDays(simulator, SLUG, range.start_date, today));
  }, 60_000);

  it('costs LiveRC each page once in 5 s, however often somebody asks', async () => {
    await fill('practice_days');
    await post(trackside, '/practice-days/discover-range', range);

    const impatient = [1, 2, 3, 4, 5, 6, 7, 8].map(() =>
      fetch(`${trackside.url}/api/v1/practice-days/discover-range`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(range),
        signal: AbortSignal.timeout(1500),
      }).catch(() => null),
    );
    await Promise.all(impatient);

    const { by_url } = simulator.requests.counts();
    expect(Object.keys(by_url).length).toBeGreaterThan(0);
    expect(Object.values(by_url).filter((count) => count > 1)).toEqual([]);
  });

  it('names the days that could not be stored, and asks for none of them at once again', async () => {
    await fill('practice_sessions');

    const { records } = await readNdjson(trackside, range);
    const controller = AbortSignal.timeout(1500);
    await fetch(`${trackside.url}/api/v1/practice-days/discover-range`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(range),
      signal: controller,
    }).catch(() => null);

    const partial = ofType(records, 'month').filter(({ status }) => status === 'partial');
    expect(partial[0]).toMatchObject({ error: { code: 'SERVICE_UNAVAILABLE' } });
    const { by_url } = simulator.requests.counts();
    const days = Object.entries(by_url).filter(([url]) => url.includes('session_list'));
    expect(days.length).toBeGreaterThan(0);
    expect(days.filter(([, count]) => count > 1)).toEqual([]);
  });

  it('fails an import in the same words', async () => {
    const [date = ''] = newestDays(simulator, SLUG, 1);
    await fill('practice_sessions');

    const answer = await ingest(trackside, SLUG, date);

    expect(answer.status).toBe(503);
    expect(answer.body).toMatchObject({ error: { code: 'SERVICE_UNAVAILABLE' } });
  });
});
