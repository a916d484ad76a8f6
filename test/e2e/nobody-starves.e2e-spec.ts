import type { Simulator } from '@trackside/simulator';
import type { StatusResult } from '@trackside/contracts';
import { dataOf, discoverRange, get, ofType, post, readEvents } from './support/requests.js';
import { trackside } from './support/trackside-fixture.js';
import { trackId, until } from './support/trackside.js';
import { daysBefore, latestToday, monthsAgo, trueDays } from './support/truth.js';

const HUNG = 'larchmere';
const OTHER = 'tallowick';
const CROWDED = ['marrowgate', 'zephyrdale'];

describe('many who share LiveRC', () => {
  const stage = trackside();
  const { simulator } = stage;
  const today = latestToday();
  const year = { start_date: daysBefore(today, 330), end_date: today };
  /** Ends what is still being read. */
  let leaving: AbortController;

  beforeEach(() => {
    leaving = new AbortController();
  });

  afterEach(() => leaving.abort());

  function discoverInBackground(slug: string): void {
    const query = { track_id: trackId(slug), ...year };
    readEvents(stage, query, { signal: leaving.signal }).catch(() => null);
  }

  const status = async () => dataOf(await get<StatusResult>(stage, '/status'));

  it('search a track to its end while every page of another hangs', async () => {
    simulator.faults.set([{ match: { slug: HUNG }, effect: { type: 'hang' } }]);
    discoverInBackground(HUNG);
    // As long as it takes until all twelve months of the track that hangs are wanted.
    await new Promise((resolve) => setTimeout(resolve, 5000));

    const result = await discoverRange(stage, { track_id: trackId(OTHER), ...year });

    expect(result.complete).toBe(true);
    expect(result.practice_days).toEqual(trueDays(simulator, OTHER, year.start_date, today));
    expect(simulator.requests.count({ slug: HUNG })).toBeGreaterThan(0);
    expect(simulator.requests.counts().aborted_by_client).toBe(0);
  });

  it('get the places of a track whose day pages all hang', async () => {
    simulator.faults.set([{ match: { slug: HUNG, page: 'day' }, effect: { type: 'hang' } }]);
    discoverInBackground(HUNG);
    await until(() => simulator.requests.counts().in_flight === 10);

    const result = await discoverRange(stage, { track_id: trackId(OTHER), ...year });

    expect(result.complete).toBe(true);
    const hung = simulator.requests.records({ slug: HUNG, page: 'day' }).slice(0, 10);
    expect(hung.map(({ outcome }) => outcome)).toContain('open');
    expect(simulator.requests.counts().max_in_flight).toBe(10);
  });

  it('are kept from no other track by the long pause that one asks for', async () => {
    const effect = { type: 'status', status: 503, retryAfter: '31536000' } as const;
    simulator.faults.set([{ match: { slug: HUNG }, effect }]);
    const refused = await post(stage, '/practice-days/discover-range', {
      track_id: trackId(HUNG),
      months: [monthsAgo(1)],
    });

    const result = await discoverRange(stage, { track_id: trackId(OTHER), ...year });

    expect(refused.body).toMatchObject({ error: { code: 'LIVERC_UNAVAILABLE' } });
    expect(result.complete).toBe(true);
    expect(simulator.requests.count({ slug: HUNG })).toBe(1);
    expect(await status()).toMatchObject({
      liverc: { state: 'ok' },
      sites: [
        {
          track_id: trackId(HUNG),
          since: expect.stringMatching(/^\d{4}-\d\d-\d\dT/),
          code: 'LIVERC_UNAVAILABLE',
          next_probe_at: expect.stringMatching(/^\d{4}-\d\d-\d\dT/),
        },
      ],
    });
  });

  it('see the first page of one who comes last go before hundreds that wait', async () => {
    await stage.restart({ LIVERC_MAX_CONCURRENCY: '3' });
    for (const slug of CROWDED) discoverInBackground(slug);
    await until(async () => (await status()).queue.waiting >= 200, 30_000);
    simulator.latency.set({ medianMs: 500 });
    const month = monthWithPractice(simulator);
    const before = simulator.requests.counts().total;

    const { events } = await readEvents(stage, {
      track_id: trackId(OTHER),
      start_date: `${month}-01`,
      end_date: `${month}-28`,
    });

    const [first] = simulator.requests.records({ slug: OTHER });
    expect(first!.sequence - before).toBeLessThan(30);
    expect(
      ofType(
        events.map(({ record }) => record),
        'done',
      ),
    ).toMatchObject([{ complete: true }]);
    expect((await status()).queue.waiting).toBeGreaterThan(50);
    expect(simulator.requests.counts().max_in_flight).toBeLessThanOrEqual(3);
  });
});

/** The newest settled month in which the searched track has practice. */
function monthWithPractice(simulator: Simulator): string {
  for (let ago = 2; ago < 12; ago += 1) {
    const { year, month } = monthsAgo(ago);
    const name = `${year}-${String(month).padStart(2, '0')}`;
    if (simulator.truth.months(OTHER).includes(name)) return name;
  }
  throw new Error('the simulated track has no month to test with');
}
