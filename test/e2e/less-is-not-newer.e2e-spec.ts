import type {
  DiscoverRangeResult,
  ImportJob,
  Lap,
  Page,
  ImportedPracticeDayDetail,
} from '@trackside/contracts';
import type { FaultRule } from '@trackside/simulator';
import { ImportWorker } from '../../libs/practice-days/src/import/import-worker.js';
import { MovedClock } from './support/clock.js';
import {
  importDay,
  ingest,
  newestDays,
  storedSessions,
  trueSessions,
  untilJobEnds,
} from './support/imports.js';
import { dataOf, discoverRange, get } from './support/requests.js';
import { trackside } from './support/trackside-fixture.js';
import { trackId, until } from './support/trackside.js';
import { monthStart } from './support/truth.js';

const SLUG = 'tallowick';

describe('a page of LiveRC that shows less than is known', () => {
  const stage = trackside();
  const { simulator } = stage;
  let clock: MovedClock;
  let date: string;

  beforeEach(async () => {
    clock = new MovedClock();
    clock.govern(stage);
    // A month that lies back, so that nothing is read again without a reason.
    date = newestDays(simulator, SLUG, 60).find((day) => day < monthStart(2))!;
  });

  const failWith = (...rules: FaultRule[]) => simulator.faults.set(rules);
  const month = () => ({ year: Number(date.slice(0, 4)), month: Number(date.slice(5, 7)) });
  const sessionCount = () => simulator.truth.day(SLUG, date)!.sessions.length;

  async function discover(more: Record<string, unknown> = {}): Promise<DiscoverRangeResult> {
    return discoverRange(stage, { track_id: trackId(SLUG), months: [month()], ...more });
  }

  function dayOf({ practice_days }: DiscoverRangeResult) {
    return practice_days.find((day) => day.date === date);
  }

  async function detail(eventId: string): Promise<ImportedPracticeDayDetail> {
    return dataOf(await get<ImportedPracticeDayDetail>(stage, `/practice-days/${eventId}`));
  }

  const tick = () => stage.app.get(ImportWorker, { strict: false }).queueForgotten();

  it('takes no imported session or lap away, and is named', async () => {
    const eventId = await importDay(stage, SLUG, date);
    failWith({ match: { page: 'day', date }, effect: { type: 'short-page', rows: 2 } });

    const result = await discover({ refresh: true });

    expect(await storedSessions(stage.databaseUrl, eventId)).toEqual(
      trueSessions(simulator, SLUG, date),
    );
    expect(dayOf(result)).toMatchObject({ session_count: sessionCount(), verified: false });
    expect(result.months).toMatchObject([
      {
        status: 'partial',
        missing_dates: [date],
        missing: [{ date, code: 'LIVERC_PAGE_INCOMPLETE', message: expect.any(String) }],
        error: { code: 'LIVERC_PAGE_INCOMPLETE' },
      },
    ]);
    expect(result.complete).toBe(false);
  });

  it('is asked for again by the next request after five seconds, and then all is well', async () => {
    await discover();
    failWith({ match: { page: 'day', date }, effect: { type: 'short-page', rows: 2 } });
    await discover({ refresh: true });
    failWith();
    simulator.requests.clear();

    const tooSoon = await discover();
    clock.move(6);
    const healed = await discover();

    expect(tooSoon.months).toMatchObject([{ status: 'partial', missing_dates: [date] }]);
    expect(simulator.requests.records({ page: 'day' }).map((asked) => asked.date)).toEqual([date]);
    expect(dayOf(healed)).toMatchObject({ session_count: sessionCount(), verified: true });
    expect(healed.months).toMatchObject([{ status: 'complete', missing: [] }]);
  });

  it('is asked for once after five seconds, once after a minute, then every ten minutes', async () => {
    await discover();
    failWith({ match: { page: 'day', date }, effect: { type: 'short-page', rows: 2 } });
    await discover({ refresh: true });
    simulator.requests.clear();
    const asked: number[] = [];

    for (const seconds of [6, 6, 50, 60, 300, 301]) {
      clock.move(seconds);
      await discover();
      asked.push(simulator.requests.count({ page: 'day', date }));
    }

    expect(asked).toEqual([1, 1, 2, 2, 2, 3]);
  });

  it('takes no known day away when the calendar lacks it', async () => {
    const known = await discover();
    failWith({ match: { page: 'calendar' }, effect: { type: 'short-page', rows: 1 } });

    const short = await discover({ refresh: true });
    failWith();
    clock.move(61);
    const healed = await discover({ refresh: true });

    expect(short.practice_days.map((day) => day.date)).toEqual(
      known.practice_days.map((day) => day.date),
    );
    expect(short.months[0]).toMatchObject({
      status: 'partial',
      missing: [{ date: known.practice_days[0]!.date, code: 'LIVERC_PAGE_INCOMPLETE' }],
    });
    expect(healed.practice_days).toEqual(known.practice_days);
    expect(healed.complete).toBe(true);
  });

  it('is taken for wrong totals when two readings show all that is known', async () => {
    failWith({
      match: { page: 'day', date },
      effect: { type: 'changed-markup', change: 'totals-wrong' },
    });

    const first = await discover();
    clock.move(61);
    const second = await discover();
    simulator.requests.clear();
    const third = await discover();

    expect(first.months).toMatchObject([{ missing: [{ code: 'LIVERC_PAGE_INCOMPLETE' }] }]);
    expect(second.months).toMatchObject([{ status: 'complete', missing: [] }]);
    expect(dayOf(second)).toMatchObject({ session_count: sessionCount(), verified: false });
    expect(third.complete).toBe(true);
    expect(simulator.requests.counts().total).toBe(0);
  });

  it('fails the day of a job with that code when two readings differ', async () => {
    const eventId = await importDay(stage, SLUG, date);
    failWith({ match: { page: 'day', date }, effect: { type: 'short-page', rows: 2 } });
    const { job_id } = dataOf(await ingest(stage, SLUG, date));
    failWith({ match: { page: 'day', date }, effect: { type: 'short-page', rows: 3 } });

    clock.move(61);
    await tick();
    const job = await untilJobEnds(stage, job_id);

    expect(job).toMatchObject({
      state: 'failed',
      days: [{ date, error: { code: 'LIVERC_PAGE_INCOMPLETE' } }],
    });
    expect(await storedSessions(stage.databaseUrl, eventId)).toEqual(
      trueSessions(simulator, SLUG, date),
    );
  });

  it('of a first import is stored as it is, and completed by the second reading', async () => {
    failWith({ match: { page: 'day', date }, effect: { type: 'short-page', rows: 2 } });

    const answer = await ingest(stage, SLUG, date);
    failWith();
    clock.move(61);
    await tick();
    const job = await untilJobEnds(stage, dataOf(answer).job_id);

    expect(answer.status).toBe(201);
    expect(dataOf(answer).sessions_ingested).toBe(sessionCount() - 2);
    expect(job.state).toBe('completed');
    expect(await storedSessions(stage.databaseUrl, dataOf(answer).event_id)).toEqual(
      trueSessions(simulator, SLUG, date),
    );
  });

  it('of a session leaves its laps as they were, and is named, until a second reading agrees', async () => {
    const eventId = await importDay(stage, SLUG, date);
    const [session] = await stage.query<{
      id: string;
      lap_count: number;
    }>(`SELECT id, lap_count FROM practice_sessions
       WHERE day_id = '${eventId}' AND lap_count > 1 ORDER BY position LIMIT 1`);
    const laps = session!.lap_count;
    await stage.query(`INSERT INTO practice_laps (session_id, lap_number, lap_time_seconds, is_valid)
       VALUES ('${session!.id}', ${laps + 1}, 30, true);
       UPDATE practice_sessions SET laps_outdated = true WHERE id = '${session!.id}'`);

    const first = await readAgain();
    const kept = await lapsOf(eventId, session!.id);
    clock.move(3_700);
    const second = await readAgain();

    expect(first.days[0]!.failed_sessions).toMatchObject([
      { session_id: session!.id, code: 'LIVERC_PAGE_INCOMPLETE' },
    ]);
    expect(kept).toHaveLength(laps + 1);
    expect(second.state).toBe('completed');
    expect(await lapsOf(eventId, session!.id)).toHaveLength(laps);
  });

  it('lets sessions that a discovery found on an imported day get their laps by themselves', async () => {
    const eventId = await importDay(stage, SLUG, date);
    simulator.lateUpload(SLUG, date, 3);

    await discover({ refresh: true });
    await until(async () => (await detail(eventId)).laps.read === sessionCount());

    expect(await storedSessions(stage.databaseUrl, eventId)).toEqual(
      trueSessions(simulator, SLUG, date),
    );
  });

  it('leaves nothing frozen after a clock that ran ahead for an hour came back', async () => {
    clock.move(400 * 86_400);
    const eventId = await importDay(stage, SLUG, date);
    const ahead = await discover();
    clock.move(-400 * 86_400);
    simulator.lateUpload(SLUG, date, 1);

    const back = await discover();
    const again = dataOf(await ingest(stage, SLUG, date));
    await untilJobEnds(stage, again.job_id);

    expect(dayOf(ahead)!.session_count).toBe(sessionCount() - 1);
    expect(back.months).toMatchObject([{ source: 'liverc', stale: false }]);
    expect(new Date(back.months[0]!.fetched_at!).getTime()).toBeLessThan(Date.now() + 60_000);
    expect(again.sessions_ingested).toBe(sessionCount());
    expect(await storedSessions(stage.databaseUrl, eventId)).toEqual(
      trueSessions(simulator, SLUG, date),
    );
  });
  async function readAgain(): Promise<ImportJob> {
    return untilJobEnds(stage, dataOf(await ingest(stage, SLUG, date)).job_id);
  }

  async function lapsOf(eventId: string, sessionId: string): Promise<Lap[]> {
    const path = `/practice-days/${eventId}/sessions/${sessionId}/laps`;
    return dataOf(await get<Page<Lap>>(stage, path)).items;
  }
});
