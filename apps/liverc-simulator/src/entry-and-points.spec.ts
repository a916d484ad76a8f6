import { load } from 'cheerio';
import type { EventDetailTruth, RankingTruth } from './index.js';
import { PagePrinter } from './server/page-printer.js';
import { readPageRequest } from './server/page-request.js';
import { SimulatorTruth } from './truth.js';
import { World } from './world/world.js';

const world = new World(1, '2025-11-20', 60);
const truth = new SimulatorTruth(world);
const printer = new PagePrinter(world);
const SLUG = 'marrowgate';

function page(query: string) {
  const request = readPageRequest(`/${SLUG}/results/?${query}`, '', world.today);
  return load(printer.print(request).body.toString());
}

const events = truth
  .events(SLUG)
  .filter(({ entries, start_date }) => entries > 20 && start_date! < '2025-11-01')
  .slice(0, 60)
  .map(({ source_event_id }) => truth.event(SLUG, source_event_id)!);

const pointsOf = ({ rankings }: EventDetailTruth): RankingTruth =>
  rankings.find(({ kind }) => kind === 'qualifying_points')!;

describe('an entry list', () => {
  const event = events.find(({ classes }) => classes.length > 3)!;
  const $ = page(`p=view_entry_list&id=${event.source_event_id}`);

  it('has a table a class, with number, name and transponder, sorted by last name', () => {
    const printed = $('.tab-pane > table')
      .get()
      .flatMap((table) =>
        $(table)
          .find('tbody > tr')
          .get()
          .map((row) => {
            const [number, driver, transponder] = $(row).children('td').get();
            const sorted = $(driver!).children('.hidden').remove().text();
            return {
              class_name: $(table).find('.class_header').text(),
              car_number: Number($(number!).text()),
              driver_name: $(driver!).text(),
              transponder: $(transponder!).text() || null,
              sorted,
            };
          }),
      );
    expect(printed.map(({ sorted: _, ...entry }) => entry)).toEqual(event.entries);
    for (const { name, sorted } of printed.map((one) => ({ ...one, name: one.driver_name }))) {
      const [last, first] = sorted.split(', ');
      expect(`${first} ${last}`).toBe(name);
    }
  });

  it('has tabs that lead to its tables, and says how many entries each class has', () => {
    const targets = $('a[data-toggle="tab"]')
      .get()
      .map((tab) =>
        $($(tab).attr('href')!.replace('#', '[id="') + '"]')
          .find('.class_sub_header')
          .text(),
      );
    expect(targets).toEqual(event.classes.map(({ entry_count }) => `Entries: ${entry_count}`));
  });

  it('shows people in two classes, with several transponders, and one that two people use', () => {
    const entries = events.flatMap((one) => one.entries.map((entry) => ({ ...entry, event: one })));
    const grouped = (keyOf: (entry: (typeof entries)[0]) => string | null) => {
      const groups = new Map<string | null, (typeof entries)[0][]>();
      for (const one of entries) groups.set(keyOf(one), [...(groups.get(keyOf(one)) ?? []), one]);
      groups.delete(null);
      return [...groups.values()];
    };
    const different = (
      group: typeof entries,
      field: 'class_name' | 'transponder' | 'driver_name',
    ) => new Set(group.map((entry) => entry[field])).size;
    const persons = grouped((one) => `${one.event.source_event_id} ${one.driver_name}`);
    const shared = grouped(
      (one) => one.transponder && `${one.event.source_event_id} ${one.transponder}`,
    );
    expect(persons.some((group) => different(group, 'class_name') > 1)).toBe(true);
    expect(persons.some((group) => different(group, 'transponder') > 1)).toBe(true);
    expect(shared.some((group) => different(group, 'driver_name') > 1)).toBe(true);
    expect(entries.some(({ transponder }) => transponder === null)).toBe(true);
  });
});

/** `8/5:32.708` in laps and milliseconds. */
function readResult(text: string) {
  const [laps, time = ''] = text.split('/');
  const seconds = time.split(':').reduce((total, part) => total * 60 + Number(part), 0);
  return { laps: Number(laps), ms: Math.round(seconds * 1000) };
}

interface PrintedScore {
  points: number;
  laps: number;
  ms: number;
  status: string | null;
  counts: boolean;
}

interface PrintedRow {
  position: number;
  name: string;
  result: string;
  tieBreaker: string;
  scores: PrintedScore[];
}

function readPoints(id: string): { className: string; rows: PrintedRow[] }[] {
  const $ = page(`p=view_points&id=${id}`);
  const readScore = (cell: Parameters<typeof $>[0]): PrintedScore => {
    const [, points, result, status = null] = /^(\d+) : (\S+)(?: \((\w+)\))?$/.exec(
      $(cell).text().trim(),
    )!;
    const counts = $(cell).children('b').length === 1;
    return { points: Number(points), ...readResult(result!), status, counts };
  };
  return $('table.leaderboard_points')
    .get()
    .map((table) => ({
      className: $(table).find('.class_header').text(),
      rows: $(table)
        .find('tbody > tr')
        .get()
        .map((row) => {
          const cells = $(row).children('td').get();
          const [position = '', name = '', result = '', tieBreaker = ''] = cells.map((cell) =>
            $(cell).text(),
          );
          const scores = cells.slice(4).map(readScore);
          return { position: Number(position), name, result, tieBreaker, scores };
        }),
    }));
}

const compare = (a: PrintedScore, b: PrintedScore) => b.laps - a.laps || a.ms - b.ms;

/** The laws of the fact sheet, of one printed class. */
function expectPointsLaws(rows: PrintedRow[], counted: number): void {
  for (const round of rows[0]!.scores.keys()) {
    const scores = rows.map((row) => row.scores[round]!);
    for (const score of scores) {
      const better = scores.filter((other) => compare(other, score) < 0).length;
      expect(score.points).toBe(better === 0 ? 0 : better + 1);
    }
  }
  for (const { result, scores, tieBreaker } of rows) {
    const counting = scores.filter(({ counts }) => counts);
    const thrown = scores.filter(({ counts }) => !counts);
    expect(counting).toHaveLength(counted);
    expect(Number(result)).toBe(counting.reduce((sum, { points }) => sum + points, 0));
    for (const one of counting) {
      for (const other of thrown) {
        expect(one.points - other.points || Math.min(compare(one, other), 0)).toBeLessThanOrEqual(
          0,
        );
      }
    }
    const [, out, best, round] = /^\[(\d+)\] (\S+)(?: \(DN[SF]\))? \((\d)\)$/.exec(tieBreaker)!;
    expect(Number(out)).toBe(Math.min(...thrown.map(({ points }) => points)));
    expect(readResult(best!)).toMatchObject({ laps: scores[Number(round) - 1]!.laps });
  }
  rows.slice(1).forEach((row, index) => expectAfter(rows[index]!, row, index + 2));
}

function expectAfter(before: PrintedRow, row: PrintedRow, place: number): void {
  const thrownOut = ({ scores }: PrintedRow) =>
    Math.min(...scores.filter(({ counts }) => !counts).map(({ points }) => points));
  const best = ({ scores }: PrintedRow) => scores.filter(({ counts }) => counts).sort(compare)[0]!;
  const order =
    Number(before.result) - Number(row.result) ||
    thrownOut(before) - thrownOut(row) ||
    compare(best(before), best(row));
  expect(order).toBeLessThanOrEqual(0);
  expect(row.position).toBe(order === 0 ? before.position : place);
}

describe('the points of the qualifying', () => {
  const byPoints = events.filter(({ shape }) => !shape.resultsQualify);

  it('are those of the truth, round by round', () => {
    for (const event of events.slice(0, 25)) {
      const ranking = pointsOf(event);
      const printed = readPoints(ranking.source_id);
      const expected = ranking.classes.map(({ class_name, rows }) => ({
        className: class_name,
        rows: rows.map((row) => ({
          position: row.position,
          name: row.driver_name,
          result: row.result,
          tieBreaker: row.tie_breaker ?? '',
          scores: row.rounds.map(({ points, lap_count, total_seconds, status, counts }) => {
            const ms = Math.round(total_seconds * 1000);
            return { points, laps: lap_count, ms, status, counts };
          }),
        })),
      }));
      expect(printed).toEqual(expected);
    }
  });

  it('keep the laws of points, of the bold rounds, of the tie breaker and of the order', () => {
    for (const event of byPoints.filter(({ shape }) => !shape.wrongPoints)) {
      for (const { rows } of readPoints(pointsOf(event).source_id)) {
        expectPointsLaws(rows, event.shape.countedRounds);
      }
    }
  });

  it('count the best 1 of 2, 2 of 3 and 2 of 4, and name who did not start or finish', () => {
    const titles = new Set(byPoints.map((event) => pointsOf(event).title));
    const counts = ['best 1 of 2', 'best 2 of 3', 'best 2 of 4'];
    expect([...titles].sort()).toEqual(counts.map((count) => `Qual Points (${count})`));
    const statuses = byPoints.flatMap((event) =>
      pointsOf(event).classes.flatMap(({ rows }) =>
        rows.flatMap(({ rounds }) => rounds.map(({ status }) => status)),
      ),
    );
    expect(statuses).toEqual(expect.arrayContaining(['DNS', 'DNF', null]));
  });

  it('are all 0 where results qualify, which the best one of any round leads', () => {
    const event = events.find(({ shape }) => shape.resultsQualify)!;
    const { title, source_id } = pointsOf(event);
    expect(title).toBe(`Results (1 of ${event.shape.qualifyingRounds})`);
    for (const { rows } of readPoints(source_id)) {
      const bests = rows.map(({ scores }) => [...scores].sort(compare)[0]!);
      expect(rows.flatMap(({ scores }) => scores.map(({ points }) => points))).not.toContain(1);
      bests.slice(1).forEach((best, index) => {
        expect(compare(bests[index]!, best)).toBeLessThanOrEqual(0);
      });
      expect(readResult(rows[0]!.result)).toEqual({ laps: bests[0]!.laps, ms: bests[0]!.ms });
    }
  });

  it('seed the mains: car numbers of an A main follow them', () => {
    const event = byPoints.find(({ shape }) => !shape.semis && !shape.tripleMains)!;
    for (const { class_name, rows } of pointsOf(event).classes) {
      const main = event.races.find(({ label }) => label === `${class_name} A-Main`)!;
      const grid = [...main.results].sort((a, b) => a.car_number - b.car_number);
      expect(grid.map(({ driver_name }) => driver_name)).toEqual(
        rows.slice(0, grid.length).map(({ driver_name }) => driver_name),
      );
    }
  });
});
