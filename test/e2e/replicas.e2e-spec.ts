import { Simulator, type SimulatorAddress } from '@trackside/simulator';
import { type TracksideProcess, TracksideProcesses } from './support/processes.js';
import { discoverRange, ofType, readEvents } from './support/requests.js';
import { createDatabase, query, trackId, until } from './support/trackside.js';
import { trueDays } from './support/truth.js';

const SLUG = 'tallowick';
const RANGE = { track_id: trackId(SLUG), start_date: '2025-05-01', end_date: '2025-10-31' };
const CLIENTS = 300;
/** The leases of now run out in an hour. */
const MAKE_LEASES_LONG = `UPDATE leases SET expires_at = clock_timestamp() + interval '1 hour'`;
const LEASES_THAT_HOLD = `
  SELECT FROM leases JOIN pg_stat_activity ON pid = backend AND datname = current_database()
  WHERE expires_at > clock_timestamp()`;

describe('three replicas over one database', () => {
  const simulator = new Simulator({ tracks: 30, today: '2025-10-31' });
  const processes = new TracksideProcesses();
  const truth = trueDays(simulator, SLUG, RANGE.start_date, RANGE.end_date);
  let liverc: SimulatorAddress;
  let databaseUrl: string;
  let replicas: TracksideProcess[];

  beforeAll(async () => {
    liverc = await simulator.start();
  });

  beforeEach(async () => {
    simulator.faults.clear();
    databaseUrl = await createDatabase();
    const first = await processes.start({ databaseUrl, liverc });
    const others = [1, 2].map(() => processes.start({ databaseUrl, liverc }));
    replicas = [first, ...(await Promise.all(others))];
    simulator.requests.clear();
  });

  afterEach(() => processes.killAll());

  afterAll(() => simulator.stop());

  const asked = (): number[] => Object.values(simulator.requests.counts().by_url);

  it('ask for each page once when 300 clients want one cold range', async () => {
    simulator.latency.set({ medianMs: 100 });
    const streams = await Promise.all(
      Array.from({ length: CLIENTS }, (_, client) => readEvents(replicas[client % 3]!, RANGE)),
    );

    expect(Math.max(...asked())).toBe(1);
    for (const { events } of streams) {
      const records = events.map(({ record }) => record);
      const days = ofType(records, 'month').flatMap((month) => month.practice_days);
      expect(days.toSorted((a, b) => b.date.localeCompare(a.date))).toEqual(truth);
      expect(ofType(records, 'done')).toMatchObject([{ complete: true }]);
    }
  });

  it('tell each other’s listings while day pages are awaited', async () => {
    simulator.faults.set([{ match: { page: 'day' }, effect: { type: 'delay', ms: 3_000 } }]);
    const month = { ...RANGE, start_date: '2025-10-01' };
    const first = readEvents(replicas[0]!, month);
    await until(() => simulator.requests.count({ page: 'day' }) > 0);
    const { events } = await readEvents(replicas[1]!, month);
    await first;

    expect(events.map(({ event }) => event)).toEqual(['started', 'listing', 'month', 'done']);
    expect(Math.max(...asked())).toBe(1);
  });

  it('go on where one was killed, and ask for nothing that it has stored', async () => {
    simulator.faults.set([{ match: { page: 'day' }, after: 8, effect: { type: 'hang' } }]);
    const lost = readEvents(replicas[0]!, RANGE).catch(() => null);
    await until(() => simulator.requests.count({ page: 'day' }) > 8);
    const others = replicas.slice(1).map((replica) => discoverRange(replica, RANGE));
    await until(async () => (await daysStored()).length >= 6);
    // It asks for nothing from now on; what it had sent before is counted before the rest is.
    replicas[0]!.child.kill('SIGSTOP');
    await untilNothingNewIsAsked();
    const stored = await daysStored();
    // What hangs goes on hanging; what the others ask as soon as they are alone is answered.
    simulator.faults.clear();
    simulator.requests.clear();
    replicas[0]!.child.kill('SIGKILL');
    await lost;
    // A lease of the dead does not run out in this case: it has to show that nobody holds it.
    await query(databaseUrl, MAKE_LEASES_LONG);
    const answers = await Promise.all(others);

    for (const answer of answers) expect(answer.practice_days).toEqual(truth);
    expect(Math.max(...asked())).toBe(1);
    const pages = Object.keys(simulator.requests.counts().by_url);
    for (const date of stored) expect(pages.filter((url) => url.includes(date))).toEqual([]);
    // A month is told a moment before its lease is given back. What the killed one had told and not
    // given back any more stands there for good, and holds nobody up.
    await until(async () => (await query(databaseUrl, LEASES_THAT_HOLD)).length === 0);
  });

  async function untilNothingNewIsAsked(): Promise<void> {
    let before = -1;
    await until(() => {
      const now = simulator.requests.counts().total;
      const isStill = now === before;
      before = now;
      return isStill;
    });
  }

  /** Dates whose pages are stored. */
  async function daysStored(): Promise<string[]> {
    const rows = await query<{ date: string }>(
      databaseUrl,
      'SELECT date::text AS date FROM practice_days WHERE NOT needs_reading',
    );
    return rows.map(({ date }) => date);
  }
});
