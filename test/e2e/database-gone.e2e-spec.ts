import { DatabaseRelay } from './support/database-relay.js';
import { ingest, newestDays, readJobEvents } from './support/imports.js';
import { dataOf, ofType } from './support/requests.js';
import { beginTimeline, findDiscovery, readTimeline } from './support/timelines.js';
import { trackside } from './support/trackside-fixture.js';
import { startTrackside, type Trackside, until } from './support/trackside.js';
import { daysBefore, latestToday, trueDays } from './support/truth.js';

const SLUG = 'tallowick';

describe('following while the database is away', () => {
  const stage = trackside();
  const { simulator } = stage;
  let relay: DatabaseRelay;
  /** Works on no jobs, and reaches the database through the relay. */
  let follower: Trackside;

  beforeEach(async () => {
    relay = await DatabaseRelay.to(stage.databaseUrl);
    follower = await startTrackside(relay.url, stage.liverc, { ROLE: 'api' });
  });

  afterEach(async () => {
    await follower.close();
    await relay.close();
  });

  /** Away until the process that follows has looked for it in vain. */
  async function goAwayForALook(): Promise<void> {
    relay.goAway();
    await until(() => relay.turnedAway.includes('trackside'));
    relay.comeBack();
  }

  it('of a discovery in the background goes on when it is back, and misses nothing', async () => {
    const range = { start_date: daysBefore(latestToday(), 150), end_date: latestToday() };
    simulator.faults.set([{ match: { page: 'day' }, effect: { type: 'delay', ms: 500 } }]);
    const id = await beginTimeline(follower, SLUG, range);
    const followed = readTimeline(follower, id);
    await until(async () => (await findDiscovery(stage, id)).months.length > 0);
    await goAwayForALook();
    const records = await followed;

    const days = ofType(records, 'month').flatMap((month) => month.practice_days);
    expect(days.toSorted((a, b) => (a.date < b.date ? 1 : -1))).toEqual(
      trueDays(simulator, SLUG, range.start_date, range.end_date),
    );
    expect(records.at(-1)).toMatchObject({ type: 'done', complete: true });
  });

  it('of an import goes on when it is back, to its end', async () => {
    const [date] = newestDays(simulator, SLUG, 1);
    simulator.faults.set([{ match: { page: 'session' }, effect: { type: 'delay', ms: 500 } }]);
    const { job_id: id } = dataOf(await ingest(follower, SLUG, date!));
    let told = 0;
    const followed = readJobEvents(follower, id, () => (told += 1));
    await until(() => told > 0);
    await goAwayForALook();
    const records = await followed;

    expect(records.at(-1)).toMatchObject({ type: 'done', state: 'completed' });
  });
});
