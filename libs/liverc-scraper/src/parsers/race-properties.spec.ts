import fc from 'fast-check';

import {
  damage,
  fault,
  layout,
  nullable,
  readOrRefuse,
  seconds,
  text,
} from '../../test/arbitrary.js';
import { printEventPage, race } from '../../test/printed-event.js';
import { NO_FIGURES, printRace, racer, result } from '../../test/printed-race.js';
import { entryClass, points, printEntryList, printPoints } from '../../test/printed-ranking.js';
import type {
  EventRace,
  RaceFigures,
  RaceResult,
  RankingRound,
  RankingRow,
} from '../race-pages.js';
import { parseEntryList, parseEvent, parseRace, parseRanking } from './index.js';

const URL = 'https://hollowcreek.liverc.com/';
const id = fc.integer({ min: 1 }).map(String);
const small = fc.integer({ min: 1, max: 99 });
/** What would end the script or be rewritten in it by a formatter can't be told from markup. */
const name = text.filter((value) => !/<\/script|"/i.test(value));
/** The table has the half of a figure's decimals, so that it is only compared with the script's. */
const figures: fc.Arbitrary<RaceFigures> = fc.record({
  fastestLapSeconds: seconds,
  averageLapSeconds: seconds,
  averageTop5Seconds: nullable(seconds),
  averageTop10Seconds: nullable(seconds),
  averageTop15Seconds: nullable(seconds),
  top2ConsecutiveSeconds: nullable(seconds),
  top3ConsecutiveSeconds: nullable(seconds),
  standardDeviationSeconds: nullable(seconds),
  consistencyPercent: nullable(fc.integer({ min: -99_999, max: 100_000 }).map((n) => n / 1000)),
});
const gap = fc.oneof(
  fc.constant({ gapAheadSeconds: null, gapAheadLaps: null }),
  seconds.map((gapAheadSeconds) => ({ gapAheadSeconds, gapAheadLaps: null })),
  small.map((gapAheadLaps) => ({ gapAheadSeconds: null, gapAheadLaps })),
);
const place = fc.oneof(
  small.map((position) => ({ position, status: null })),
  fc.constantFrom('DNF' as const, 'DQ' as const).map((status) => ({ position: null, status })),
);
const common = { driverName: name, sourceDriverId: id, carNumber: small, qualifiedPosition: small };

/** A row and the times of its laps. */
interface Run {
  row: RaceResult;
  lapTimes: number[];
}

const started: fc.Arbitrary<Run> = fc
  .tuple(
    fc.record(common),
    place,
    gap,
    figures,
    fc.array(seconds, { minLength: 1 }),
    nullable(small),
  )
  .map(([who, where, behind, printed, lapTimes, fastestLapNumber]) => {
    const total = lapTimes.reduce((sum, time) => sum + Math.round(time * 1000), 0) / 1000;
    const run = { lapCount: lapTimes.length, totalSeconds: total, fastestLapNumber };
    return { row: { ...who, ...where, ...behind, ...printed, ...run, started: true }, lapTimes };
  });
const absent: fc.Arbitrary<Run> = fc.record(common).map((who) => ({
  row: {
    ...result({ ...who, ...NO_FIGURES, position: null, status: 'DNS', started: false }),
    ...{ lapCount: 0, totalSeconds: null, fastestLapNumber: null },
  },
  lapTimes: [],
}));
const runs = fc.uniqueArray(fc.oneof(started, absent), {
  minLength: 1,
  maxLength: 8,
  selector: ({ row }) => row.sourceDriverId,
  comparator: 'IsStrictlyEqual',
});
/** Who of one name did not start can't be told apart: other tests have that. */
const manyRuns = runs.filter(
  (all) => new Set(all.map(({ row }) => row.driverName)).size === all.length,
);

describe('every page of an event that can be printed', () => {
  it('reads as the race that was printed, in both layouts', () => {
    fc.assert(
      fc.property(manyRuns, name, layout, (all, label, arrange) => {
        const results = all.map(({ row }) => row);
        const drivers = all.map(({ row, lapTimes }) => racer(row, lapTimes));
        const page = parseRace(arrange(printRace({ results, drivers, label })), URL);
        expect(page.label).toBe(label);
        expect(page.results).toEqual(results);
        expect(page.drivers).toEqual(drivers);
        expect([page.unreadableRows, page.unreadableLaps]).toEqual([0, 0]);
      }),
    );
  });

  it('reads as the races that were printed, in both layouts', () => {
    const label = text.filter((value) => balanced(value) && !/^Race \d+:/.test(value));
    const one: fc.Arbitrary<EventRace> = fc
      .record({ sourceRaceId: id, raceNumber: small, label, round: small, className: label })
      .map((values) =>
        race({ ...values, section: 'seeding', sectionTitle: `Seeding Round ${values.round}` }),
      );
    const races = fc.uniqueArray(one, { minLength: 1, selector: (row) => row.sourceRaceId });
    fc.assert(
      fc.property(races, text, layout, (expected, eventName, arrange) => {
        const page = parseEvent(arrange(printEventPage({ races: expected, name: eventName })), URL);
        expect(page).toMatchObject({ name: eventName, races: expected, unreadableRows: 0 });
      }),
    );
  });

  it('reads as the entries that were printed, in both layouts', () => {
    const entry = fc.record({
      carNumber: nullable(small),
      driverName: text,
      transponder: nullable(fc.stringMatching(/^\d{4,8}(?:\/\d)?$/)),
    });
    const list = fc.record({ className: text, entries: fc.array(entry, { minLength: 1 }) });
    fc.assert(
      fc.property(fc.array(list, { minLength: 1, maxLength: 4 }), layout, (all, arrange) => {
        const classes = all.map((one) => entryClass({ ...one, entryCount: one.entries.length }));
        const page = parseEntryList(arrange(printEntryList({ classes })), URL);
        expect(page.classes).toEqual(classes);
        expect(page.unreadableRows).toBe(0);
      }),
    );
  });

  it('reads as the points that were printed, in both layouts', () => {
    const status = fc.constantFrom(null, 'DNS' as const, 'DNF' as const, 'DQ' as const);
    const driven = fc.record({
      points: fc.nat(99),
      lapCount: fc.nat(99),
      totalSeconds: seconds,
      status,
    });
    const row: fc.Arbitrary<RankingRow> = fc.record({
      position: small,
      driverName: text,
      result: fc.nat(99).map(String),
      tieBreaker: nullable(text),
      rounds: fc
        .tuple(driven, nullable(driven))
        .map(([first, second]): RankingRound[] => [
          { ...first, round: 1, counts: true },
          ...(second ? [{ ...second, round: 2, counts: false }] : []),
        ]),
    });
    fc.assert(
      fc.property(fc.array(row, { minLength: 1, maxLength: 8 }), layout, (rows, arrange) => {
        const html = arrange(printPoints({ classes: [points(rows)] }));
        const page = parseRanking(html, URL, { kind: 'qualifying_points', order: null });
        expect(page.classes).toEqual([points(rows)]);
        expect([page.unreadableRows, page.unreadableCells]).toEqual([0, 0]);
      }),
    );
  });
});

describe('a damaged page of an event', () => {
  const results = [1, 2, 3].map((position) =>
    result({ position, driverName: `DRIVER ${position}`, sourceDriverId: `91000${position}` }),
  );

  it('never is an event without races, nor a race without results', () => {
    const races = [race(), race({ sourceRaceId: '7000000' })];
    const totals = { entryCount: 12, driverCount: 9, raceLapCount: 444 };
    const pages: [string, (html: string) => unknown[]][] = [
      [printEventPage({ races, totals }), (html) => parseEvent(html, URL).races],
      [printRace({ results }), (html) => parseRace(html, URL).results],
      [printEntryList(), (html) => parseEntryList(html, URL).classes],
    ];
    fc.assert(
      fc.property(fc.constantFrom(...pages), layout, fault, ([html, parse], arrange, done) => {
        expect(readOrRefuse(() => parse(damage(arrange(html), done)))).not.toEqual([]);
      }),
      { numRuns: 2000 },
    );
  });
});

/** Whether each group has both its ends, and the text can stand before one or in it. */
function balanced(value: string): boolean {
  let depth = 0;
  for (const character of value) {
    if (character === '(') depth++;
    if (character === ')' && --depth < 0) return false;
  }
  return depth === 0;
}
