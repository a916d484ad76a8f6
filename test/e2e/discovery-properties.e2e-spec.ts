import fc from 'fast-check';
import type { DiscoveryRecord, PracticeDay } from '@trackside/contracts';
import { type FaultEffect, type FaultRule, Simulator } from '@trackside/simulator';
import { ofType, readNdjson } from './support/requests.js';
import {
  createDatabase,
  startTrackside,
  trackId,
  type Trackside,
  untilCatalogueIsRead,
} from './support/trackside.js';
import { daysBefore, latestToday, trueDays } from './support/truth.js';

const today = latestToday();
const range = { start_date: daysBefore(today, 150), end_date: today };
/** Short enough to wait for, long enough for a busy machine. */
const IMPATIENT = {
  PRACTICE_DISCOVER_MONTH_VIEW_TIMEOUT_SECONDS: '3',
  PRACTICE_DISCOVER_DAY_OVERVIEW_TIMEOUT_SECONDS: '3',
};

const effects: FaultEffect[] = [
  { type: 'hang' },
  { type: 'hang-mid-body' },
  { type: 'status', status: 503 },
  { type: 'status', status: 429, retryAfter: 1 },
  { type: 'status', status: 404 },
  { type: 'connection-reset' },
  { type: 'connection-reset', afterBytes: 9000 },
  { type: 'delay', ms: 400 },
  { type: 'wrong-month' },
  { type: 'wrong-date' },
  { type: 'other-track' },
  { type: 'unrelated-page' },
  { type: 'empty-body' },
  { type: 'cut-page', at: 0.6 },
  { type: 'redirect', hops: 2 },
  { type: 'redirect', hops: 5 },
  { type: 'changed-markup', change: 'table-gone' },
  { type: 'changed-markup', change: 'heading-gone' },
  { type: 'changed-markup', change: 'columns-moved' },
];

/** Every run of the suite plays the same eight stories, and each of them to its end. */
const STORIES = { seed: 20_251_701, numRuns: 8 };
/** Half of the faults that strike in these stories; how many pages there are varies by date. */
const LEAST_FAULTS = 32;

const rule: fc.Arbitrary<FaultRule> = fc.record({
  match: fc.constantFrom({}, { page: 'calendar' as const }, { page: 'day' as const }),
  probability: fc.constantFrom(0.05, 0.3, 1),
  effect: fc.constantFrom(...effects),
});

describe('whatever LiveRC does', () => {
  const simulator = new Simulator({ tracks: 400 });
  let trackside: Trackside;

  beforeAll(async () => {
    const liverc = await simulator.start();
    trackside = await startTrackside(await createDatabase(), liverc, IMPATIENT);
    await untilCatalogueIsRead(trackside);
  });

  afterAll(async () => {
    await trackside.close();
    await simulator.stop();
  });

  /** Tracks that no run before has asked for: each begins cold. */
  const unused = simulator.truth
    .tracks()
    .map(({ slug }) => slug)
    .filter((slug) => simulator.truth.months(slug).some((m) => m >= range.start_date.slice(0, 7)));

  it('every day given is true, every other is named missing, and healed it is all there', async () => {
    const struck: number[] = [];
    await fc.assert(
      fc.asyncProperty(fc.array(rule, { maxLength: 3 }), async (rules) => {
        const slug = unused.pop()!;
        const truth = trueDays(simulator, slug, range.start_date, range.end_date);
        const body = { track_id: trackId(slug), ...range };

        simulator.faults.set(rules);
        const troubled = (await readNdjson(trackside, body)).records;
        struck.push(simulator.faults.struck());
        simulator.faults.clear();
        const healed = (await readNdjson(trackside, body)).records;

        expectHonest(troubled, truth);
        expect(daysOf(healed)).toEqual(truth);
        expect(healed.at(-1)).toMatchObject({ type: 'done', complete: true });
      }),
      STORIES,
    );
    expect(struck).toHaveLength(STORIES.numRuns);
    expect(struck).not.toContain(0);
    expect(struck.reduce((sum, count) => sum + count)).toBeGreaterThanOrEqual(LEAST_FAULTS);
  }, 240_000);
});

/** What is given equals the truth; what is not given is said to be missing, with its month or date. */
function expectHonest(records: DiscoveryRecord[], truth: PracticeDay[]): void {
  const given = daysOf(records);
  expect(truth).toEqual(expect.arrayContaining(given));
  const missing = new Set(ofType(records, 'month').flatMap((month) => month.missing_dates));
  const failed = new Set(
    ofType(records, 'month_failed').map(
      ({ year, month }) => `${year}-${String(month).padStart(2, '0')}`,
    ),
  );
  const dates = new Set(given.map(({ date }) => date));
  const unexplained = truth.filter(
    ({ date }) => !dates.has(date) && !missing.has(date) && !failed.has(date.slice(0, 7)),
  );
  expect(unexplained).toEqual([]);
  expect(records.at(-1)).toMatchObject({
    type: 'done',
    total: given.length,
    complete: missing.size === 0 && failed.size === 0,
  });
}

function daysOf(records: DiscoveryRecord[]): PracticeDay[] {
  return ofType(records, 'month')
    .flatMap((month) => month.practice_days)
    .sort((a, b) => (a.date < b.date ? 1 : -1));
}
