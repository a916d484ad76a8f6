import { load } from 'cheerio';
import { ChangedEvent, PLAIN } from '../test/changed-event.js';
import type { EventDetailTruth } from './index.js';
import { SimulatorTruth } from './truth.js';
import { World } from './world/world.js';

const stage = new ChangedEvent();
const { truth, slug: SLUG, id } = stage;

afterEach(() => stage.reset());

describe('an event that is going on', () => {
  it('grows race by race, with standings that are provisional until their last one', () => {
    const whole = stage.change({ ...PLAIN, tripleMains: true });
    const multi = whole.rankings.find(({ kind }) => kind === 'multi_main')!;
    const legs = whole.races.filter(({ label, class_name }) => {
      return label.startsWith(class_name) && / A\d-Main$/.test(label);
    });
    const secondLeg = whole.races.indexOf(legs.find(({ label }) => label.endsWith('A2-Main'))!);
    const before = stage.change({ racesRun: secondLeg + 1 });
    expect(before.races).toEqual(whole.races.slice(0, secondLeg + 1).map((race) => ({ ...race })));
    const sofar = before.rankings.find(({ source_id, kind }) => {
      return kind === 'multi_main' && source_id === multi.source_id;
    })!;
    expect(sofar.provisional).toBe(true);
    const $ = load(stage.html(`p=view_multi_main_result&id=${sofar.source_id}`));
    expect($('.class_sub_header').text()).toContain('Completed: 2 of 3');
    expect(before.rankings.some(({ kind }) => kind === 'overall')).toBe(false);
    expect(before.classes.every(({ winner_name }) => winner_name === null)).toBe(true);
    expect(before.totals.race_lap_count).toBeLessThan(whole.totals.race_lap_count);
    const gone = whole.races.at(-1)!;
    expect(stage.html(`p=view_race_result&id=${gone.source_race_id}`)).toContain('Live Track Map');
  });

  it('has points of the rounds that are over alone, and line-ups that are known', () => {
    const whole = stage.change({ ...PLAIN, qualifyingRounds: 3, countedRounds: 2 });
    const round2 = whole.races.findIndex(({ section_title }) => section_title.endsWith('Round 2'));
    const { rankings } = stage.change({ racesRun: round2 + 1 });
    const points = rankings.find(({ kind }) => kind === 'qualifying_points')!;
    expect(points).toMatchObject({ title: 'Qual Points (best 2 of 3)', provisional: true });
    expect(points.classes[0]!.rows[0]!.rounds).toHaveLength(1);
    const round = rankings.filter(({ kind }) => kind === 'round').at(-1)!;
    expect(round.provisional).toBe(true);
    const $ = stage.page();
    const lineups = $('a[href*="heat_sheet"]')
      .get()
      .map((link) => $(link).text().trim());
    expect(lineups).not.toContain('Main Events');
    expect(lineups).toContain('Qualifier Round 3');
    const sheet = load(
      stage.html($('a:contains("Qualifier Round 2")').attr('href')!.split('?')[1]!),
    );
    expect(sheet('.race_status').first().text()).toBe('Complete');
    expect(sheet('.race_status').last().text()).toBe('Not Yet Run');
  });

  it('is one of today’s, of which the races until 15:00 have been run', () => {
    const [, second] = truth.events(SLUG).filter(({ start_date, end_date, entries }) => {
      return entries > 60 && start_date === end_date && start_date! < '2025-11-01';
    });
    const date = second!.start_date!;
    const over = truth.event(SLUG, second!.source_event_id)!.races;
    const that = new SimulatorTruth(new World(1, date, 40));
    const races = that.event(SLUG, second!.source_event_id)!.races;
    const byThen = over.filter(({ completed_at }) => completed_at <= `${date}T15:00`);
    expect(races).toEqual(byThen);
    expect(races.length).toBeGreaterThan(5);
    expect(races.length).toBeLessThan(over.length);
  });

  it('comes after one of the past, and before those announced, which have entries alone', () => {
    const future = truth.events(SLUG).filter(({ start_date }) => start_date! > stage.today);
    expect(future.length).toBeGreaterThan(0);
    for (const { source_event_id, entries } of future) {
      const event = truth.event(SLUG, source_event_id)!;
      expect([event.races, event.rankings]).toEqual([[], []]);
      expect(event.entries).toHaveLength(entries);
    }
  });
});

describe('an event that has no race yet', () => {
  it('has entries and an empty table of races', () => {
    const { entries, totals } = stage.change({ racesRun: 0 });
    const $ = stage.page();
    expect(totals).toMatchObject({ race_count: 0, race_lap_count: 0 });
    expect(entries).toHaveLength(totals.entry_count);
    expect($('a[href*="view_entry_list"]')).toHaveLength(1);
    expect($('a[href*="view_race_result"]')).toHaveLength(0);
    expect($('table.entry_list_data').last().find('.class_header').text()).toBe('Race Results');
    expect($('th:contains("Total Race Laps")').next().text()).toBe('0');
  });

  it('may have no entry either', () => {
    const event = truth.events(SLUG).find(({ entries }) => entries === 0)!;
    const detail = truth.event(SLUG, event.source_event_id)!;
    expect([detail.classes, detail.races, detail.entries]).toEqual([[], [], []]);
    expect(stage.page(event.source_event_id)('h3').text().trim()).toBe(event.name);
    expect(stage.html(`p=view_entry_list&id=${event.source_event_id}`)).toContain('Entry List');
  });
});

describe('a race that the event’s page lacks for a while', () => {
  it('is listed again later, and has its own page all the time', () => {
    const { races } = stage.change(PLAIN);
    const race = races[3]!;
    const link = `a[href$="view_race_result&id=${race.source_race_id}"]`;
    const hidden = stage.change({ hiddenRaces: [Number(race.source_race_id)] });
    expect(stage.page()(link)).toHaveLength(0);
    expect(stage.page()('a[href*="view_race_result"]')).toHaveLength(races.length - 1);
    expect(stage.race(race).rows).toHaveLength(race.driver_count);
    expect(hidden.races.map(({ listed }) => listed).filter((listed) => !listed)).toHaveLength(1);
    stage.change({ hiddenRaces: [] });
    expect(stage.page()(link)).toHaveLength(1);
  });
});

describe('a protest', () => {
  it('takes a lap from the winner, and all that rests on the result follows', () => {
    const before = stage.change(PLAIN);
    const race = before.races.find(({ section, results }) => {
      return section === 'main' && results.length > 2 && results[1]!.lap_count > 3;
    })!;
    const after = stage.change({ protested: [Number(race.source_race_id)] });
    const same = after.races.find(({ source_race_id }) => source_race_id === race.source_race_id)!;
    const winner = race.results[0]!;
    const now = same.results.find(({ source_driver_id }) => {
      return source_driver_id === winner.source_driver_id;
    })!;
    expect(now.lap_count).toBe(winner.lap_count - 1);
    expect(now.laps.map((lap) => lap.lap_time_seconds)).toEqual(
      winner.laps.slice(0, -1).map((lap) => lap.lap_time_seconds),
    );
    expect(after.totals.race_lap_count).toBe(before.totals.race_lap_count - 1);
    expect(stage.race(same).rows.map(({ name }) => name)).toEqual(
      same.results.map(({ driver_name }) => driver_name),
    );
    const others = (event: EventDetailTruth) =>
      event.races.filter(({ source_race_id }) => source_race_id !== race.source_race_id);
    expect(others(after)).toEqual(others(before));
  });
});

describe('a big event', () => {
  it('has 120 races of 10 drivers and 15 laps, in the list of events too', () => {
    const event = stage.change({ big: true });
    expect(event.races).toHaveLength(120);
    for (const race of event.races) {
      expect(race.results.map(({ lap_count }) => lap_count)).toEqual(Array(10).fill(15));
    }
    expect(event.totals).toEqual({
      ...{ entry_count: 100, driver_count: 80, race_count: 120, race_lap_count: 18_000 },
    });
    const row = truth.events(SLUG).find(({ source_event_id }) => source_event_id === id)!;
    expect([row.entries, row.drivers]).toEqual([100, 80]);
    expect(new Set(event.entries.map(({ driver_name }) => driver_name)).size).toBe(80);
    stage.reset();
    expect(truth.events(SLUG).find(({ source_event_id }) => source_event_id === id)).not.toEqual(
      row,
    );
  });
});
