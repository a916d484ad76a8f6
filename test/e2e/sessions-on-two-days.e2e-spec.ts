import { Client } from 'pg';
import { v5 as uuidv5 } from 'uuid';
import type { ImportedPracticeDayDetail } from '@trackside/contracts';
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

const SLUG = 'tallowick';
const WAITING_FOR_A_LOCK = `SELECT FROM pg_stat_activity
  WHERE datname = current_database() AND wait_event_type = 'Lock'`;

describe('a session that two days list', () => {
  const stage = trackside();
  const { simulator } = stage;
  /** The day that the session's own page names, and one that lists it, too. */
  let own: string;
  let other: string;

  beforeEach(async () => {
    const days = newestDays(simulator, SLUG, 60);
    own = days.find((day, index) => days[index + 1]?.slice(0, 7) === day.slice(0, 7))!;
    other = days[days.indexOf(own) + 1]!;
    const [session] = simulator.truth.day(SLUG, own)!.sessions;
    simulator.faults.set([
      {
        match: { page: 'day', date: other },
        effect: { type: 'extra-rows', ids: [session!.source_session_id] },
      },
    ]);
  });

  const countOf = (date: string) => simulator.truth.day(SLUG, date)!.sessions.length;

  async function detail(eventId: string): Promise<ImportedPracticeDayDetail> {
    return dataOf(await get<ImportedPracticeDayDetail>(stage, `/practice-days/${eventId}`));
  }

  it('belongs to the day that its own page names, and the other says so, after both imports', async () => {
    const ownId = await importDay(stage, SLUG, own);
    simulator.requests.clear();

    const { event_id: otherId, job_id } = dataOf(await ingest(stage, SLUG, other));
    const job = await untilJobEnds(stage, job_id);

    expect(job.state).toBe('completed');
    expect(await storedSessions(stage.databaseUrl, ownId)).toEqual(
      trueSessions(simulator, SLUG, own),
    );
    expect(await storedSessions(stage.databaseUrl, otherId)).toEqual(
      trueSessions(simulator, SLUG, other),
    );
    expect(await detail(otherId)).toMatchObject({
      session_count: countOf(other),
      verified: false,
      sessions_of_other_days: 1,
    });
    expect(simulator.requests.count({ page: 'session' })).toBe(countOf(other) + 1);
  });

  it('moves to the day that its own page names where the other one was read first', async () => {
    await importWithWhatIsLost();
    const ownId = await importDay(stage, SLUG, own);

    const month = { year: Number(own.slice(0, 4)), month: Number(own.slice(5, 7)) };
    const { practice_days: days } = await discoverRange(stage, {
      track_id: trackId(SLUG),
      months: [month],
    });

    expect(await storedSessions(stage.databaseUrl, ownId)).toEqual(
      trueSessions(simulator, SLUG, own),
    );
    expect(days.find(({ date }) => date === own)).toMatchObject({ session_count: countOf(own) });
    expect(days.find(({ date }) => date === other)).toMatchObject({
      session_count: countOf(other),
      verified: false,
      sessions_of_other_days: 1,
    });
  });

  it('is counted where it stands when both pages are stored at the same moment', async () => {
    simulator.faults.set([]);
    const { source_session_id: id } = simulator.truth.day(SLUG, own)!.sessions[0]!;
    const sessionId = uuidv5(`practice-session/${id}`, trackId(SLUG));
    await discoverDay(other);
    const writer = new Client({ connectionString: stage.databaseUrl });
    await writer.connect();
    await writer.query('BEGIN');
    await writer.query(
      `INSERT INTO practice_sessions
         (id, day_id, position, source_session_id, driver_name, started_at, driver_key)
       SELECT '${sessionId}', id, 99, '${id}', 'Somebody', '${other} 09:00', 'somebody'
       FROM practice_days WHERE date = '${other}'`,
    );

    const discovered = discoverDay(own);
    await until(async () => (await stage.query(WAITING_FOR_A_LOCK)).length > 0);
    await writer.query('COMMIT');
    await writer.end();
    await discovered;

    const rows = await stage.query<{
      told: number;
      stored: number;
    }>(`SELECT session_count AS told, (SELECT count(*) FROM practice_sessions
         WHERE day_id = d.id AND removed_at IS NULL) AS stored
       FROM practice_days d WHERE date = '${own}'`);
    expect(rows).toEqual([{ told: countOf(own), stored: countOf(own) }]);
  });

  async function discoverDay(date: string): Promise<void> {
    const range = { start_date: date, end_date: date };
    await discoverRange(stage, { track_id: trackId(SLUG), ...range });
  }

  /** The other day's import fails on the session: its own page is that of another start. */
  async function importWithWhatIsLost(): Promise<void> {
    const { job_id } = dataOf(await ingest(stage, SLUG, other));
    const job = await untilJobEnds(stage, job_id);
    expect(job.state).toBe('failed');
  }
});
