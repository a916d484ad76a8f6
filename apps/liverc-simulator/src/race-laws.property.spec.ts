import fc from 'fast-check';
import { readRace, type Figure, type PrintedDriver, type PrintedRace } from '../test/read-race.js';
import { PagePrinter } from './server/page-printer.js';
import { readPageRequest } from './server/page-request.js';
import { SimulatorTruth, type EventDetailTruth } from './index.js';
import { World } from './world/world.js';

const world = new World(11, '2025-11-20', 200);
const truth = new SimulatorTruth(world);
const printer = new PagePrinter(world);
const slugs = truth
  .tracks()
  .map(({ slug }) => slug)
  .filter((slug) => truth.events(slug).length > 0);

/** Any race of any event of any track, with its printed page. */
const anyRace = fc
  .tuple(fc.constantFrom(...slugs), fc.nat(), fc.nat())
  .map(([slug, eventDraw, raceDraw]) => {
    const rows = truth.events(slug);
    const { source_event_id } = rows[eventDraw % rows.length]!;
    const event = truth.event(slug, source_event_id)!;
    if (event.races.length === 0) return null;
    const race = event.races[raceDraw % event.races.length]!;
    return race.laps_printed
      ? { slug, event, race, printed: printed(slug, race.source_race_id) }
      : null;
  })
  .filter((drawn) => drawn !== null);

type Drawn = { event: EventDetailTruth; race: { misprints: unknown[] }; printed: PrintedRace };

function printed(slug: string, id: string): PrintedRace {
  const url = `/${slug}/results/?p=view_race_result&id=${id}`;
  return readRace(printer.print(readPageRequest(url, '', world.today)).body.toString());
}

const milliseconds = (text: string) => Math.round(Number(text) * 1000);
const sum = (values: number[]) => values.reduce((total, value) => total + value, 0);
const lapsOf = ({ laps }: PrintedDriver) => laps.slice(1).map(({ time }) => milliseconds(time));

/** `1:02:03.456` or `37.234` in milliseconds. */
function timeOf(text: string): number {
  return Math.round(text.split(':').reduce((total, part) => total * 60 + Number(part), 0) * 1000);
}

function expectTotals({ printed: { rows, drivers } }: Drawn): void {
  rows.forEach(({ cells }, index) => {
    const laps = lapsOf(drivers[index]!);
    const [count, time] = cells[2]!.split('/');
    expect(Number(count)).toBe(laps.length);
    expect(time === undefined ? 0 : timeOf(time)).toBe(sum(laps));
  });
}

function expectPositions({ printed: { drivers } }: Drawn): void {
  const elapsed = drivers.map((driver) => {
    let total = 0;
    return lapsOf(driver).map((lap) => (total += lap));
  });
  drivers.forEach(({ laps }, index) => {
    laps.slice(1).forEach(({ pos }, lap) => {
      const own = elapsed[index]![lap]!;
      expect(pos).toBe(1 + elapsed.filter((times) => times[lap]! < own).length);
    });
  });
}

/** The figures of laps, as a reader would compute them. */
function figuresOf(laps: number[]): Record<Figure, number | null> {
  const ascending = [...laps].sort((a, b) => a - b);
  const mean = sum(laps) / laps.length;
  const deviation = Math.sqrt(sum(laps.map((lap) => (lap - mean) ** 2)) / laps.length);
  const best = (count: number) =>
    laps.length < count ? null : sum(ascending.slice(0, count)) / count;
  const inRow = (count: number) =>
    laps.length < count
      ? null
      : Math.min(...laps.slice(count - 1).map((_, i) => sum(laps.slice(i, i + count))));
  const some = laps.length > 0;
  return {
    fastLap: ascending[0] ?? null,
    avgLap: some ? mean : null,
    avgTop5: best(5),
    avgTop10: best(10),
    avgTop15: best(15),
    top2Consecutive: inRow(2),
    top3Consecutive: inRow(3),
    stdDeviation: some ? deviation : null,
    consistency: some ? 1e5 * (1 - deviation / mean) : null,
  };
}

function agrees(driver: PrintedDriver, laps: number[]): boolean {
  return Object.entries(figuresOf(laps)).every(([name, value]) => {
    const text = driver.figures[name as Figure];
    return value === null ? text === '' : Math.abs(milliseconds(text) - value) <= 0.501;
  });
}

function expectFigures({ race, printed: { drivers } }: Drawn): void {
  const checked = drivers.slice(race.misprints.length);
  const withFirst = checked.every((driver) => agrees(driver, lapsOf(driver)));
  const withoutFirst = checked.every((driver) => agrees(driver, lapsOf(driver).slice(1)));
  expect(withFirst || withoutFirst).toBe(true);
}

function expectGaps({ printed: { rows, drivers } }: Drawn): void {
  rows.forEach(({ cells: [position, , , behind] }, index) => {
    const own = lapsOf(drivers[index]!);
    const ahead = index === 0 ? null : lapsOf(drivers[index - 1]!);
    if (ahead === null || !/^\d+$/.test(position!)) {
      expect(behind).toBe('');
      return;
    }
    const laps = ahead.length - own.length;
    const gap = ((sum(own) - sum(ahead)) / 1000).toFixed(3);
    expect(behind).toBe(laps === 0 ? gap : `${laps} Lap${laps === 1 ? '' : 's'}`);
  });
}

function expectTable({ printed: { rows, drivers } }: Drawn): void {
  rows.forEach(({ cells }, index) => {
    const { figures, laps } = drivers[index]!;
    const [, , , , fastest, average, , , , top3, deviation, consistency] = cells;
    if (figures.fastLap === '') return;
    const again = (text: string) => (Math.round(milliseconds(text) / 10) / 100).toFixed(2);
    const lap = laps
      .slice(1)
      .find(({ time }) => milliseconds(time) === milliseconds(figures.fastLap));
    expect(fastest).toMatch(new RegExp(`^${figures.fastLap}\\d+$`));
    expect(lap).toBeDefined();
    expect(timeOf(average!)).toBe(milliseconds(figures.avgLap));
    if (figures.top3Consecutive) expect(timeOf(top3!)).toBe(milliseconds(figures.top3Consecutive));
    expect(deviation).toBe(again(figures.stdDeviation));
    expect(consistency).toBe(`${again(figures.consistency)}%`);
  });
}

function expectOrder({ printed: { rows, drivers } }: Drawn): void {
  const placed = rows.flatMap(({ cells: [position] }, index) => {
    const laps = lapsOf(drivers[index]!);
    return /^\d+$/.test(position!) ? { position: Number(position), laps } : [];
  });
  placed.slice(1).forEach((row, index) => {
    const before = placed[index]!;
    const better = before.laps.length - row.laps.length || sum(row.laps) - sum(before.laps);
    expect(better).toBeGreaterThanOrEqual(0);
    const equal = better === 0 && row.laps.length > 0;
    expect(row.position).toBe(equal ? before.position : index + 2);
  });
}

/** Each says itself what it expects: a failure names its line. */
const LAWS = [expectTotals, expectPositions, expectFigures, expectGaps, expectTable, expectOrder];

describe('what any race’s page prints', () => {
  it('keeps the laws of totals, positions, figures, distances, rounding and order', () => {
    const property = fc.property(anyRace, (drawn) => LAWS.forEach((expectLaw) => expectLaw(drawn)));
    fc.assert(property, { numRuns: 60 });
  });

  it('nitro classes leave lap 1 out of every figure, and others count it', () => {
    const seen = { true: 0, false: 0 };
    for (const { source_event_id: id } of truth.events('marrowgate').slice(20, 60)) {
      for (const race of truth.event('marrowgate', id)!.races) {
        if (!race.laps_printed || race.misprints.length > 0) continue;
        for (const result of race.results.filter(({ laps }) => laps.length > 1)) {
          const times = result.laps.map((lap) => milliseconds(String(lap.lap_time_seconds)));
          const counted = race.first_lap_counts ? times : times.slice(1);
          expect(result.fastest_lap_seconds).toBe(Math.min(...counted) / 1000);
          if (Math.min(...times) < Math.min(...times.slice(1))) seen[`${race.first_lap_counts}`]++;
        }
      }
    }
    expect(seen.true).toBeGreaterThan(0);
    expect(seen.false).toBeGreaterThan(0);
  });
});
