import type { IngestRangeResult } from '@trackside/contracts';
import {
  findJob,
  ingest,
  newestDays,
  readJobEvents,
  storedSessions,
  trueSessions,
  untilJobEnds,
} from './support/imports.js';
import { dataOf, discoverRange, post, remove } from './support/requests.js';
import { trackside } from './support/trackside-fixture.js';
import { trackId, until } from './support/trackside.js';

const SLUG = 'tallowick';

describe('importing practice days', () => {
  const stage = trackside();
  const { simulator } = stage;

  it('gives ten days with their sessions, laps and figures as LiveRC shows them', async () => {
    const dates = newestDays(simulator, SLUG, 10);

    const { job_id } = dataOf(
      await post<IngestRangeResult>(stage, '/practice-days/ingest-range', {
        track_id: trackId(SLUG),
        dates,
      }),
    );
    const job = await untilJobEnds(stage, job_id);

    expect(job).toMatchObject({ state: 'completed', days_total: 10, days_ended: 10, error: null });
    for (const day of job.days) {
      expect(await storedSessions(stage.databaseUrl, day.event_id!)).toEqual(
        trueSessions(simulator, SLUG, day.date),
      );
    }
  });

  it('costs one day page at once and one page a session after; nothing when discovered', async () => {
    const [known = '', unknown = ''] = newestDays(simulator, SLUG, 2).reverse();
    await discoverRange(stage, { track_id: trackId(SLUG), start_date: known, end_date: known });
    simulator.requests.clear();
    simulator.faults.set([{ match: { page: 'session' }, effect: { type: 'hang' } }]);

    const first = await ingest(stage, SLUG, known);
    expect(simulator.requests.count({ page: 'day' })).toBe(0);
    const second = await ingest(stage, SLUG, unknown);
    expect(simulator.requests.count({ page: 'day' })).toBe(1);

    const sessions = simulator.truth.day(SLUG, known)!.sessions.length;
    expect(first.status).toBe(201);
    expect(dataOf(first)).toMatchObject({ sessions_ingested: sessions, state: 'queued' });
    expect(second.status).toBe(201);
  });

  it('again gives the same day and asks for its page, not for sessions that are the same', async () => {
    const [date = ''] = newestDays(simulator, SLUG, 1);
    const first = dataOf(await ingest(stage, SLUG, date));
    await untilJobEnds(stage, first.job_id);
    simulator.requests.clear();

    const again = await ingest(stage, SLUG, date);

    expect(again.status).toBe(200);
    expect(dataOf(again)).toMatchObject({ event_id: first.event_id, state: 'completed' });
    expect(simulator.requests.count({ page: 'day' })).toBe(1);
    expect(simulator.requests.count({ page: 'session' })).toBe(0);
  });

  it('keeps the job of a day that is not through', async () => {
    const [date = ''] = newestDays(simulator, SLUG, 1);
    simulator.faults.set([{ match: { page: 'session' }, effect: { type: 'hang' } }]);

    const first = dataOf(await ingest(stage, SLUG, date));
    await until(() => simulator.requests.count({ page: 'session' }) > 0);
    const again = dataOf(await ingest(stage, SLUG, date));

    expect(again.job_id).toBe(first.job_id);
    expect(again.state).toBe('running');
  });

  it('two at once are one import', async () => {
    const [date = ''] = newestDays(simulator, SLUG, 1);

    const both = await Promise.all([ingest(stage, SLUG, date), ingest(stage, SLUG, date)]);
    const jobs = new Set(both.map((answer) => dataOf(answer).job_id));
    await Promise.all([...jobs].map((id) => untilJobEnds(stage, id)));

    expect(jobs.size).toBe(1);
    expect(both.map(({ status }) => status).sort()).toEqual([200, 201]);
    expect(simulator.requests.count({ page: 'day' })).toBe(1);
    const sessions = simulator.truth.day(SLUG, date)!.sessions.length;
    expect(simulator.requests.count({ page: 'session' })).toBe(sessions);
  });

  it('a day of many that somebody asks for alone has a job of its own, and goes first', async () => {
    const dates = newestDays(simulator, SLUG, 8);
    const last = dates.at(-1)!;
    const { job_id: ofAll } = dataOf(
      await post<IngestRangeResult>(stage, '/practice-days/ingest-range', {
        track_id: trackId(SLUG),
        dates,
      }),
    );

    const { job_id } = dataOf(await ingest(stage, SLUG, last));
    const alone = await untilJobEnds(stage, job_id);
    const all = await untilJobEnds(stage, ofAll);

    expect(job_id).not.toBe(ofAll);
    expect(alone).toMatchObject({ state: 'completed', days_total: 1 });
    expect(all).toMatchObject({ state: 'completed', days_total: 8 });
    expect(alone.finished_at! < all.finished_at!).toBe(true);
  });

  it('says so when LiveRC shows no practice on the date, and stores nothing', async () => {
    const answer = await ingest(stage, 'emberlow', '2025-10-25');

    expect(answer.status).toBe(404);
    expect(answer.body).toMatchObject({ error: { code: 'PRACTICE_DAY_NOT_FOUND' } });
    expect(await stage.query('SELECT FROM practice_days')).toEqual([]);
  });

  it('tells its progress as events, done last', async () => {
    const [date = ''] = newestDays(simulator, SLUG, 1);
    const { job_id, event_id } = dataOf(await ingest(stage, SLUG, date));

    const records = await readJobEvents(stage, job_id);

    const sessions = simulator.truth.day(SLUG, date)!.sessions.length;
    expect(records.at(-1)).toMatchObject({
      type: 'done',
      state: 'completed',
      sessions_total: sessions,
      sessions_read: sessions,
      sessions_failed: 0,
      days: [{ date, event_id, state: 'completed', failed_sessions: [], error: null }],
    });
    expect(records.filter(({ type }) => type === 'done')).toHaveLength(1);
  });

  it('names a session that fails and keeps the others; asked again it is read', async () => {
    const [date = ''] = newestDays(simulator, SLUG, 1);
    const sessions = simulator.truth.day(SLUG, date)!.sessions;
    const broken = sessions[1]!;
    simulator.faults.set([
      {
        match: { page: 'session', id: broken.source_session_id },
        effect: { type: 'changed-markup', change: 'table-gone' },
      },
    ]);

    const { job_id, event_id } = dataOf(await ingest(stage, SLUG, date));
    const job = await untilJobEnds(stage, job_id);

    expect(job).toMatchObject({
      state: 'failed',
      sessions_read: sessions.length - 1,
      sessions_failed: 1,
    });
    expect(job.days[0]).toMatchObject({
      event_id,
      failed_sessions: [
        {
          driver_name: broken.driver_name,
          started_at: broken.started_at,
          code: 'LIVERC_PAGE_CHANGED',
        },
      ],
      error: { code: 'LIVERC_PAGE_CHANGED' },
    });
    simulator.faults.clear();
    const again = dataOf(await ingest(stage, SLUG, date));
    await untilJobEnds(stage, again.job_id);
    expect(await storedSessions(stage.databaseUrl, event_id)).toEqual(
      trueSessions(simulator, SLUG, date),
    );
  });

  it('of a range imports what has practice, and a day that fails hurts no other', async () => {
    const dates = newestDays(simulator, SLUG, 4);
    simulator.faults.set([
      {
        match: { page: 'day', date: dates[1] },
        effect: { type: 'changed-markup', change: 'table-gone' },
      },
    ]);

    const { job_id } = dataOf(
      await post<IngestRangeResult>(stage, '/practice-days/ingest-range', {
        track_id: trackId(SLUG),
        start_date: dates.at(-1),
        end_date: dates[0],
      }),
    );
    const job = await untilJobEnds(stage, job_id);

    expect(job.state).toBe('failed');
    const failed = job.days.filter(({ state }) => state === 'failed');
    expect(failed).toMatchObject([{ date: dates[1], error: { code: 'LIVERC_PAGE_CHANGED' } }]);
    for (const day of job.days.filter(({ state }) => state === 'completed')) {
      expect(await storedSessions(stage.databaseUrl, day.event_id!)).toEqual(
        trueSessions(simulator, SLUG, day.date),
      );
    }
    expect(job.days_total).toBeGreaterThanOrEqual(4);
  });

  it('of a range whose month can only be given as an old copy says what it does not know', async () => {
    const [date = ''] = newestDays(simulator, SLUG, 1);
    const range = { track_id: trackId(SLUG), start_date: date, end_date: date };
    await discoverRange(stage, range);
    await stage.query("UPDATE practice_months SET fetched_at = now() - interval '90 days'");
    await stage.query('UPDATE tracks SET practice_months_read_at = NULL');
    await stage.close();
    await stage.restart();
    const effect = { type: 'changed-markup', change: 'table-gone' } as const;
    simulator.faults.set([{ match: { page: 'calendar' }, effect }]);

    const { job_id } = dataOf(
      await post<IngestRangeResult>(stage, '/practice-days/ingest-range', range),
    );
    const job = await untilJobEnds(stage, job_id);

    expect(job).toMatchObject({
      state: 'failed',
      error: { code: 'LIVERC_PAGE_CHANGED' },
      days: [{ date, state: 'completed' }],
    });
  });

  it('a cancelled job asks for nothing more and keeps what was read', async () => {
    const dates = newestDays(simulator, SLUG, 5);
    simulator.faults.set([{ match: { page: 'session' }, after: 6, effect: { type: 'hang' } }]);
    const { job_id } = dataOf(
      await post<IngestRangeResult>(stage, '/practice-days/ingest-range', {
        track_id: trackId(SLUG),
        dates,
      }),
    );
    await until(async () => (await findJob(stage, job_id)).sessions_read >= 6);

    await remove(stage, `/jobs/${job_id}`);
    const job = await findJob(stage, job_id);
    await until(() => simulator.requests.counts().in_flight === 0);

    expect(job.state).toBe('cancelled');
    expect(job.sessions_read).toBeGreaterThanOrEqual(6);
  });

  it('a job cancelled while it looks for days finds none and leaves LiveRC alone', async () => {
    simulator.faults.set([{ match: { page: 'calendar' }, effect: { type: 'hang' } }]);
    const { job_id } = dataOf(
      await post<IngestRangeResult>(stage, '/practice-days/ingest-range', {
        track_id: trackId(SLUG),
        start_date: '2026-01-01',
        end_date: '2026-09-30',
      }),
    );
    await until(() => simulator.requests.count({ page: 'calendar' }) > 0);

    await remove(stage, `/jobs/${job_id}`);
    await until(() => simulator.requests.counts().in_flight === 0);

    expect(await findJob(stage, job_id)).toMatchObject({ state: 'cancelled', days: [] });
  });
});
