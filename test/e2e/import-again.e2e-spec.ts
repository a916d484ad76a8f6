import { Simulator, type SimulatorAddress } from '@trackside/simulator';
import { ImportWorker } from '../../libs/practice-days/src/import/import-worker.js';
import {
  findJob,
  ingest,
  newestDays,
  storedSessions,
  trueSessions,
  untilJobEnds,
} from './support/imports.js';
import { dataOf } from './support/requests.js';
import {
  createDatabase,
  query,
  startTrackside,
  type Trackside,
  until,
  untilCatalogueIsRead,
} from './support/trackside.js';

const SLUG = 'tallowick';

describe('importing a practice day again', () => {
  let simulator: Simulator;
  let liverc: SimulatorAddress;
  let databaseUrl: string;
  let trackside: Trackside;
  let date: string;
  let eventId: string;

  beforeEach(async () => {
    simulator = new Simulator({ tracks: 30 });
    liverc = await simulator.start();
    databaseUrl = await createDatabase();
    trackside = await startTrackside(databaseUrl, liverc);
    await untilCatalogueIsRead(trackside);
    date = newestDays(simulator, SLUG, 1)[0]!;
    eventId = (await importDay()).event_id;
    simulator.requests.clear();
  });

  afterEach(async () => {
    await trackside.close();
    await simulator.stop();
  });

  async function importDay() {
    const result = dataOf(await ingest(trackside, SLUG, date));
    await untilJobEnds(trackside, result.job_id);
    return result;
  }

  it('asks for the sessions that have come since, and for no other', async () => {
    simulator.faults.set([
      { match: { page: 'day' }, effect: { type: 'late-upload', date, sessions: 3 } },
    ]);

    const { event_id } = await importDay();

    expect(event_id).toBe(eventId);
    expect(simulator.requests.count({ page: 'session' })).toBe(3);
    expect(await storedSessions(databaseUrl, eventId)).toEqual(trueSessions(simulator, SLUG, date));
  });

  it('forgets sessions that are gone from the day, with their laps', async () => {
    simulator.faults.set([
      { match: { page: 'day' }, effect: { type: 'removed-sessions', date, sessions: 2 } },
    ]);

    await importDay();

    expect(simulator.requests.count({ page: 'session' })).toBe(0);
    expect(await storedSessions(databaseUrl, eventId)).toEqual(trueSessions(simulator, SLUG, date));
  });

  it('keeps a session whose row can not be read this time', async () => {
    simulator.faults.set([
      { match: { page: 'day' }, effect: { type: 'changed-markup', change: 'row-without-id' } },
    ]);

    await importDay();

    expect(await storedSessions(databaseUrl, eventId)).toHaveLength(
      simulator.truth.day(SLUG, date)!.sessions.length,
    );
  });

  it('reads the laps anew of a session that has grown', async () => {
    await query(
      databaseUrl,
      `UPDATE practice_sessions SET lap_count = lap_count - 1 WHERE day_id = '${eventId}'
       AND position = 1;
       DELETE FROM practice_laps USING practice_sessions s
       WHERE s.id = session_id AND s.day_id = '${eventId}' AND s.position = 1 AND lap_number = 1`,
    );

    await importDay();

    expect(simulator.requests.count({ page: 'session' })).toBe(1);
    expect(await storedSessions(databaseUrl, eventId)).toEqual(trueSessions(simulator, SLUG, date));
  });

  it('keeps what is there when LiveRC shows the day no more', async () => {
    const before = await storedSessions(databaseUrl, eventId);
    simulator.faults.set([{ match: { page: 'day' }, effect: { type: 'wrong-date' } }]);

    const answer = await ingest(trackside, SLUG, date);

    expect(answer.status).toBe(502);
    expect(await storedSessions(databaseUrl, eventId)).toEqual(before);
  });

  it('happens by itself, an hour later, for a session that failed', async () => {
    const [session] = simulator.truth.day(SLUG, date)!.sessions;
    await query(
      databaseUrl,
      `UPDATE practice_sessions SET laps_error_code = 'LIVERC_PAGE_CHANGED', laps_failures = 1,
         laps_error_message = 'not recognised', laps_failed_at = now() - interval '59 minutes'
       WHERE source_session_id = '${session!.source_session_id}'`,
    );
    const worker = trackside.app.get(ImportWorker, { strict: false });

    await worker.queueForgotten();
    expect(await query(databaseUrl, 'SELECT FROM import_jobs')).toHaveLength(1);
    await query(
      databaseUrl,
      `UPDATE practice_sessions SET laps_failed_at = laps_failed_at - interval '2 minutes'`,
    );
    await worker.queueForgotten();

    const jobs = await query<{ id: string }>(
      databaseUrl,
      'SELECT id FROM import_jobs ORDER BY created_at DESC',
    );
    expect(jobs).toHaveLength(2);
    await untilJobEnds(trackside, jobs[0]!.id);
    expect(simulator.requests.count({ page: 'session' })).toBe(1);
    expect(simulator.requests.count({ page: 'day' })).toBe(0);
  });

  it('goes on when the queue has lost a day that somebody waits for', async () => {
    simulator.faults.set([
      { match: { page: 'day' }, effect: { type: 'late-upload', date, sessions: 3 } },
      { match: { page: 'session' }, effect: { type: 'hang' } },
    ]);
    const { job_id } = dataOf(await ingest(trackside, SLUG, date));
    await until(() => simulator.requests.count({ page: 'session' }) > 0);
    await trackside.close();
    await query(databaseUrl, 'DELETE FROM pgboss.job');
    simulator.faults.clear();

    trackside = await startTrackside(databaseUrl, liverc);
    await trackside.app.get(ImportWorker, { strict: false }).queueForgotten();
    await untilJobEnds(trackside, job_id);

    expect(await findJob(trackside, job_id)).toMatchObject({ state: 'completed' });
    expect(await storedSessions(databaseUrl, eventId)).toEqual(trueSessions(simulator, SLUG, date));
  });
});
