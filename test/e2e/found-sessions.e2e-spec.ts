import type { ImportedPracticeDayDetail } from '@trackside/contracts';
import { ImportWorker } from '../../libs/practice-days/src/import/import-worker.js';
import { importDay, newestDays, storedSessions, trueSessions } from './support/imports.js';
import { dataOf, discoverRange, get } from './support/requests.js';
import { trackside } from './support/trackside-fixture.js';
import { type Reachable, startTrackside, trackId } from './support/trackside.js';

const SLUG = 'tallowick';

describe('sessions that a search finds on an imported day', () => {
  const stage = trackside();
  const { simulator } = stage;
  let date: string;
  let eventId: string;

  beforeEach(async () => {
    const sessions = (day: string) => simulator.truth.day(SLUG, day)!.sessions.length;
    date = newestDays(simulator, SLUG, 20).sort((a, b) => sessions(a) - sessions(b))[0]!;
    eventId = await importDay(stage, SLUG, date);
    simulator.requests.clear();
  });

  const searchAgain = (at: Reachable = stage) => {
    const month = { year: Number(date.slice(0, 4)), month: Number(date.slice(5, 7)) };
    return discoverRange(at, { track_id: trackId(SLUG), months: [month], refresh: true });
  };
  const day = async () =>
    dataOf(await get<ImportedPracticeDayDetail>(stage, `/practice-days/${eventId}`));
  const laps = async () => (await day()).laps;
  const untilAllLapsAreRead = () =>
    stage.until(async () => {
      const { read, pending, failed } = await laps();
      return read === trueSessions(simulator, SLUG, date).length && pending + failed === 0;
    });
  const expectTheTruth = async () => {
    expect(await storedSessions(stage.databaseUrl, eventId)).toEqual(
      trueSessions(simulator, SLUG, date),
    );
  };

  it('get their laps by themselves, whichever process has searched', async () => {
    const api = await startTrackside(stage.databaseUrl, stage.liverc, { ROLE: 'api' });
    simulator.lateUpload(SLUG, date, 2);
    await searchAgain(api);

    await untilAllLapsAreRead();
    await api.close();
    expect(simulator.requests.count({ page: 'session' })).toBe(2);
    await expectTheTruth();
  });

  it('get their laps although the process that stored them died before it told of them', async () => {
    await stage.query(`UPDATE practice_sessions SET laps_read_at = NULL
      WHERE day_id = '${eventId}' AND position = 1;
      UPDATE practice_days SET laps_wanted = true WHERE id = '${eventId}'`);
    await stage.app.get(ImportWorker, { strict: false }).queueForgotten();
    await untilAllLapsAreRead();
    expect(simulator.requests.count({ page: 'session' })).toBe(1);
  });

  it('never wait without a job: the search that finds them begins one, which ends', async () => {
    simulator.lateUpload(SLUG, date, 2);
    await searchAgain();
    await untilAllLapsAreRead();

    await stage.until(async () => (await day()).job_id === null);
    const jobs = await stage.query<{ state: string }>(
      `SELECT state FROM import_job_days WHERE day_id = '${eventId}'`,
    );
    expect(jobs.map(({ state }) => state)).toEqual(['completed', 'completed']);
  });

  it('get their laps anew where their row says something else than before', async () => {
    await stage.query(`UPDATE practice_sessions SET lap_count = lap_count - 1
      WHERE day_id = '${eventId}' AND position = 1;
      DELETE FROM practice_laps USING practice_sessions s
      WHERE s.id = session_id AND s.day_id = '${eventId}' AND s.position = 1 AND lap_number = 1`);
    await searchAgain();

    await stage.until(() => simulator.requests.count({ page: 'session' }) === 1);
    await untilAllLapsAreRead();
    await expectTheTruth();
  });

  it('are read although their page failed for a week, when their row has changed since', async () => {
    await stage.query(`UPDATE practice_sessions SET lap_count = lap_count - 1,
      laps_error_code = 'LIVERC_PAGE_INCOMPLETE', laps_error_message = 'the page shows fewer laps',
      laps_failures = 9, laps_failed_at = now() - interval '3 days'
      WHERE day_id = '${eventId}' AND position = 1`);
    await searchAgain();

    await untilAllLapsAreRead();
    await expectTheTruth();
  });
});
