import type { HiddenName, Page, PageChange } from '@trackside/contracts';
import { importDay, ingest, newestDays, untilJobEnds } from './support/imports.js';
import { dataOf, get, post } from './support/requests.js';
import { trackside } from './support/trackside-fixture.js';

const SLUG = 'tallowick';

interface SessionRow {
  id: string;
  source_session_id: string;
  driver_name: string;
  lap_count: number;
}

describe('what LiveRC showed of a practice day otherwise before', () => {
  const stage = trackside({ simulator: { tracks: 30, today: '2025-10-31' } });
  const changesOf = async (day: string): Promise<PageChange[]> =>
    dataOf(await get<Page<PageChange>>(stage, `/practice-days/${day}/changes?limit=100`)).items;
  const importAgain = async (date: string): Promise<void> => {
    await untilJobEnds(stage, dataOf(await ingest(stage, SLUG, date)).job_id);
  };

  /** An imported day, with a session that somebody drove some laps in. */
  const importedDay = async (): Promise<{ date: string; day: string; session: SessionRow }> => {
    const date = newestDays(stage.simulator, SLUG, 4).at(-1)!;
    const day = await importDay(stage, SLUG, date);
    const [session] = await stage.query<SessionRow>(
      `SELECT id, source_session_id, driver_name, lap_count FROM practice_sessions
       WHERE day_id = '${day}' AND lap_count > 3 AND driver_name <> 'Unknown Driver'
       ORDER BY position LIMIT 1`,
    );
    return { date, day, session: session! };
  };

  it('is nothing where the same is read again', async () => {
    const { date, day } = await importedDay();
    await importAgain(date);

    expect(await changesOf(day)).toEqual([]);
  });

  it('is each field of a session that its row shows otherwise, with both values', async () => {
    const { date, day, session } = await importedDay();
    await stage.query(
      `UPDATE practice_sessions SET lap_count = lap_count - 1, class_name = 'Another class'
       WHERE id = '${session.id}'`,
    );
    await importAgain(date);
    const changes = await changesOf(day);

    expect(changes).toHaveLength(2);
    expect(changes).toContainEqual({
      changed_at: expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/),
      old_read_at: expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/),
      page: expect.stringContaining(`d=${date}`),
      page_title: null,
      row: expect.stringMatching(new RegExp(`^\\d\\d:\\d\\d:\\d\\d · ${session.driver_name}$`)),
      ...{ field: 'lap_count', old: session.lap_count - 1, new: session.lap_count },
    });
    expect(changes).toContainEqual(
      expect.objectContaining({ field: 'class_name', old: 'Another class' }),
    );
  });

  it('is each lap that a session’s own page shows otherwise', async () => {
    const { date, day, session } = await importedDay();
    await stage.query(
      `UPDATE practice_laps SET lap_time_seconds = 99.5
       WHERE session_id = '${session.id}' AND lap_number = 2`,
    );
    await stage.query(
      `UPDATE practice_sessions SET laps_outdated = true WHERE id = '${session.id}'`,
    );
    await importAgain(date);

    expect(await changesOf(day)).toEqual([
      expect.objectContaining({
        page: expect.stringContaining(`id=${session.source_session_id}`),
        ...{ field: 'laps.2.lap_time_seconds', old: 99.5, new: expect.any(Number) },
      }),
    ]);
  });

  it('is a session that came late to a day that was over', async () => {
    const { date, day, session } = await importedDay();
    await stage.query(`DELETE FROM practice_sessions WHERE id = '${session.id}'`);
    await importAgain(date);

    expect(await changesOf(day)).toEqual([
      expect.objectContaining({ field: 'listed', old: false, new: true }),
    ]);
  });

  it('is no growth of a day that still ran when it was read before', async () => {
    const { date, day, session } = await importedDay();
    await stage.query(
      `UPDATE practice_sessions SET lap_count = lap_count - 1 WHERE id = '${session.id}'`,
    );
    await stage.query(
      `UPDATE practice_days SET summarised_at = '${date}T20:00:00Z' WHERE id = '${day}'`,
    );
    await importAgain(date);

    expect(await changesOf(day)).toEqual([]);
  });

  it('names nobody who is hidden', async () => {
    const { date, day, session } = await importedDay();
    await stage.query(
      `UPDATE practice_sessions SET lap_count = lap_count - 1, transponder = '1234567'
       WHERE id = '${session.id}'`,
    );
    await importAgain(date);
    const before = JSON.stringify(await changesOf(day));
    await post<HiddenName>(stage, '/privacy/hidden-names', { name: session.driver_name });
    const after = JSON.stringify(await changesOf(day));

    expect(before).toContain(session.driver_name);
    expect(before).toContain('1234567');
    expect(after).not.toContain(session.driver_name);
    expect(after).not.toContain('1234567');
    expect(after).toContain('Hidden driver 1');
  });

  it('is not told of a day that is not imported', async () => {
    const nobody = '00000000-0000-4000-8000-000000000000';
    const { status } = await stage.agent.get(`/api/v1/practice-days/${nobody}/changes`);

    expect(status).toBe(404);
  });
});
