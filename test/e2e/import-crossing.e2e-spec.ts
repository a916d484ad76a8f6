import { createHash, randomUUID } from 'node:crypto';
import { Client } from 'pg';
import type { IngestRangeResult } from '@trackside/contracts';
import { ImportJobStore } from '../../libs/practice-days/src/import/import-job-store.js';
import { failureAt } from '../../libs/practice-days/src/import/failures.js';
import { RetryDays } from '../../libs/practice-days/src/import/retry-days.js';
import { SessionImportStore } from '../../libs/practice-days/src/import/session-import-store.js';
import {
  findJob,
  importDay,
  ingest,
  newestDays,
  storedSessions,
  trueSessions,
  untilJobEnds,
} from './support/imports.js';
import { dataOf, get, post, remove } from './support/requests.js';
import { trackside } from './support/trackside-fixture.js';
import { trackId, until } from './support/trackside.js';

const SLUG = 'tallowick';
const MINUTE_MS = 60_000;
const WAITING_FOR_A_LOCK = `SELECT FROM pg_stat_activity
  WHERE datname = current_database() AND wait_event_type = 'Lock'`;

describe('imports of one day that cross each other', () => {
  const stage = trackside();
  const { simulator } = stage;
  let date: string;

  beforeEach(async () => {
    date = newestDays(simulator, SLUG, 1)[0]!;
  });

  it('reads sessions that a second request found while the first one was under way', async () => {
    simulator.faults.set([{ match: { page: 'session' }, effect: { type: 'delay', ms: 1500 } }]);
    const first = dataOf(await ingest(stage, SLUG, date));
    await until(() => simulator.requests.count({ page: 'session' }) > 0);
    simulator.faults.set([
      { match: { page: 'day' }, effect: { type: 'late-upload', date, sessions: 3 } },
    ]);

    const second = dataOf(await ingest(stage, SLUG, date));
    const job = await untilJobEnds(stage, first.job_id);

    expect(second.job_id).toBe(first.job_id);
    expect(second.sessions_ingested).toBe(first.sessions_ingested + 3);
    expect(job).toMatchObject({ state: 'completed', sessions_read: second.sessions_ingested });
    expect(await storedSessions(stage.databaseUrl, first.event_id)).toEqual(
      trueSessions(simulator, SLUG, date),
    );
  });

  it('reads the day page for a date that was named while the day was under way', async () => {
    simulator.faults.set([{ match: { page: 'session' }, effect: { type: 'delay', ms: 1500 } }]);
    const first = dataOf(await ingest(stage, SLUG, date));
    await until(() => simulator.requests.count({ page: 'session' }) > 0);
    simulator.faults.set([
      { match: { page: 'day' }, effect: { type: 'late-upload', date, sessions: 3 } },
    ]);

    const { job_id } = dataOf(
      await post<IngestRangeResult>(stage, '/practice-days/ingest-range', {
        track_id: trackId(SLUG),
        dates: [date],
      }),
    );
    const job = await untilJobEnds(stage, job_id);

    expect(job).toMatchObject({
      state: 'completed',
      sessions_read: first.sessions_ingested + 3,
    });
  });

  it('cancels a day that is being listed while its job is cancelled', async () => {
    const store = stage.app.get(ImportJobStore, { strict: false });
    const id = randomUUID();
    const range = { startDate: date, endDate: date };
    const job = { id, trackId: trackId(SLUG), createdAt: new Date(), days: [], range };
    await store.create(job);
    const lister = new Client({ connectionString: stage.databaseUrl });
    await lister.connect();
    await lister.query('BEGIN');
    await lister.query(`SELECT FROM import_jobs WHERE id = '${id}' FOR UPDATE`);
    await lister.query(
      `INSERT INTO import_job_days (job_id, day_id, date, day_page_read, state)
       VALUES ('${id}', '${randomUUID()}', '${date}', false, 'queued')`,
    );

    const cancelled = store.cancel(id, new Date());
    await until(async () => (await stage.query(WAITING_FOR_A_LOCK)).length > 0);
    await lister.query('COMMIT');
    await cancelled;
    await lister.end();

    expect((await store.find(id))!.days).toMatchObject([{ state: 'cancelled' }]);
  });

  it('is one failure of a session, whatever the number of attempts', async () => {
    const sessions = stage.app.get(SessionImportStore, { strict: false });
    const retries = stage.app.get(RetryDays, { strict: false });
    await importDay(stage, SLUG, date);
    const [session] = await stage.query<{ id: string }>('SELECT id FROM practice_sessions LIMIT 1');
    const reason = { code: 'LIVERC_UNAVAILABLE', message: 'LiveRC is down' } as const;
    const begun = Date.now();
    for (let attempt = 0; attempt < 9; attempt += 1) {
      const failure = failureAt(new Date(begun + attempt * MINUTE_MS));
      await sessions.saveFailure(session!.id, reason, failure);
    }

    const [due] = await retries.find(new Date(begun + 69 * MINUTE_MS));

    expect(due).toEqual({ trackId: trackId(SLUG), date });
  });

  it('stores a name of 10,000 characters that no compression makes short', async () => {
    const name = createHash('shake256', { outputLength: 5_000 }).update('a name').digest('hex');
    simulator.faults.set([{ match: { page: 'day' }, effect: { type: 'first-name', html: name } }]);

    const answer = await ingest(stage, SLUG, date);
    const found = await get(stage, `/drivers?track_id=${trackId(SLUG)}&name=${name.slice(0, 200)}`);

    expect(answer.status).toBe(201);
    expect(dataOf(found)).toMatchObject({ name, session_count: 1 });
  });

  it('lists the months of earlier years when a month is not what it should be', async () => {
    const months = simulator.truth.months(SLUG);
    const broken = date.slice(0, 7);
    const oldest = simulator.truth.month(SLUG, months[18]!).practice_days.at(-1)!.date;
    simulator.faults.set([
      { match: { page: 'calendar', month: broken }, effect: { type: 'unrelated-page' } },
    ]);

    const { job_id } = dataOf(
      await post<IngestRangeResult>(stage, '/practice-days/ingest-range', {
        track_id: trackId(SLUG),
        start_date: oldest,
        end_date: date,
      }),
    );
    await until(async () => {
      const { days, error } = await findJob(stage, job_id);
      return error !== null || days.at(-1)?.date === oldest;
    }, 30_000);
    const listed = await findJob(stage, job_id);
    await remove(stage, `/jobs/${job_id}`);

    expect(listed.days.at(-1)?.date).toBe(oldest);
  });
});
