import { load } from 'cheerio';
import { readRace } from '../test/read-race.js';
import type { RaceTruth } from './event-truth.js';
import { PagePrinter } from './server/page-printer.js';
import { readPageRequest } from './server/page-request.js';
import { SimulatorTruth } from './truth.js';
import { World } from './world/world.js';

const world = new World(1, '2025-11-20', 60);
const truth = new SimulatorTruth(world);
const printer = new PagePrinter(world);
const SLUG = 'marrowgate';

function page(query: string, slug = SLUG): string {
  const request = readPageRequest(`/${slug}/results/?${query}`, '', world.today);
  return printer.print(request).body.toString();
}

const events = truth
  .events(SLUG)
  .filter(({ entries, start_date }) => entries > 20 && start_date! < '2025-11-01')
  .slice(0, 40)
  .map(({ source_event_id }) => truth.event(SLUG, source_event_id)!);
const ordinary = events.find(({ shape }) => !shape.statusWords && !shape.withoutLabels)!;
const seconds = (value: number | null) => (value === null ? '' : value.toFixed(3));

describe('the page of an event', () => {
  const { source_event_id: id, races, totals } = ordinary;
  const $ = load(page(`p=view_event&id=${id}`));

  it('lists its races by section, the newest first, with class, label and completion', () => {
    const table = $('table.entry_list_data').last();
    const printed = table
      .find('tbody > tr:has(td)')
      .get()
      .map((row) => ({
        id: $(row).find('a').attr('href')!.split('view_race_result&id=')[1],
        text: $(row).find('a').text().trim(),
        section: $(row).prevAll(':has(th)').first().find('th').first().text(),
      }));
    const expected = [...races].reverse().map((race) => ({
      id: race.source_race_id,
      text: `Race ${race.race_number}: ${race.class_name} (${race.label})`,
      section: race.section_title,
    }));
    expect(printed).toEqual(expected);
    expect(expected.length).toBeGreaterThan(8);
  });

  it('counts its entries, its drivers and the laps of all races', () => {
    const stats = $('table.table-sm').text().replace(/\s+/g, ' ');
    expect(stats).toContain(`Entries: ${totals.entry_count} Drivers: ${totals.driver_count}`);
    expect($('th:contains("Total Race Laps")').next().text()).toBe(
      totals.race_lap_count.toLocaleString('en'),
    );
    expect(totals.race_lap_count).toBe(
      races.flatMap(({ results }) => results).reduce((sum, { laps }) => sum + laps.length, 0),
    );
  });

  it('has the numbers of the list of events, driver by driver', () => {
    for (const event of events) {
      const row = truth.events(SLUG).find((one) => one.source_event_id === event.source_event_id)!;
      const names = new Set(event.entries.map(({ driver_name }) => driver_name));
      const namesakes = event.shape.namesakes ? 1 : 0;
      expect(event.entries).toHaveLength(row.entries);
      expect(names.size + namesakes).toBe(row.drivers);
    }
  });
});

function expectRow(race: RaceTruth, index: number, printed: ReturnType<typeof readRace>): void {
  const result = race.results[index]!;
  const row = printed.rows[index]!;
  const driver = printed.drivers[index]!;
  const [position, qualified, lapsTime] = row.cells;
  expect(row.name).toBe(result.driver_name);
  expect(driver).toMatchObject({ id: result.source_driver_id, name: result.driver_name });
  expect(row.driverId).toBe(result.started ? result.source_driver_id : undefined);
  expect([row.carNumber, qualified]).toEqual([
    result.car_number,
    String(result.qualified_position),
  ]);
  expect(position).toBe(String(result.position ?? result.status));
  expect(lapsTime!.split('/')[0]).toBe(String(result.lap_count));
  expect(driver.figures).toEqual({
    fastLap: seconds(result.fastest_lap_seconds),
    avgLap: seconds(result.average_lap_seconds),
    avgTop5: seconds(result.average_top_5_seconds),
    avgTop10: seconds(result.average_top_10_seconds),
    avgTop15: seconds(result.average_top_15_seconds),
    top2Consecutive: seconds(result.top_2_consecutive_seconds),
    top3Consecutive: seconds(result.top_3_consecutive_seconds),
    stdDeviation: seconds(result.standard_deviation_seconds),
    consistency: seconds(result.consistency_percent),
  });
  expect(driver.laps.slice(1).map(({ lapNum, pos, time }) => [lapNum, pos, Number(time)])).toEqual(
    result.laps.map((lap) => [lap.lap_number, lap.position, lap.lap_time_seconds]),
  );
}

describe('the page of a race', () => {
  it('prints what the truth tells, of every driver', () => {
    for (const race of ordinary.races) {
      const printed = readRace(page(`p=view_race_result&id=${race.source_race_id}`));
      expect(printed.rows).toHaveLength(race.driver_count);
      expect(printed.drivers).toHaveLength(race.driver_count);
      race.results.forEach((_, index) => expectRow(race, index, printed));
    }
  });

  it('says its event, its label, its section and its number, but not its own id', () => {
    const race = ordinary.races.at(-1)!;
    const html = page(`p=view_race_result&id=${race.source_race_id}`);
    const printed = readRace(html);
    expect(printed.title).toBe(
      `Marrowgate Speedway :: ${ordinary.name} :: ${race.label} :: LiveRC`,
    );
    expect(printed.heading).toBe(`${race.label} Results [M1 Race #${race.race_number}]`);
    expect(printed.subHeaders[0]).toBe('Round: Main Events');
    expect(printed.subHeaders[1]).toMatch(/^Length: (\d:)?\d+:00 Timed$/);
    expect(printed.headers).toEqual([
      ...['Pos', 'Driver', 'Qual', 'Laps/Time', 'Behind', 'Fastest Lap', 'Avg Lap', 'Avg Top 5'],
      ...['Avg Top 10', 'Avg Top 15', 'Top 3 Consecutive', 'Std. Deviation', 'Consistency'],
    ]);
    expect(html).not.toContain(race.source_race_id);
  });

  it('begins each driver’s laps on the grid, and drops the zeros at the end of a lap’s time', () => {
    const races = events.flatMap((event) => event.races).slice(0, 60);
    const times = races.flatMap((race) => {
      const { drivers, rows } = readRace(page(`p=view_race_result&id=${race.source_race_id}`));
      drivers.forEach(({ laps }, index) => {
        const { carNumber } = rows[index]!;
        if (laps[0]) expect(laps[0]).toEqual({ lapNum: 0, pos: carNumber, time: '0', pace: '0' });
      });
      return drivers.flatMap(({ laps }) => laps.map(({ time }) => time));
    });
    expect(times.some((time) => /^\d+\.\d\d$/.test(time))).toBe(true);
    expect(times.filter((time) => /\.\d*0$/.test(time))).toEqual([]);
  });

  it('of another track, or that is none, is some other page', () => {
    const { source_race_id: id } = ordinary.races[0]!;
    for (const [query, slug] of [
      [`p=view_race_result&id=${id}`, 'tallowick'],
      ['p=view_race_result&id=1', SLUG],
      ['p=view_race_result&id=x', SLUG],
      ['p=constructor&id=1', SLUG],
    ] as const) {
      expect(load(page(query, slug))('title').text()).toBe('Live Track Map :: LiveRC');
    }
  });
});

describe('who races at a track', () => {
  it('is for the most part who practises there, in upper case and with the same transponder', () => {
    const [month = ''] = truth.months(SLUG);
    const days = truth.month(SLUG, month).practice_days;
    const practised = days.flatMap(({ date }) => truth.day(SLUG, date)!.sessions);
    const names = new Set(practised.map(({ driver_name }) => driver_name.toUpperCase()));
    const { entries } = ordinary;
    const known = entries.filter(({ driver_name }) => names.has(driver_name));
    const transponders = new Set(practised.map(({ transponder }) => transponder));
    expect(known.length).toBeGreaterThan(entries.length / 2);
    expect(known.some(({ transponder }) => transponders.has(transponder))).toBe(true);
    expect(entries.filter(({ driver_name: name }) => name !== name.toUpperCase())).toEqual([]);
  });
});

describe('a seed', () => {
  it('gives the same races again', () => {
    const again = new SimulatorTruth(new World(1, '2025-11-20', 60));
    expect(again.event(SLUG, ordinary.source_event_id)).toEqual(ordinary);
  });
});
