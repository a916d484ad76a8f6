import { ImportWorker } from '../../libs/practice-days/src/import/import-worker.js';
import { DayReadingStore } from '../../libs/practice-days/src/day/day-reading-store.js';
import { MovedClock } from './support/clock.js';
import {
  findJob,
  ingest,
  newestDays,
  storedSessions,
  trueSessions,
  untilJobEnds,
} from './support/imports.js';
import { dataOf } from './support/requests.js';
import { trackside } from './support/trackside-fixture.js';
import { until } from './support/trackside.js';

const SLUG = 'tallowick';

describe('importing a practice day again', () => {
  const stage = trackside();
  const { simulator } = stage;
  let date: string;
  let eventId: string;

  beforeEach(async () => {
    date = newestDays(simulator, SLUG, 1)[0]!;
    eventId = (await importDay()).event_id;
    simulator.requests.clear();
  });

  async function importDay() {
    const result = dataOf(await ingest(stage, SLUG, date));
    await untilJobEnds(stage, result.job_id);
    return result;
  }

  it('asks for the sessions that have come since, and for no other', async () => {
    simulator.faults.set([
      { match: { page: 'day' }, effect: { type: 'late-upload', date, sessions: 3 } },
    ]);

    const { event_id } = await importDay();

    expect(event_id).toBe(eventId);
    expect(simulator.requests.count({ page: 'session' })).toBe(3);
    expect(await storedSessions(stage.databaseUrl, eventId)).toEqual(
      trueSessions(simulator, SLUG, date),
    );
  });

  it('forgets sessions that are gone from the day once a second reading agrees', async () => {
    const clock = new MovedClock();
    clock.govern(stage);
    const before = await storedSessions(stage.databaseUrl, eventId);
    simulator.removeSessions(SLUG, date, 2);

    const { job_id } = dataOf(await ingest(stage, SLUG, date));
    const afterOne = await storedSessions(stage.databaseUrl, eventId);
    clock.move(61);
    await stage.app.get(ImportWorker, { strict: false }).queueForgotten();
    await untilJobEnds(stage, job_id);

    expect(afterOne).toEqual(before);
    expect(simulator.requests.count({ page: 'session' })).toBe(0);
    expect(await storedSessions(stage.databaseUrl, eventId)).toEqual(
      trueSessions(simulator, SLUG, date),
    );
  });

  it('keeps a session whose row can not be read this time, at a place of its own', async () => {
    const count = simulator.truth.day(SLUG, date)!.sessions.length;
    simulator.faults.set([
      { match: { page: 'day' }, effect: { type: 'changed-markup', change: 'row-without-id' } },
    ]);

    await importDay();
    await importDay();

    const [places] = await stage.query<{
      sessions: number;
      places: number;
    }>(`SELECT count(*)::integer AS sessions, count(DISTINCT position)::integer AS places
       FROM practice_sessions WHERE day_id = '${eventId}'`);
    expect(places).toEqual({ sessions: count, places: count });
  });

  it('reads the laps anew of a session that has grown', async () => {
    await stage.query(`UPDATE practice_sessions SET lap_count = lap_count - 1 WHERE day_id = '${eventId}'
       AND position = 1;
       DELETE FROM practice_laps USING practice_sessions s
       WHERE s.id = session_id AND s.day_id = '${eventId}' AND s.position = 1 AND lap_number = 1`);

    await importDay();

    expect(simulator.requests.count({ page: 'session' })).toBe(1);
    expect(await storedSessions(stage.databaseUrl, eventId)).toEqual(
      trueSessions(simulator, SLUG, date),
    );
  });

  it('keeps what is there when LiveRC shows the day no more', async () => {
    const before = await storedSessions(stage.databaseUrl, eventId);
    simulator.faults.set([
      {
        match: { page: 'day' },
        effect: { type: 'removed-sessions', date, sessions: before.length },
      },
    ]);

    const answer = await ingest(stage, SLUG, date);

    expect(answer.status).toBe(502);
    expect(answer.body).toMatchObject({ error: { code: 'LIVERC_PAGE_INCOMPLETE' } });
    expect(await storedSessions(stage.databaseUrl, eventId)).toEqual(before);
  });

  it('happens by itself, an hour later, for a session that failed', async () => {
    const [session] = simulator.truth.day(SLUG, date)!.sessions;
    await stage.query(`UPDATE practice_sessions SET laps_error_code = 'LIVERC_PAGE_CHANGED', laps_failures = 1,
         laps_error_message = 'not recognised', laps_failed_at = now() - interval '59 minutes'
       WHERE source_session_id = '${session!.source_session_id}'`);
    const worker = stage.app.get(ImportWorker, { strict: false });

    await worker.queueForgotten();
    expect(await stage.query('SELECT FROM import_jobs')).toHaveLength(1);
    await stage.query(
      `UPDATE practice_sessions SET laps_failed_at = laps_failed_at - interval '2 minutes'`,
    );
    await worker.queueForgotten();

    const jobs = await stage.query<{ id: string }>(
      'SELECT id FROM import_jobs ORDER BY created_at DESC',
    );
    expect(jobs).toHaveLength(2);
    await untilJobEnds(stage, jobs[0]!.id);
    expect(simulator.requests.count({ page: 'session' })).toBe(1);
    expect(simulator.requests.count({ page: 'day' })).toBe(0);
  });

  it('goes on when the queue has lost a day that somebody waits for', async () => {
    simulator.faults.set([
      { match: { page: 'day' }, effect: { type: 'late-upload', date, sessions: 3 } },
      { match: { page: 'session' }, effect: { type: 'hang' } },
    ]);
    const { job_id } = dataOf(await ingest(stage, SLUG, date));
    await until(() => simulator.requests.count({ page: 'session' }) > 0);
    await stage.close();
    await stage.query('DELETE FROM pgboss.job');
    simulator.faults.clear();

    await stage.restart();
    await stage.app.get(ImportWorker, { strict: false }).queueForgotten();
    await untilJobEnds(stage, job_id);

    expect(await findJob(stage, job_id)).toMatchObject({ state: 'completed' });
    expect(await storedSessions(stage.databaseUrl, eventId)).toEqual(
      trueSessions(simulator, SLUG, date),
    );
  });

  it('happens by itself for a day whose import failed before all sessions were tried', async () => {
    await stage.query(`UPDATE practice_sessions SET laps_read_at = NULL WHERE day_id = '${eventId}' AND position < 2;
       UPDATE import_job_days SET state = 'failed', ended_at = now() - interval '61 minutes'`);

    await stage.app.get(ImportWorker, { strict: false }).queueForgotten();
    const [job] = await stage.query<{ id: string }>(
      'SELECT id FROM import_jobs ORDER BY created_at DESC LIMIT 1',
    );
    await untilJobEnds(stage, job!.id);

    expect(simulator.requests.count({ page: 'session' })).toBe(2);
    expect(await storedSessions(stage.databaseUrl, eventId)).toEqual(
      trueSessions(simulator, SLUG, date),
    );
  });

  it('is left to the person who cancelled it', async () => {
    await stage.query(`UPDATE practice_sessions SET laps_read_at = NULL WHERE day_id = '${eventId}';
       UPDATE practice_sessions SET laps_error_code = 'LIVERC_TIMEOUT', laps_failures = 1,
         laps_error_message = 'no answer', laps_failed_at = now() - interval '3 hours'
       WHERE day_id = '${eventId}' AND position = 0;
       UPDATE import_job_days SET state = 'cancelled', ended_at = now() - interval '3 hours'`);

    await stage.app.get(ImportWorker, { strict: false }).queueForgotten();

    expect(await stage.query('SELECT FROM import_jobs')).toHaveLength(1);
  });

  it('waits while LiveRC is switched off, and is done when it is on again', async () => {
    simulator.faults.set([
      { match: { page: 'day' }, effect: { type: 'late-upload', date, sessions: 3 } },
      { match: { page: 'session' }, effect: { type: 'hang' } },
    ]);
    const { job_id } = dataOf(await ingest(stage, SLUG, date));
    await until(() => simulator.requests.count({ page: 'session' }) > 0);
    await stage.close();
    simulator.faults.clear();
    simulator.requests.clear();

    await stage.restart({ LIVERC_ENABLED: 'false' });
    await stage.app.get(ImportWorker, { strict: false }).queueForgotten();
    expect((await findJob(stage, job_id)).state).toBe('running');
    await stage.close();
    await stage.restart();
    const job = await untilJobEnds(stage, job_id);

    expect(job.state).toBe('completed');
    expect(await storedSessions(stage.databaseUrl, eventId)).toEqual(
      trueSessions(simulator, SLUG, date),
    );
  });

  it('keeps the newer page where an older one is stored later', async () => {
    const store = stage.app.get(DayReadingStore, { strict: false });
    const before = await storedSessions(stage.databaseUrl, eventId);
    const [day] = await stage.query<{ track_id: string }>('SELECT * FROM practice_days');

    const reading = {
      id: eventId,
      trackId: day!.track_id,
      date,
      order: 0,
      readAt: new Date(),
      sessions: [],
      unreadableRows: 1,
      printedTotals: null,
      verified: null,
      calendar: { sessionCount: 1, isNew: true },
      owners: new Map(),
    };
    await store.save(reading, { calendar: false, owners: false });

    expect(await storedSessions(stage.databaseUrl, eventId)).toEqual(before);
  });
});
