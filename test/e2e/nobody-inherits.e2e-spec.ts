import { Simulator, type SimulatorAddress } from '@trackside/simulator';
import { discoverRange, post } from './support/requests.js';
import {
  createDatabase,
  query,
  startTrackside,
  trackId,
  type Trackside,
  until,
  untilCatalogueIsRead,
} from './support/trackside.js';
import { monthsAgo, trueDays } from './support/truth.js';

const SLUG = 'tallowick';
/** Short time-outs, so that a hang is noticed while the test waits. */
const IMPATIENT = {
  PRACTICE_DISCOVER_MONTH_VIEW_TIMEOUT_SECONDS: '2.5',
  PRACTICE_DISCOVER_DAY_OVERVIEW_TIMEOUT_SECONDS: '2.5',
};

describe('asking for what hangs for somebody else', () => {
  const simulator = new Simulator({ tracks: 30 });
  const month = monthWithPractice(simulator);
  const name = nameOf(month);
  const wholeMonth = { track_id: trackId(SLUG), months: [month] };
  const truth = trueDays(simulator, SLUG, `${name}-01`, `${name}-31`);
  const hanging = truth[0]!.date;
  let liverc: SimulatorAddress;
  let trackside: Trackside;

  beforeAll(async () => {
    liverc = await simulator.start();
  });

  afterAll(() => simulator.stop());

  afterEach(() => trackside.close());

  /** Gives the address of its database. */
  async function start(environment: Record<string, string> = {}): Promise<string> {
    simulator.faults.clear();
    const databaseUrl = await createDatabase();
    trackside = await startTrackside(databaseUrl, liverc, environment);
    await untilCatalogueIsRead(trackside);
    simulator.requests.clear();
    return databaseUrl;
  }

  it('brings a day page anew, for both, where the site has answered others meanwhile', async () => {
    await start();
    simulator.faults.set([{ match: { date: hanging }, times: 1, effect: { type: 'hang' } }]);
    const first = discoverRange(trackside, wholeMonth);
    await until(() => simulator.requests.count({ page: 'day' }) === truth.length);
    await until(() => simulator.requests.counts().in_flight === 1);

    const second = await discoverRange(trackside, wholeMonth);

    expect(second).toMatchObject({ complete: true, practice_days: truth });
    expect(await first).toMatchObject({ complete: true, practice_days: truth });
    expect(simulator.requests.count({ date: hanging })).toBe(2);
    expect(simulator.requests.counts().total).toBe(1 + truth.length + 1);
  });

  it('reads what the first one failed to read, although nothing else was answered', async () => {
    await start(IMPATIENT);
    simulator.faults.set([{ match: { page: 'calendar' }, times: 1, effect: { type: 'hang' } }]);
    const first = post(trackside, '/practice-days/discover-range', wholeMonth);
    await until(() => simulator.requests.count({ page: 'calendar' }) === 1);

    const second = await discoverRange(trackside, wholeMonth);

    expect((await first).body).toMatchObject({ error: { code: 'LIVERC_TIMEOUT' } });
    expect(second).toMatchObject({ complete: true, practice_days: truth });
    expect(simulator.requests.count({ page: 'calendar' })).toBe(2);
  });

  it('imports the day although the first click on it failed', async () => {
    await start(IMPATIENT);
    simulator.faults.set([{ match: { page: 'day' }, times: 1, effect: { type: 'hang' } }]);
    const day = { track_id: trackId(SLUG), date: hanging };
    const first = post(trackside, '/practice-days/ingest', day);
    await until(() => simulator.requests.count({ page: 'day' }) === 1);

    const second = await post(trackside, '/practice-days/ingest', day);

    expect((await first).body).toMatchObject({ error: { code: 'LIVERC_TIMEOUT' } });
    expect(second.status).toBe(201);
    expect(second.body).toMatchObject({
      data: { sessions_ingested: truth[0]!.session_count },
    });
  });

  it('reads the catalogue although the reading under way fails', async () => {
    const databaseUrl = await start(IMPATIENT);
    await query(databaseUrl, "UPDATE catalogue_readings SET fetched_at = now() - interval '1 day'");
    simulator.faults.set([{ match: { page: 'catalogue' }, times: 1, effect: { type: 'hang' } }]);
    const first = post(trackside, '/tracks/sync', {});
    await until(() => simulator.requests.count({ page: 'catalogue' }) === 1);

    const second = await post(trackside, '/tracks/sync', {});

    expect((await first).body).toMatchObject({ error: { code: 'LIVERC_TIMEOUT' } });
    expect(second.body).toMatchObject({ data: { listed: 30 } });
    expect(simulator.requests.count({ page: 'catalogue' })).toBe(2);
  });

  it('fails once the page hangs for this one too', async () => {
    await start(IMPATIENT);
    simulator.faults.set([{ match: { page: 'calendar' }, effect: { type: 'hang' } }]);
    const first = post(trackside, '/practice-days/discover-range', wholeMonth);
    await until(() => simulator.requests.count({ page: 'calendar' }) === 1);

    const second = await post(trackside, '/practice-days/discover-range', wholeMonth);

    expect((await first).body).toMatchObject({ error: { code: 'LIVERC_TIMEOUT' } });
    expect(second.body).toMatchObject({ error: { code: 'LIVERC_TIMEOUT' } });
    expect(simulator.requests.count({ page: 'calendar' })).toBe(2);
  });
});

/** A settled month with several days of practice. */
function monthWithPractice(simulator: Simulator): { year: number; month: number } {
  for (let ago = 2; ago < 24; ago += 1) {
    const month = monthsAgo(ago);
    const name = nameOf(month);
    if (!simulator.truth.months(SLUG).includes(name)) continue;
    if (simulator.truth.month(SLUG, name).practice_days.length >= 3) return month;
  }
  throw new Error('the simulated track has no month to test with');
}

function nameOf({ year, month }: { year: number; month: number }): string {
  return `${year}-${String(month).padStart(2, '0')}`;
}
