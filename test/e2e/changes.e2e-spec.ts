import type { HiddenName, Page, PageChange, RaceWithResults } from '@trackside/contracts';
import { importEvent, newEvents, racesOf } from './support/race-truth.js';
import { dataOf, get, post } from './support/requests.js';
import { trackside } from './support/trackside-fixture.js';
import { pagesAsked } from './support/trackside.js';
import { daysBefore, latestToday } from './support/truth.js';

const SLUG = 'marrowgate';

describe('what LiveRC showed otherwise before', () => {
  const stage = trackside();
  const { simulator } = stage;
  const truthOf = (id: string) => simulator.truth.event(SLUG, id)!;
  const changesOf = async (id: string, more = ''): Promise<Page<PageChange>> =>
    dataOf(await get<Page<PageChange>>(stage, `/events/${id}/changes${more}`));

  /** LiveRC's id of a small event that is over, and of a main of it that somebody has won. */
  const wonEvent = async (): Promise<{ id: string; race: string; winner: string }> => {
    const over = daysBefore(latestToday(), 10);
    const events = (await newEvents(stage, SLUG)).filter(({ end_date }) => end_date! < over);
    const won = events.slice(0, 20).flatMap(({ source_event_id: id }) => {
      const { races, shape } = truthOf(id);
      if (shape.withoutLabels || shape.statusWords || shape.namesakes) return [];
      const race = races.find(({ section, results }) => {
        return section === 'main' && results.length > 2 && results[1]!.lap_count > 3;
      });
      const winner = race?.results[0]?.driver_name;
      return race && winner ? [{ id, race: race.source_race_id, winner, size: races.length }] : [];
    });
    return won.sort((a, b) => a.size - b.size)[0]!;
  };

  it('is nothing where the same is read again', async () => {
    const { id } = await wonEvent();
    const { event_id } = await importEvent(stage, SLUG, id);
    const first = await changesOf(event_id);
    await importEvent(stage, SLUG, id);

    expect([first, await changesOf(event_id)]).toEqual(
      Array(2).fill({ items: [], next_cursor: null }),
    );
  });

  it('is told with both values and moments when a result is corrected after a protest', async () => {
    const { id, race, winner } = await wonEvent();
    const { event_id } = await importEvent(stage, SLUG, id);
    const known = (await racesOf(stage, event_id)).find((one) => one.source_race_id === race)!;
    const path = `/races/${known.id}`;
    const before = dataOf(await get<RaceWithResults>(stage, path));
    simulator.changeEvent(SLUG, id, { protested: [Number(race)] });
    await importEvent(stage, SLUG, id);
    const after = dataOf(await get<RaceWithResults>(stage, path));
    const { items } = await changesOf(event_id, '?limit=100');

    const laps = (told: RaceWithResults): number =>
      told.results.find(({ driver_name }) => driver_name === winner)!.lap_count!;
    expect(laps(after)).toBe(laps(before) - 1);
    const corrected = items.find((one) => one.row === winner && one.field === 'lap_count')!;
    expect(corrected).toEqual({
      changed_at: expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/),
      old_read_at: expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/),
      page: expect.stringContaining(`id=${race}`),
      page_title: known.label,
      ...{ row: winner, field: 'lap_count', old: laps(before), new: laps(after) },
    });
    expect(corrected.old_read_at < corrected.changed_at).toBe(true);
    expect(items).toContainEqual(
      expect.objectContaining({
        row: winner,
        field: `laps.${laps(before)}.lap_time_seconds`,
        new: null,
      }),
    );
    const pages = new Set(items.filter(({ row }) => row !== null).map(({ page }) => page));
    expect([...pages].filter((page) => page.includes('view_race_result'))).toHaveLength(1);
  });

  it('is told once, page by page, and asks LiveRC for nothing more', async () => {
    const { id, race } = await wonEvent();
    const { event_id } = await importEvent(stage, SLUG, id);
    simulator.changeEvent(SLUG, id, { protested: [Number(race)] });
    await importEvent(stage, SLUG, id);
    const all = (await changesOf(event_id, '?limit=100')).items;
    simulator.requests.clear();
    await importEvent(stage, SLUG, id);
    const asked = pagesAsked(simulator);

    const paged: PageChange[] = [];
    for (let cursor: string | null = ''; cursor !== null;) {
      const page: Page<PageChange> = await changesOf(
        event_id,
        `?limit=2${cursor && `&cursor=${cursor}`}`,
      );
      paged.push(...page.items);
      cursor = page.next_cursor;
      if (paged.length > 100) break;
    }
    expect(asked).toBe(1);
    expect(all.length).toBeGreaterThan(2);
    expect(paged.slice(0, all.length)).toEqual(all);
  });

  it('names nobody who is hidden, before or after', async () => {
    const { id, race, winner } = await wonEvent();
    const { event_id } = await importEvent(stage, SLUG, id);
    simulator.changeEvent(SLUG, id, { protested: [Number(race)] });
    await importEvent(stage, SLUG, id);
    await post<HiddenName>(stage, '/privacy/hidden-names', { name: winner });
    const hidden = await changesOf(event_id, '?limit=100');
    simulator.forgetChanges();
    await importEvent(stage, SLUG, id);
    const again = await changesOf(event_id, '?limit=100');

    expect(JSON.stringify([hidden, again])).not.toContain(winner);
    expect(hidden.items.map(({ row }) => row)).toContain('Hidden driver 1');
    expect(again.items[0]!.changed_at > hidden.items[0]!.changed_at).toBe(true);
  });

  it('is not told of an event that nobody knows', async () => {
    const nobody = '00000000-0000-4000-8000-000000000000';
    const { status } = await stage.agent.get(`/api/v1/events/${nobody}/changes`);

    expect(status).toBe(404);
  });
});
