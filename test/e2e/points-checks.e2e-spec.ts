import type { EventRanking, RaceEventStudy, RankingClass } from '@trackside/contracts';
import { importEvent, newEvents } from './support/race-truth.js';
import { dataOf, get } from './support/requests.js';
import { trackside } from './support/trackside-fixture.js';
import { daysBefore, latestToday } from './support/truth.js';

const SLUG = 'marrowgate';

describe('the qualifying points of an imported event', () => {
  const stage = trackside();
  const { simulator } = stage;

  /** An event that is over, of which a class has drivers enough, and little else. */
  const smallEvent = async (): Promise<string> => {
    const over = daysBefore(latestToday(), 10);
    const events = (await newEvents(stage, SLUG)).filter(({ end_date }) => end_date! < over);
    const sized = events.slice(0, 30).map(({ source_event_id: id }) => {
      simulator.changeEvent(SLUG, id, { resultsQualify: false, wrongPoints: false });
      const { rankings, races } = simulator.truth.event(SLUG, id)!;
      const points = rankings.find(({ kind }) => kind === 'qualifying_points');
      return { id, races: races.length, isFit: points?.classes.some((its) => its.rows.length > 5) };
    });
    return sized.filter(({ isFit }) => isFit).sort((a, b) => a.races - b.races)[0]!.id;
  };

  const classesOf = async (eventId: string): Promise<RankingClass[]> => {
    const path = `/events/${eventId}/rankings`;
    const { items } = dataOf(await get<{ items: EventRanking[] }>(stage, path));
    return items.find(({ kind }) => kind === 'qualifying_points')!.classes;
  };

  const checksOf = async (eventId: string): Promise<RaceEventStudy['checks']> =>
    dataOf(await get<RaceEventStudy>(stage, `/events/${eventId}`)).checks;

  it('are computed again from the rounds; none of a right one differs', async () => {
    const { event_id } = await importEvent(stage, SLUG, await smallEvent());

    const classes = await classesOf(event_id);
    const checks = await checksOf(event_id);

    const figures = classes.map((its) => its.checks!.figures);
    expect(checks.ranking_figures).toBe(figures.reduce((sum, count) => sum + count, 0));
    expect(Math.max(...figures)).toBeGreaterThan(0);
    expect(classes.flatMap((its) => its.checks!.mismatches)).toEqual([]);
    expect(checks.ranking_mismatches).toEqual([]);
  });

  it('that are printed wrong are named with both values, and stay as printed', async () => {
    const id = await smallEvent();
    simulator.changeEvent(SLUG, id, { wrongPoints: true });
    const truth = simulator.truth.event(SLUG, id)!.rankings.flatMap((one) => one.classes);
    const { class_name, misprints } = truth.find((its) => its.misprints.length > 0)!;
    const { event_id } = await importEvent(stage, SLUG, id);

    const named = (await classesOf(event_id)).find((its) => its.checks!.mismatches.length > 0)!;
    const { ranking_mismatches } = await checksOf(event_id);

    expect(misprints).toHaveLength(1);
    const { driver_name, round, printed, computed } = misprints[0]!;
    expect(printed).not.toBe(computed);
    expect(named).toMatchObject({ class_name, checks: { mismatches: misprints } });
    expect(ranking_mismatches).toEqual([{ class_name, ...misprints[0] }]);
    const theirs = named.rows.find((row) => row.driver_name === driver_name)!;
    expect(theirs.rounds.find((one) => one.round === round)!.points).toBe(printed);
  });

  it('that are given in another way are not checked, and nothing is called wrong', async () => {
    const id = await smallEvent();
    simulator.changeEvent(SLUG, id, { resultsQualify: true });
    const { event_id } = await importEvent(stage, SLUG, id);

    const checks = (await classesOf(event_id)).map((its) => its.checks);

    expect(checks).toEqual(checks.map(() => ({ figures: 0, mismatches: [] })));
    expect(await checksOf(event_id)).toMatchObject({ ranking_figures: 0, ranking_mismatches: [] });
  });

  it('are not checked where a part of their page could not be read', async () => {
    const { event_id } = await importEvent(stage, SLUG, await smallEvent());
    await stage.query(
      `UPDATE event_pages SET error_code = 'LIVERC_PAGE_CHANGED', error_message = 'a row'
       WHERE event_id = '${event_id}' AND kind = 'qualifying_points'`,
    );

    const checks = (await classesOf(event_id)).map((its) => its.checks);

    expect(checks).toEqual(checks.map(() => null));
    expect(await checksOf(event_id)).toMatchObject({ ranking_figures: 0 });
  });
});
