import { load } from 'cheerio';
import { readRace } from '../../test/read-race.js';
import { Simulator } from '../simulator.js';
import type { FaultEffect, MarkupChange } from './fault-rules.js';

const SLUG = 'marrowgate';
const simulator = new Simulator({ today: '2025-11-20', tracks: 40 });
const { truth, faults } = simulator;
let origin = '';

const row = truth.events(SLUG).find(({ entries, start_date }) => {
  return entries > 40 && start_date! < '2025-11-01';
})!;
const event = truth.event(SLUG, row.source_event_id)!;
const race = event.races.find(({ results, laps_printed }) => {
  return results.length > 3 && laps_printed;
})!;
const results = `/${SLUG}/results/?p=`;
const racePath = `${results}view_race_result&id=${race.source_race_id}`;
const idOf = (kind: string) => event.rankings.find((one) => one.kind === kind)!.source_id;

beforeAll(async () => {
  origin = (await simulator.start()).catalogueUrl;
});
afterEach(() => {
  faults.clear();
  simulator.forgetChanges();
});
afterAll(() => simulator.stop());

async function textOf(path: string): Promise<string> {
  return (await fetch(new URL(path, origin))).text();
}

async function broken(effect: FaultEffect, path = racePath): Promise<string> {
  faults.set([{ effect }]);
  return textOf(path);
}

const changed = (change: MarkupChange, path = racePath) =>
  broken({ type: 'changed-markup', change }, path);

describe('pages of an event', () => {
  it.each([
    ['event', 'view_event', () => row.source_event_id, 'table.entry_list_data:has([colspan])'],
    ['entry-list', 'view_entry_list', () => row.source_event_id, '.tab-pane.active > table'],
    ['race', 'view_race_result', () => race.source_race_id, 'table.race_result'],
    [
      'points',
      'view_points',
      () => idOf('qualifying_points'),
      '.active > table.leaderboard_points',
    ],
    ['round-ranking', 'view_round_ranking', () => idOf('round'), '.active > table.round_rankings'],
    ['overall', 'event_overall_ranking', () => idOf('overall'), '.active > .leaderboard_points'],
  ] as const)(
    'lose the table of the %s alone when a rule says so',
    async (page, name, id, table) => {
      const path = `${results}${name}&id=${id()}`;
      faults.set([{ match: { page }, effect: { type: 'changed-markup', change: 'table-gone' } }]);
      expect(load(await textOf(path))(table)).toHaveLength(0);
      faults.set([
        { match: { page: 'day' }, effect: { type: 'changed-markup', change: 'table-gone' } },
      ]);
      expect(load(await textOf(path))(table)).toHaveLength(1);
    },
  );

  it('may be short of their first rows, which other numbers still count', async () => {
    const path = `${results}view_event&id=${row.source_event_id}`;
    const $ = load(await broken({ type: 'short-page', rows: 2 }, path));
    expect($('a[href*="view_race_result"]')).toHaveLength(event.races.length - 2);
    expect($('a[href*="view_points"]')).toHaveLength(1);
    expect($('td:contains("Entries: ")').text()).toContain(`${row.entries}`);
  });

  it('may be older copies, without what the admin changed', async () => {
    simulator.changeEvent(SLUG, row.source_event_id, { racesRun: 3 });
    const path = `${results}view_event&id=${row.source_event_id}`;
    const links = async () => load(await textOf(path))('a[href*="view_race_result"]').length;
    expect(await links()).toBe(3);
    faults.set([{ effect: { type: 'stale-page' } }]);
    expect(await links()).toBe(event.races.length);
  });

  it('may have totals that are gone or wrong', async () => {
    const path = `${results}view_event&id=${row.source_event_id}`;
    expect(await changed('totals-gone', path)).not.toContain('Total Race Laps');
    const laps = load(await changed('totals-wrong', path))('th:contains("Total Race Laps") + td');
    expect(Number(laps.text().replaceAll(',', ''))).toBe(event.totals.race_lap_count + 1);
  });
});

describe('a race’s page', () => {
  it('may be that of another race of the event', async () => {
    const index = event.races.indexOf(race);
    const html = await broken({ type: 'other-race' });
    expect(readRace(html).title).toContain(` :: ${event.races[index + 1]!.label} :: `);
    const last = event.races.at(-1)!;
    const path = `${results}view_race_result&id=${last.source_race_id}`;
    const before = readRace(await broken({ type: 'other-race' }, path));
    expect(before.title).toContain(` :: ${event.races.at(-2)!.label} :: `);
    const chosen = await broken({ type: 'other-race', id: last.source_race_id });
    expect(readRace(chosen).title).toContain(` :: ${last.label} :: `);
  });

  it('may have a winner without name, or with any name in table and script', async () => {
    expect(readRace(await changed('row-without-name')).rows[0]!.name).toBe('');
    const name = `</script><img src=x onerror='alert(1)'>`;
    const html = await broken({ type: 'first-name', html: name });
    expect(html).toContain(`<span class="driver_name">${name}</span>`);
    expect(html).toContain(`'driverName' : '</script><img src=x onerror=\\'alert(1)\\'>'`);
    expect(html.split(name)).toHaveLength(2);
  });

  it('may have columns elsewhere, no link, or laps that can not be read', async () => {
    const first = async (change: MarkupChange) => {
      const html = await changed(change);
      const cell = load(html)('table.race_result > tbody > tr').first().children().first();
      return [readRace(html).headers[0], cell.children('.driver_name').length];
    };
    expect(await first('columns-moved')).toEqual(['Pos', 1]);
    expect(await first('columns-moved-with-heads')).toEqual(['Driver', 1]);
    const { rows } = readRace(await changed('row-without-link'));
    expect(rows[0]!.driverId).toBeUndefined();
    expect(rows[1]!.driverId).toBe(race.results[1]!.source_driver_id);
    const html = await changed('laps-broken');
    expect(html).toContain("'lapNum' : NaN, '__proto__' : {},");
    expect(html.split("'lapNum' : '0'").length).toBeLessThan(
      (await textOf(racePath)).split("'lapNum' : '0'").length + 1,
    );
  });
});
