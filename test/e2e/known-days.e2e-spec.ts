import type { EventsSearchResult } from '@trackside/contracts';
import { importDay } from './support/imports.js';
import { dataOf, discoverRange, get } from './support/requests.js';
import { trackside } from './support/trackside-fixture.js';
import { startTrackside, trackId } from './support/trackside.js';
import { daysBefore, latestToday, trueDays } from './support/truth.js';

const SLUG = 'tallowick';
const today = latestToday();

describe('searching what is known', () => {
  const stage = trackside();
  const { simulator } = stage;
  const track_id = trackId(SLUG);

  const search = async (): Promise<EventsSearchResult> =>
    dataOf(await get(stage, `/events/search?track_id=${track_id}&include_practice_days=true`));

  it('knows nothing at first, and asks LiveRC for nothing', async () => {
    simulator.requests.clear();

    expect(await search()).toEqual({
      track: expect.objectContaining({ slug: SLUG }),
      events: [],
      practice_days: [],
      discovered_practice_days: [],
      practice_range_min: null,
      practice_range_max: null,
      covered_months: [],
      import_job_ids: [],
    });
    expect(simulator.requests.counts().total).toBe(0);
  });

  it('leaves practice out unless asked for it', async () => {
    const found = dataOf(
      await get<EventsSearchResult>(stage, `/events/search?track_id=${track_id}`),
    );

    expect(Object.keys(found)).toEqual(['track', 'events']);
  });

  it('gives discovered days at once, also when LiveRC is down and they have expired', async () => {
    const days = trueDays(simulator, SLUG, daysBefore(today, 180), today);
    await discoverRange(stage, { track_id });
    await stage.query("UPDATE practice_months SET fetched_at = now() - interval '1 year'");
    simulator.requests.clear();

    const found = await search();

    const plain = found.discovered_practice_days!.map(({ fetched_at, ...day }) => {
      expect(fetched_at).toMatch(/^\d{4}-\d{2}-\d{2}T.*Z$/);
      return day;
    });
    expect(plain).toEqual(days);
    expect(found.practice_range_max).toBe(days[0]!.date);
    expect(simulator.requests.counts().total).toBe(0);
  });

  /** Discovers the track, and has a month of it imported; gives that month, `YYYY-MM`. */
  const importMonth = async (): Promise<string> => {
    await discoverRange(stage, { track_id, refresh: true });
    const month = trueDays(simulator, SLUG, daysBefore(today, 180), daysBefore(today, 60))[0]!.date;
    const name = month.slice(0, 7);
    await stage.query(
      `UPDATE practice_days SET imported_at = now() WHERE date::text LIKE '${name}%';
      UPDATE practice_sessions SET laps_read_at = now() WHERE day_id IN
        (SELECT id FROM practice_days WHERE imported_at IS NOT NULL)`,
    );
    return name;
  };

  it('tells imported days apart, and which months they cover', async () => {
    const name = await importMonth();

    const found = await search();

    const imported = trueDays(simulator, SLUG, `${name}-01`, `${name}-31`);
    expect(found.practice_days!.map(({ event_id: _, ...day }) => day)).toEqual(imported);
    expect(found.discovered_practice_days!.filter((d) => d.date.startsWith(name))).toEqual([]);
    expect(found.covered_months).toContainEqual({
      year: Number(name.slice(0, 4)),
      month: Number(name.slice(5)),
    });
  });

  it('names the months that were read, also those without practice, however long ago', async () => {
    const { months } = await discoverRange(stage, { track_id });
    await stage.query(`UPDATE practice_months SET fetched_at = now() - interval '1 year';
      DELETE FROM practice_days WHERE month = (SELECT max(month) FROM practice_days)`);

    const found = await search();

    expect(found.read_months!.map(({ year, month }) => ({ year, month }))).toEqual(
      months.map(({ year, month }) => ({ year, month })),
    );
    for (const { fetched_at } of found.read_months!) {
      expect(fetched_at).toMatch(/^\d{4}-\d{2}-\d{2}T.*Z$/);
    }
  });

  it('counts the sessions of an imported day whose laps are not here', async () => {
    const date = trueDays(simulator, SLUG, daysBefore(today, 180), daysBefore(today, 60))[0]!.date;
    const dayId = await importDay(stage, SLUG, date);
    expect((await search()).practice_days![0]).not.toHaveProperty('unread_session_count');

    await stage.query(`UPDATE practice_sessions SET laps_read_at = NULL
      WHERE day_id = '${dayId}' AND position < 2`);

    expect((await search()).practice_days![0]).toMatchObject({ unread_session_count: 2 });
  });

  it('leaves covered months out of a discovery that asks for it', async () => {
    await importMonth();
    const restarted = await startTrackside(stage.databaseUrl, stage.liverc);
    const [imported] = (await search()).practice_days!;
    const name = imported!.date.slice(0, 7);

    const result = await discoverRange(restarted, { track_id, skip_covered: true });
    await restarted.close();

    const state = result.months.find(
      ({ year, month }) => `${year}-${String(month).padStart(2, '0')}` === name,
    );
    expect(state).toMatchObject({ status: 'complete', covered: true });
    expect(result.practice_days.filter((day) => day.date.startsWith(name))).toEqual([]);
    expect(result.practice_days.length).toBeGreaterThan(0);
  });
});
