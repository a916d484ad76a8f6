import { checkRace, type PrintedRace, type PrintedResult } from '../src/index.js';
import { printedRace, type Invented } from './invented-race.js';

const AMY = { name: 'AMY', id: '1', laps: [31_000, 30_200, 30_400, 30_100, 30_900, 30_050] };
const BEN = { name: 'BEN', id: '2', laps: [30_500, 31_300, 30_700, 31_450, 30_600, 31_100] };
const CAT = { name: 'CAT', id: '3', laps: [33_000, 34_100, 33_700, 33_910, 33_220] };
const FIELD: Invented[] = [AMY, BEN, CAT];

/** The race with a row changed. */
function withRow(race: PrintedRace, id: string, change: Partial<PrintedResult>): PrintedRace {
  const results = race.results.map((one) =>
    one.source_driver_id === id ? { ...one, ...change } : one,
  );
  return { ...race, results };
}

/** The race with a lap of a driver changed. */
function withLap(race: PrintedRace, id: string, lap: number, change: object): PrintedRace {
  const drivers = race.drivers.map((one) => {
    if (one.source_driver_id !== id) return one;
    return { ...one, laps: one.laps.map((l) => (l.lap_number === lap ? { ...l, ...change } : l)) };
  });
  return { ...race, drivers };
}

const named = (race: PrintedRace) =>
  checkRace(race).mismatches.map(({ driver_name, figure, lap_number, printed, computed }) =>
    [driver_name, figure, lap_number, printed, computed].filter((part) => part !== undefined),
  );

describe('checkRace', () => {
  const race = printedRace(FIELD, false);

  it('counts what it computed again, and finds that lap 1 is left out', () => {
    expect(checkRace(race)).toEqual({ first_lap_counts: false, figures: 51, mismatches: [] });
  });

  it('finds that lap 1 counts', () => {
    expect(checkRace(printedRace(FIELD, true)).first_lap_counts).toBe(true);
  });

  it('finds the rule by what most figures of the race say, whatever one driver’s say', () => {
    const [counting] = printedRace([CAT], true).results;
    const { position: _, gap_ahead_laps: __, ...figures } = counting as PrintedResult;
    const check = checkRace(withRow(race, '3', figures));
    expect(check.first_lap_counts).toBe(false);
    expect(new Set(check.mismatches.map((one) => one.driver_name))).toEqual(new Set(['CAT']));
  });

  it('can’t tell the rule of a race without figures', () => {
    const none = printedRace([{ name: 'DAN', id: '4', laps: [] }], true);
    expect(checkRace(none)).toEqual({ first_lap_counts: null, figures: 2, mismatches: [] });
  });

  it('names a figure that the laps contradict with both values', () => {
    const wrong = withRow(race, '1', { average_top_5_seconds: 30.34 });
    expect(checkRace(wrong).mismatches).toEqual([
      {
        driver_name: 'AMY',
        source_driver_id: '1',
        figure: 'average_top_5_seconds',
        printed: 30.34,
        computed: 30.33,
      },
    ]);
  });

  it('names the lap whose time is wrong and the total that tells it, and nothing that follows', () => {
    expect(named(withLap(race, '1', 3, { lap_time_seconds: 39.4 }))).toEqual([
      ['AMY', 'total_seconds', 182.65, 191.65],
      ['AMY', 'lap_time_seconds', 3, 39.4, 30.4],
    ]);
  });

  it('names the total alone where all figures follow from the laps', () => {
    expect(named(withRow(race, '2', { total_seconds: 185.651 }))).toEqual([
      ['BEN', 'total_seconds', 185.651, 185.65],
    ]);
  });

  it('names the total alone where lap 1 is wrong and no figure counts it', () => {
    expect(named(withLap(race, '2', 1, { lap_time_seconds: 31.9 }))).toEqual([
      ['BEN', 'total_seconds', 185.65, 187.05],
    ]);
  });

  it('names a position at the end of a lap, with the lap', () => {
    expect(named(withLap(race, '3', 2, { position: 1 }))).toEqual([
      ['CAT', 'lap_position', 2, 1, 3],
    ]);
  });

  it('names a final position that laps and times contradict', () => {
    expect(named(withRow(race, '3', { position: 5 }))).toEqual([['CAT', 'position', 5, 3]]);
  });

  it('names a gap that is not the one to the car ahead', () => {
    const wrong = withRow(withRow(race, '2', { gap_ahead_seconds: 3.1 }), '3', {
      gap_ahead_laps: 2,
    });
    expect(named(wrong)).toEqual([
      ['BEN', 'gap_ahead_seconds', 3.1, 3],
      ['CAT', 'gap_ahead_laps', 2, 1],
    ]);
  });

  it('names a gap in seconds between cars of unequal laps', () => {
    const wrong = withRow(race, '3', { gap_ahead_laps: null, gap_ahead_seconds: 1.5 });
    expect(named(wrong)).toEqual([['CAT', 'gap_ahead_seconds', 1.5, null]]);
  });

  it('takes the consistency from rounded figures for right', () => {
    const laps = [33_000, 29_680, 31_910, 32_910, 29_320, 30_300];
    const alone = printedRace([{ ...AMY, laps }], false);
    const [row] = alone.results;
    const { standard_deviation_seconds: deviation, average_lap_seconds: average } = row ?? {};
    const rounded = Math.round(100_000 * (1 - (deviation ?? 0) / (average ?? 1))) / 1000;
    expect([row?.consistency_percent, rounded]).toEqual([95.557, 95.559]);
    expect(named(withRow(alone, '1', { consistency_percent: rounded }))).toEqual([]);
  });

  it.each<[string, Invented[]]>([
    ['with equal times', [AMY, { ...BEN, laps: AMY.laps }, CAT]],
    [
      'of drivers with one lap',
      [
        { ...AMY, laps: [31_000] },
        { ...BEN, laps: [31_000] },
      ],
    ],
    ['with who did not start', [AMY, { ...BEN, laps: [] }, { ...CAT, laps: [] }]],
    ['with one disqualified', [{ ...AMY, status: 'DQ' }, BEN, CAT]],
    ['of two drivers of one name', [AMY, { ...BEN, name: 'AMY' }, CAT]],
    ['of two drivers of one name whose ids are unknown', [AMY, BEN, CAT].map(nameless)],
    ['of nobody', []],
  ])('gives no false alarm on a race %s', (_title, drivers) => {
    for (const firstLapCounts of [true, false]) {
      expect(named(printedRace(drivers, firstLapCounts))).toEqual([]);
    }
  });

  it('takes equal positions of equal results for right, whoever counts on', () => {
    const tied = printedRace([AMY, { ...BEN, laps: AMY.laps }, CAT], true);
    const shared = withRow(tied, '2', { position: 1 });
    expect(named(shared)).toEqual([]);
    expect(named(withRow(shared, '3', { position: 2 }))).toEqual([]);
  });

  it('holds a driver whose laps are unknown against nothing, and lets nobody suffer from it', () => {
    const drivers = race.drivers.filter((one) => one.source_driver_id !== '1');
    expect(named({ ...race, drivers })).toEqual([]);
  });

  it('holds against nothing the figures of laps of which one is missing', () => {
    const drivers = race.drivers.map((one) =>
      one.source_driver_id === '2' ? { ...one, laps: one.laps.toSpliced(2, 1) } : one,
    );
    expect(named({ ...race, drivers })).toEqual([]);
  });

  it('leaves out the positions of a race that ranks by something else', () => {
    const drivers = race.drivers.map((one, index) => ({
      ...one,
      laps: one.laps.map((lap) => ({ ...lap, position: 9 - index })),
    }));
    expect(named({ ...race, drivers })).toEqual([]);
  });

  it('reckons a race of 10,000 laps without reckoning it anew for each, one of them wrong', () => {
    const laps = Array.from({ length: 10_000 }, (_, index) => 30_000 + ((index * 37) % 900));
    const long = printedLong(laps);
    const began = process.cpuUsage().user;
    expect(checkRace(long).mismatches[0]?.figure).toBe('total_seconds');
    expect((process.cpuUsage().user - began) / 1000).toBeLessThan(5000);
  });
});

function nameless(driver: Invented): Invented {
  return { ...driver, id: null, name: driver.name === 'CAT' ? 'CAT' : 'AMY' };
}

/** One driver's, without the positions, and lap 5,000 longer than the rest say. */
function printedLong(laps: number[]): PrintedRace {
  const [result] = printedRace([{ name: 'EVE', id: '5', laps: [30_000] }], true).results;
  const total = laps.reduce((sum, lap) => sum + lap, 0) / 1000;
  const row = { ...(result as PrintedResult), lap_count: laps.length, total_seconds: total };
  const printed = laps.map((lap, index) => ({
    lap_number: index + 1,
    lap_time_seconds: (index === 5000 ? lap + 9000 : lap) / 1000,
    position: null,
  }));
  return {
    results: [{ ...row, fastest_lap_seconds: 30, average_lap_seconds: 30.449 }],
    drivers: [{ driver_name: 'EVE', source_driver_id: '5', laps: printed }],
  };
}
