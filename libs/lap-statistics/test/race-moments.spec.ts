import { raceClock, raceMoments, type RacedDriver } from '../src/index.js';
import { inventedRace, printedRace, seeded } from './invented-race.js';

/** Drivers as the API gives them, from laps in milliseconds. */
function driversOf({ drivers }: ReturnType<typeof printedRace>): RacedDriver[] {
  return drivers.map(({ laps }) => {
    let elapsed = 0;
    return {
      laps: laps.map((lap) => {
        elapsed += Math.round(lap.lap_time_seconds * 1000);
        return { ...lap, elapsed_seconds: elapsed / 1000 };
      }),
    };
  });
}

const race = (...laps: number[][]) =>
  driversOf(
    printedRace(
      laps.map((its, index) => ({ name: `${index}`, id: `${index}`, laps: its })),
      true,
    ),
  );

/** The first leads from lap 3 on; the third is a lap down in the end. */
const RACE = race(
  [31_000, 30_000, 30_000, 30_000],
  [30_500, 30_200, 30_900, 30_000],
  [30_700, 31_500, 33_000],
);

describe('raceMoments', () => {
  it('tells overtakes with the lap and the moment at which the order is another', () => {
    expect(raceMoments(RACE).overtakes).toEqual([
      { driver: 0, passed: 2, lap_number: 2, race_seconds: 61 },
      { driver: 0, passed: 1, lap_number: 3, race_seconds: 91 },
    ]);
  });

  it('tells each change of the lead', () => {
    expect(raceMoments(RACE).lead_changes).toEqual([
      { driver: 0, former: 1, lap_number: 3, race_seconds: 91 },
    ]);
  });

  it('tells who fought within a second for most laps, and until when', () => {
    expect(raceMoments(RACE).longest_battle).toEqual({ drivers: [0, 1], from_lap: 1, to_lap: 4 });
  });

  it('tells who gained most positions since the end of lap 1', () => {
    expect(raceMoments(RACE).biggest_gain).toEqual({ driver: 0, from: 3, to: 1 });
  });

  it('takes one and the same time for no overtake', () => {
    const level = race([30_000, 30_000, 30_000], [30_000, 30_000, 31_000]);
    expect(raceMoments(level)).toMatchObject({ overtakes: [], lead_changes: [] });
    const caught = race([30_000, 31_000, 30_000], [31_000, 30_000, 31_000]);
    expect(raceMoments(caught)).toMatchObject({ overtakes: [], lead_changes: [] });
  });

  it('tells nothing of a race without laps', () => {
    const nothing = { overtakes: [], lead_changes: [], longest_battle: null, biggest_gain: null };
    expect(raceMoments([])).toEqual(nothing);
    expect(raceMoments(race([], []))).toEqual(nothing);
  });
});

describe('raceClock', () => {
  it('gives at each crossing of 100 races the position that is printed for it', () => {
    const random = seeded(90210);
    for (let count = 0; count < 100; count += 1) {
      const drivers = driversOf(inventedRace(random));
      const { orderAt } = raceClock(drivers);
      for (const [driver, { laps }] of drivers.entries()) {
        for (const { elapsed_seconds, position, lap_number } of laps) {
          const order = orderAt(elapsed_seconds);
          const place = order.find((one) => one.driver === driver);
          expect(place?.lap_count).toBe(lap_number);
          const level = order.filter(
            (one) =>
              one.lap_count === lap_number &&
              drivers[one.driver]?.laps[lap_number - 1]?.elapsed_seconds === elapsed_seconds,
          );
          expect(Math.min(...level.map((one) => one.position))).toBe(position);
        }
      }
    }
  });

  it('tells gaps to the leader at the last crossing, in laps where some are missing', () => {
    const [leader, second, third] = raceClock(RACE).orderAt(121.6);
    expect(leader).toMatchObject({ driver: 0, lap_count: 4, gap_seconds: 0, gap_laps: 0 });
    expect(second).toMatchObject({ driver: 1, lap_count: 4, gap_seconds: 0.6, gap_laps: 0 });
    expect(third).toMatchObject({ driver: 2, lap_count: 3, gap_seconds: 4.2, gap_laps: 0 });
  });

  it('says what of the running lap has passed at one speed, and that no lap is to come', () => {
    const [first] = raceClock(RACE).orderAt(46);
    expect(first).toMatchObject({ driver: 1, lap_count: 1, is_running: true });
    expect(first?.lap_share).toBeCloseTo(15.5 / 30.2);
    const end = raceClock(RACE).orderAt(raceClock(RACE).end_seconds);
    expect(end.map((one) => [one.is_running, one.lap_share])).toEqual([
      [false, 0],
      [false, 0],
      [false, 0],
    ]);
  });

  it('stands in the order of the list before the first crossing', () => {
    expect(
      raceClock(RACE)
        .orderAt(0)
        .map((one) => one.driver),
    ).toEqual([0, 1, 2]);
    expect(raceClock([])).toMatchObject({ end_seconds: 0 });
    expect(raceClock([]).orderAt(5)).toEqual([]);
  });
});
