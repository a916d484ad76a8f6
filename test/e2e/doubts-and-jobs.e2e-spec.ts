import type { DiscoverRangeResult, IngestRangeResult } from '@trackside/contracts';
import { LivercScraper } from '@trackside/liverc-scraper';
import type { FaultRule } from '@trackside/simulator';
import { ImportWorker } from '../../libs/practice-days/src/import/import-worker.js';
import { RemovedPractice } from '../../libs/practice-days/src/import/removed-practice.js';
import { MovedClock } from './support/clock.js';
import { importDay, ingest, newestDays, untilJobEnds } from './support/imports.js';
import { dataOf, discoverRange, post } from './support/requests.js';
import { trackside } from './support/trackside-fixture.js';
import { trackId, until } from './support/trackside.js';
import { monthStart } from './support/truth.js';

const SLUG = 'tallowick';
const AN_ERA_AGO = '2026-01-01';

describe('a day in doubt and the jobs about it', () => {
  const stage = trackside();
  const { simulator } = stage;
  let clock: MovedClock;
  let date: string;

  beforeEach(async () => {
    clock = new MovedClock();
    clock.govern(stage);
    date = newestDays(simulator, SLUG, 60).find((day) => day < monthStart(2))!;
  });

  const failWith = (...rules: FaultRule[]) => simulator.faults.set(rules);
  const tick = () => stage.app.get(ImportWorker, { strict: false }).queueForgotten();

  async function discover(more: Record<string, unknown> = {}): Promise<DiscoverRangeResult> {
    const month = { year: Number(date.slice(0, 4)), month: Number(date.slice(5, 7)) };
    return discoverRange(stage, { track_id: trackId(SLUG), months: [month], ...more });
  }

  async function statesOfDays(): Promise<string[]> {
    const rows = await stage.query<{ state: string }>('SELECT state FROM import_job_days');
    return rows.map(({ state }) => state);
  }

  it('imports a day whose page was empty once, though a discovery was first to see it well', async () => {
    await discover();
    await stage.query(`UPDATE practice_days SET needs_reading = true WHERE date = '${date}'`);
    showEmptyOnce();
    const { job_id } = dataOf(
      await post<IngestRangeResult>(stage, '/practice-days/ingest-range', {
        track_id: trackId(SLUG),
        dates: [date],
      }),
    );
    await until(
      async () =>
        (await stage.query('SELECT FROM practice_days WHERE doubt IS NOT NULL')).length > 0,
    );
    clock.move(6);
    await discover();

    // The attempt may still be under way: the next tick comes back to it.
    await until(async () => {
      await tick();
      return !(await statesOfDays()).includes('running');
    }, 30_000);
    const job = await untilJobEnds(stage, job_id);

    expect(job).toMatchObject({ state: 'completed', days: [{ event_id: expect.any(String) }] });
  });

  it('waits for the second reading also when a session of the day fails', async () => {
    const eventId = await importDay(stage, SLUG, date);
    const [session] = await stage.query<{
      id: string;
      source_session_id: string;
    }>(`UPDATE practice_sessions SET laps_outdated = true
       WHERE day_id = '${eventId}' AND position = 0 RETURNING id, source_session_id`);
    failWith(
      { match: { page: 'day', date }, effect: { type: 'short-page', rows: 2 } },
      {
        match: { page: 'session', id: session!.source_session_id },
        effect: { type: 'status', status: 404 },
      },
    );

    await ingest(stage, SLUG, date);
    await until(
      async () =>
        (await stage.query('SELECT FROM practice_sessions WHERE laps_failures > 0')).length > 0,
    );
    const meanwhile = await statesOfDays();
    clock.move(61);
    await until(async () => {
      await tick();
      return (await statesOfDays()).includes('failed');
    }, 30_000);

    expect(meanwhile).toContain('running');
  });

  it('is asked about again although the calendar has long ceased to list the day', async () => {
    date = (await discover()).practice_days[0]!.date;
    const calendar: FaultRule = {
      match: { page: 'calendar' },
      effect: { type: 'short-page', rows: 1 },
    };
    failWith(calendar);
    clock.move(61);
    await discover({ refresh: true });
    clock.move(61);
    const settled = await discover({ refresh: true });
    failWith(calendar, { match: { page: 'day', date }, effect: { type: 'short-page', rows: 2 } });
    simulator.requests.clear();
    clock.move(61);
    const doubted = await discover({ refresh: true });

    expect(settled.complete).toBe(true);
    expect(simulator.requests.count({ page: 'day', date })).toBe(1);
    expect(doubted.months[0]).toMatchObject({ status: 'partial', missing_dates: [date] });
  });

  it('leaves sessions that failed to their growing pauses, however often the day is read', async () => {
    const [session] = simulator.truth.day(SLUG, date)!.sessions;
    failWith({
      match: { page: 'session', id: session!.source_session_id },
      effect: { type: 'status', status: 404 },
    });
    await untilJobEnds(stage, dataOf(await ingest(stage, SLUG, date)).job_id);
    simulator.requests.clear();

    for (let reading = 0; reading < 3; reading += 1) {
      clock.move(65);
      await discover({ refresh: true });
      await tick();
    }
    await until(async () => !(await statesOfDays()).some((state) => state !== 'failed'));

    expect(simulator.requests.count({ page: 'session' })).toBe(0);
  });

  it('deletes what is gone for a week beside a hundred imported days that stay', async () => {
    const eventId = await importDay(stage, SLUG, date);
    await stage.query(`INSERT INTO practice_days
         (id, track_id, month, date, listed_session_count, needs_reading, imported_at, removed_at)
       SELECT ('00000000-0000-0000-0000-' || lpad(n::text, 12, '0'))::uuid, '${trackId(SLUG)}',
         201001, date '2010-01-01' + n, 1, false, '${AN_ERA_AGO}', '${AN_ERA_AGO}'
       FROM generate_series(1, 100) n;
       UPDATE practice_days SET sessions_removed_at = '${AN_ERA_AGO}' WHERE id = '${eventId}';
       UPDATE practice_sessions SET removed_at = '${AN_ERA_AGO}' WHERE day_id = '${eventId}'`);

    await stage.app.get(RemovedPractice, { strict: false }).delete();

    expect(await stage.query(`SELECT FROM practice_sessions WHERE day_id = '${eventId}'`)).toEqual(
      [],
    );
    expect(await stage.query('SELECT FROM practice_days WHERE month = 201001')).toHaveLength(100);
  });

  /** The next day page that is read has none of its rows, and no totals. */
  function showEmptyOnce(): void {
    const scraper = stage.app.get(LivercScraper, { strict: false });
    const fetchDay = scraper.fetchDay.bind(scraper);
    scraper.fetchDay = async (...asked) => {
      scraper.fetchDay = fetchDay;
      return { ...(await fetchDay(...asked)), sessions: [], printedTotals: null };
    };
  }
});
