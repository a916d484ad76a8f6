import { ingest, newestDays } from './support/imports.js';
import { discoverRange, ofType, post, postAndLeave, readNdjson } from './support/requests.js';
import { trackside } from './support/trackside-fixture.js';
import { trackId, until } from './support/trackside.js';
import { daysBefore, latestToday, trueDays } from './support/truth.js';

const SLUG = 'tallowick';

/** A full disk as PostgreSQL tells of it, on demand: every write into these tables fails. */
describe('a database whose disk is full', () => {
  const stage = trackside();
  const { simulator } = stage;
  const today = latestToday();
  const range = { track_id: trackId(SLUG), start_date: daysBefore(today, 60), end_date: today };

  afterEach(async () => {
    for (const table of ['practice_days', 'practice_sessions']) await makeRoom(table);
  });

  async function fill(table: string): Promise<void> {
    await stage.query(`CREATE OR REPLACE FUNCTION disk_full() RETURNS trigger LANGUAGE plpgsql AS $$
       BEGIN RAISE SQLSTATE '53100' USING MESSAGE = 'could not extend file: No space left'; END $$;
       CREATE TRIGGER full_disk BEFORE INSERT OR UPDATE ON ${table} FOR EACH ROW
       EXECUTE FUNCTION disk_full()`);
  }

  const makeRoom = (table: string) => stage.query(`DROP TRIGGER IF EXISTS full_disk ON ${table}`);

  it('is told as SERVICE_UNAVAILABLE with Retry-After, and /readyz says no', async () => {
    await fill('practice_days');

    const answer = await post(stage, '/practice-days/discover-range', range);
    const ready = await stage.agent.get('/readyz');

    expect(answer.status).toBe(503);
    expect(answer.headers.get('retry-after')).toBe('30');
    expect(answer.body).toMatchObject({
      error: { code: 'SERVICE_UNAVAILABLE', message: expect.stringContaining('no room') },
    });
    expect(ready.status).toBe(503);
    expect(ready.headers['retry-after']).toBe('30');
    expect(ready.body).toMatchObject({ error: { code: 'SERVICE_UNAVAILABLE' } });
  });

  it('is noticed to have room again, and everything is complete and true then', async () => {
    await fill('practice_days');
    await post(stage, '/practice-days/discover-range', range);
    await makeRoom('practice_days');

    const result = await discoverRange(stage, range);
    await until(async () => (await stage.agent.get('/readyz')).ok, 20_000);

    expect(result.complete).toBe(true);
    expect(result.practice_days).toEqual(trueDays(simulator, SLUG, range.start_date, today));
  });

  it('costs LiveRC each page once in 5 s, however often somebody asks', async () => {
    await fill('practice_days');
    await post(stage, '/practice-days/discover-range', range);

    const impatient = [1, 2, 3, 4, 5, 6, 7, 8].map(() =>
      postAndLeave(stage, '/practice-days/discover-range', range, AbortSignal.timeout(1500)),
    );
    await Promise.all(impatient);

    const { by_url } = simulator.requests.counts();
    expect(Object.keys(by_url).length).toBeGreaterThan(0);
    expect(Object.values(by_url).filter((count) => count > 1)).toEqual([]);
  });

  it('names the days that could not be stored, and asks for none of them at once again', async () => {
    await fill('practice_sessions');

    const { records } = await readNdjson(stage, range);
    await postAndLeave(stage, '/practice-days/discover-range', range, AbortSignal.timeout(1500));

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

    const answer = await ingest(stage, SLUG, date);

    expect(answer.status).toBe(503);
    expect(answer.body).toMatchObject({ error: { code: 'SERVICE_UNAVAILABLE' } });
  });
});
