import type { FaultRule } from '@trackside/simulator';
import { Prefetch } from '../../libs/practice-days/src/background/prefetch.js';
import { MovedClock } from './support/clock.js';
import { dataOf, discoverRange, put } from './support/requests.js';
import { trackside } from './support/trackside-fixture.js';
import { pagesAsked, startTrackside, trackId, type Trackside } from './support/trackside.js';

const SLUG = 'tallowick';
const ENVIRONMENT = { PREFETCH_REQUESTS_PER_DAY: '2000' };
const MINUTE = 60;
const HOUR = 3_600;
const DAY = 86_400;

describe('reading ahead', () => {
  const stage = trackside({ environment: ENVIRONMENT });
  const { simulator } = stage;
  let clock: MovedClock;
  let second: Trackside | null = null;

  beforeEach(async () => {
    clock = new MovedClock();
    clock.govern(stage);
    await stage.query("UPDATE tracks SET status = 'idle'");
  });

  afterEach(async () => {
    await second?.close();
    second = null;
  });

  const failWith = (...rules: FaultRule[]) => simulator.faults.set(rules);
  const tick = (at: Pick<Trackside, 'app'> = stage) =>
    at.app.get(Prefetch, { strict: false }).queueChosen();
  const favour = async (slug: string) =>
    dataOf(await put(stage, `/tracks/${trackId(slug)}/favourite`));
  const search = () => discoverRange(stage, { track_id: trackId(SLUG) });
  /** The last minutes of a UTC day, in which all that is left of its budget may be spent. */
  const moveToTheEndOfTheDay = (minutesBefore = 5) => {
    const now = clock.now().getTime() / 1000;
    const end = Math.ceil((now + 11 * MINUTE) / DAY) * DAY - minutesBefore * MINUTE;
    clock.move(end > now + 11 * MINUTE ? end - now : end + DAY - now);
  };
  const jobsUnderWay = async () => {
    const [found] = await stage.query<{ jobs: number }>(
      `SELECT count(*)::integer AS jobs FROM pgboss.job
       WHERE name = 'prefetch-practice-month' AND state < 'completed'`,
    );
    return found!.jobs;
  };
  /** Chooses, and waits until all that was chosen is read. */
  const readAhead = async (at: Pick<Trackside, 'app'> = stage) => {
    await tick(at);
    await stage.until(async () => (await jobsUnderWay()) === 0, 20_000);
  };
  const slugsAsked = () => [...new Set(simulator.requests.records().map(({ slug }) => slug))];

  it('spares who searches a favourite every request', async () => {
    await favour(SLUG);
    moveToTheEndOfTheDay();

    await readAhead();
    const asked = pagesAsked(simulator);
    const result = await search();

    expect(asked).toBeGreaterThan(0);
    expect(slugsAsked()).toEqual([SLUG]);
    expect(result.complete).toBe(true);
    expect(result.practice_days.length).toBeGreaterThan(0);
    expect(pagesAsked(simulator)).toBe(asked);
  });

  it('renews what was searched before it expires', async () => {
    moveToTheEndOfTheDay(30);
    await search();
    await stage.until(async () => (await stage.query('SELECT FROM search_hours')).length === 1);
    simulator.requests.clear();

    clock.move(5 * MINUTE);
    await readAhead();
    expect(pagesAsked(simulator)).toBe(0);
    clock.move(4 * MINUTE);
    await readAhead();
    const asked = pagesAsked(simulator);
    clock.move(9 * MINUTE);
    await search();

    expect(asked).toBeGreaterThan(0);
    expect(pagesAsked(simulator)).toBe(asked);
  });

  it('reads what can still change of a track that practises, and of no other that nobody wants', async () => {
    await stage.query(`UPDATE tracks SET status = 'practice' WHERE slug = '${SLUG}'`);
    moveToTheEndOfTheDay();

    await readAhead();

    expect(slugsAsked()).toEqual([SLUG]);
    expect(simulator.requests.count({ page: 'calendar' })).toBeLessThanOrEqual(2);
  });

  it('does not begin within ten minutes of a start', async () => {
    await favour(SLUG);
    clock.move(9 * MINUTE);

    await readAhead();

    expect(pagesAsked(simulator)).toBe(0);
  });

  it('spends no more than the budget of a day, all processes together', async () => {
    const little = { PREFETCH_REQUESTS_PER_DAY: '9' };
    await stage.restart(little);
    clock.govern(stage);
    second = await startTrackside(stage.databaseUrl, stage.liverc, little);
    clock.govern(second);
    for (const { slug } of simulator.truth.tracks().slice(0, 12)) await favour(slug);
    moveToTheEndOfTheDay();

    for (let ticks = 0; ticks < 3; ticks += 1) {
      await Promise.all([tick(), tick(second)]);
      await stage.until(async () => (await jobsUnderWay()) === 0);
      clock.move(MINUTE);
    }
    const [spent] = await stage.query<{ requests: number }>(
      'SELECT sum(requests)::integer AS requests FROM prefetch_hours',
    );

    expect(pagesAsked(simulator)).toBeGreaterThan(0);
    expect(spent!.requests).toBeGreaterThanOrEqual(pagesAsked(simulator));
    expect(spent!.requests).toBeLessThanOrEqual(9);
  });

  it('stops at the first 429 until the UTC day is over', async () => {
    for (const { slug } of simulator.truth.tracks().slice(0, 12)) await favour(slug);
    failWith({ match: { page: 'calendar' }, effect: { type: 'status', status: 429 } });
    moveToTheEndOfTheDay(60);
    await readAhead();
    const asked = pagesAsked(simulator);
    failWith();

    clock.move(50 * MINUTE);
    await readAhead();
    expect(pagesAsked(simulator)).toBe(asked);
    clock.move(11 * HOUR);
    await readAhead();

    // Those that were on their way already: one for each job at a time.
    expect(asked).toBeLessThanOrEqual(3);
    expect(pagesAsked(simulator)).toBeGreaterThan(asked);
  });

  it('leaves a track that fails alone for a while', async () => {
    await favour(SLUG);
    failWith({ match: { page: 'calendar' }, effect: { type: 'status', status: 404 } });
    moveToTheEndOfTheDay(30);
    await readAhead();
    const asked = pagesAsked(simulator);
    failWith();

    clock.move(5 * MINUTE);
    await readAhead();
    expect(pagesAsked(simulator)).toBe(asked);
    clock.move(15 * MINUTE);
    await readAhead();

    expect(pagesAsked(simulator)).toBeGreaterThan(asked);
  });

  it('lets go of LiveRC within a second when the process stops', async () => {
    await favour(SLUG);
    failWith({ match: { page: 'calendar' }, effect: { type: 'hang' } });
    moveToTheEndOfTheDay();
    await tick();
    await stage.until(() => simulator.requests.counts().in_flight > 0);

    const closing = stage.close();
    await stage.until(() => simulator.requests.counts().in_flight === 0, 1_000);
    await closing;
  });
});
