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

  it('takes who led and then stopped for no gain', () => {
    const stopped = race([31_000, 30_100, 30_000], [31_100, 30_200, 30_000], [31_200, 29_000]);
    expect(raceMoments(stopped).biggest_gain).toBeNull();
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

/** Whether a driver ended a lap before another one did. */
const isBefore = (drivers: RacedDriver[], first: number, second: number, lap: number): boolean =>
  (drivers[first]?.laps[lap - 1]?.elapsed_seconds ?? Infinity) <
  (drivers[second]?.laps[lap - 1]?.elapsed_seconds ?? -Infinity);

describe('the moments of 300 invented races', () => {
  const random = seeded(1812);
  const races = Array.from({ length: 300 }, () => driversOf(inventedRace(random)));

  it('are overtakes after which the other one is behind, and were before', () => {
    let count = 0;
    for (const drivers of races) {
      for (const { driver, passed, lap_number, race_seconds } of raceMoments(drivers).overtakes) {
        count += 1;
        expect(drivers[driver]?.laps[lap_number - 1]?.elapsed_seconds).toBe(race_seconds);
        expect(isBefore(drivers, driver, passed, lap_number)).toBe(true);
        expect(isBefore(drivers, driver, passed, lap_number - 1)).toBe(false);
      }
    }
    expect(count).toBeGreaterThan(1000);
  });

  it('are as many overtakes of a pair as make its last order of the first', () => {
    for (const drivers of races) {
      const { overtakes } = raceMoments(drivers);
      for (const [second, { laps }] of drivers.entries()) {
        for (let first = 0; first < second; first += 1) {
          const last = Math.min(laps.length, drivers[first]?.laps.length ?? 0);
          const between = overtakes.filter(
            ({ driver, passed }) =>
              Math.min(driver, passed) === first && driver + passed === first + second,
          );
          const isTurned =
            last > 0 &&
            isBefore(drivers, first, second, 1) !== isBefore(drivers, first, second, last);
          const isLevel = (lap: number): boolean =>
            !isBefore(drivers, first, second, lap) && !isBefore(drivers, second, first, lap);
          if (last > 0 && (isLevel(1) || isLevel(last))) continue;
          expect(between.length % 2 === 1).toBe(isTurned);
        }
      }
    }
  });

  it('are changes of the lead from one to the next, each to who ended the lap first', () => {
    for (const drivers of races) {
      let leader: number | null = null;
      for (const change of raceMoments(drivers).lead_changes) {
        if (leader !== null) expect(change.former).toBe(leader);
        leader = change.driver;
        const first = Math.min(
          ...drivers.map(({ laps }) => laps[change.lap_number - 1]?.elapsed_seconds ?? Infinity),
        );
        expect(change.race_seconds).toBe(first);
      }
      if (leader !== null) {
        const most = Math.max(...drivers.map(({ laps }) => laps.length));
        expect(drivers[leader]?.laps.length).toBe(most);
      }
    }
  });

  it('are a battle within a second on each of its laps, and no gain of who did not finish ahead', () => {
    for (const drivers of races) {
      const { longest_battle: battle, biggest_gain: gain } = raceMoments(drivers);
      const times = battle?.drivers.map((driver) => drivers[driver]?.laps ?? []) ?? [];
      for (let lap = battle?.from_lap ?? 1; lap <= (battle?.to_lap ?? 0); lap += 1) {
        const [one, other] = times.map((laps) => laps[lap - 1]?.elapsed_seconds ?? Number.NaN);
        expect(Math.abs((one ?? 0) - (other ?? 0))).toBeLessThanOrEqual(1.000_001);
      }
      if (gain) expect(gain).toMatchObject({ to: gain.driver + 1 });
    }
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
