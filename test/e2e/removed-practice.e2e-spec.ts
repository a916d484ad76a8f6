import type {
  DiscoverRangeResult,
  EventsSearchResult,
  ImportedPracticeDayDetail,
  ImportedPracticeSession,
  Page,
} from '@trackside/contracts';
import type { FaultRule } from '@trackside/simulator';
import { ImportWorker } from '../../libs/practice-days/src/import/import-worker.js';
import { RemovedPractice } from '../../libs/practice-days/src/import/removed-practice.js';
import { MovedClock } from './support/clock.js';
import {
  findJob,
  importDay,
  ingest,
  newestDays,
  storedSessions,
  untilJobEnds,
} from './support/imports.js';
import { dataOf, discoverRange, get } from './support/requests.js';
import { trackside } from './support/trackside-fixture.js';
import { trackId, until } from './support/trackside.js';
import { monthStart } from './support/truth.js';

const SLUG = 'tallowick';
const WEEK = 7 * 86_400;

describe('practice that LiveRC has removed', () => {
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

  async function shownSessions(eventId: string): Promise<ImportedPracticeSession[]> {
    const path = `/practice-days/${eventId}/sessions`;
    return dataOf(await get<Page<ImportedPracticeSession>>(stage, path)).items;
  }

  const tick = () => stage.app.get(ImportWorker, { strict: false }).queueForgotten();

  it('is believed when a second reading, a minute later, agrees: LiveRC removed the sessions', async () => {
    const eventId = await importDay(stage, SLUG, date);
    const before = sessionCount();
    simulator.removeSessions(SLUG, date, 2);

    const first = dataOf(await ingest(stage, SLUG, date));
    await until(async () => (await findJob(stage, first.job_id)).state === 'running');
    await tick();
    const meanwhile = await findJob(stage, first.job_id);
    clock.move(61);
    await tick();
    const job = await untilJobEnds(stage, first.job_id);

    expect(first.sessions_ingested).toBe(before);
    expect(meanwhile.state).toBe('running');
    expect(job.state).toBe('completed');
    expect(await detail(eventId)).toMatchObject({
      session_count: before - 2,
      verified: true,
      laps: { read: before - 2, pending: 0, failed: 0 },
    });
    expect((await shownSessions(eventId)).map((session) => session.source_session_id)).toEqual(
      simulator.truth.day(SLUG, date)!.sessions.map((session) => session.source_session_id),
    );
  });

  it('gives a removed session back with its laps when LiveRC shows it again', async () => {
    const eventId = await importDay(stage, SLUG, date);
    const before = await shownSessions(eventId);
    await removeForReal(2);
    failWith({ match: { date }, effect: { type: 'stale-page' } });
    simulator.requests.clear();

    await ingest(stage, SLUG, date);

    expect(await shownSessions(eventId)).toEqual(before);
    expect(simulator.requests.count({ page: 'session' })).toBe(0);
  });

  it('is deleted a week after two readings agreed, and not before', async () => {
    const eventId = await importDay(stage, SLUG, date);
    const before = sessionCount();
    await removeForReal(2);
    const cleaner = stage.app.get(RemovedPractice, { strict: false });

    clock.move(WEEK - 120);
    await cleaner.delete();
    const kept = await storedCount(eventId);
    clock.move(240);
    await cleaner.delete();

    expect(kept).toBe(before);
    expect(await storedCount(eventId)).toBe(before - 2);
  });

  it('takes a whole day away when calendar and day page lack it twice', async () => {
    const known = await discover();
    simulator.removeSessions(SLUG, date, sessionCount());

    const doubted = await discover({ refresh: true });
    clock.move(61);
    const gone = await discover({ refresh: true });
    const found = dataOf(await get<EventsSearchResult>(stage, searchPath()));

    expect(dayOf(doubted)).toEqual({ ...dayOf(known), verified: false });
    expect(doubted.months[0]!.missing_dates).toEqual([date]);
    expect(dayOf(gone)).toBeUndefined();
    expect(gone.complete).toBe(true);
    expect(found.discovered_practice_days!.map((day) => day.date)).not.toContain(date);
  });

  it('keeps an imported day that is gone, and tells that it is listed no more', async () => {
    const eventId = await importDay(stage, SLUG, date);
    const before = await storedSessions(stage.databaseUrl, eventId);
    simulator.removeSessions(SLUG, date, sessionCount());

    await discover({ refresh: true });
    clock.move(61);
    const settled = await discover({ refresh: true });
    const answer = await ingest(stage, SLUG, date);

    expect(settled.complete).toBe(true);
    expect(dayOf(settled)).toMatchObject({ session_count: before.length, listed: false });
    expect(await detail(eventId)).toMatchObject({ listed: false, session_count: before.length });
    expect(answer.status).toBe(502);
    expect(answer.body).toMatchObject({ error: { code: 'LIVERC_PAGE_INCOMPLETE' } });
    expect(await storedSessions(stage.databaseUrl, eventId)).toEqual(before);
    expect(await detail(eventId)).toMatchObject({ listed: false });

    // Another day's reading may ask for its page once more.
    await stage.query(`UPDATE practice_days SET needs_reading = true WHERE id = '${eventId}'`);
    clock.move(61);
    await discover({ refresh: true });
    expect((await discover()).complete).toBe(true);
  });

  async function removeForReal(sessions: number): Promise<void> {
    simulator.removeSessions(SLUG, date, sessions);
    await discover({ refresh: true });
    clock.move(61);
    const settled = await discover({ refresh: true });
    expect(settled.complete).toBe(true);
  }

  async function storedCount(eventId: string): Promise<number> {
    const rows = await stage.query(`SELECT FROM practice_sessions WHERE day_id = '${eventId}'`);
    return rows.length;
  }

  function searchPath(): string {
    const [start, end] = [`${date.slice(0, 8)}01`, `${date.slice(0, 8)}28`];
    return `/events/search?track_id=${trackId(SLUG)}&start_date=${start}&end_date=${end}&include_practice_days=true`;
  }
});
