import type { RaceDriverLaps, RaceResult } from '@trackside/contracts';
import { type Racer, racersOf } from '../app/race-events/race/racers';

/** A driver by the times of the laps and the positions at their ends. */
export function raceDriver(
  driver_name: string,
  laps: readonly (readonly [seconds: number, position: number | null])[],
): RaceDriverLaps {
  let elapsed = 0;
  return {
    driver_name,
    source_driver_id: null,
    car_number: null,
    laps: laps.map(([lap_time_seconds, position], index) => {
      elapsed = Math.round((elapsed + lap_time_seconds) * 1000) / 1000;
      return { lap_number: index + 1, lap_time_seconds, elapsed_seconds: elapsed, position };
    }),
  };
}

/** The row of a driver's result: its name and its place on the grid. */
export function raceResult(driver_name: string, qualified_position: number | null): RaceResult {
  return { driver_name, source_driver_id: null, qualified_position } as RaceResult;
}

/** Amy overtakes Ben in lap 2; Ben's lap 3 contradicts his total; Cleo did not start. */
export const RACE = {
  first_lap_counts: false,
  results: [raceResult('AMY', 2), raceResult('BEN', 1), raceResult('CLEO', 3)],
  checks: {
    figures: 10,
    mismatches: [
      {
        driver_name: 'BEN',
        figure: 'lap_time_seconds',
        lap_number: 3,
        printed: 91,
        computed: 31.5,
      },
    ],
  },
};
export const DRIVERS = [
  raceDriver('AMY', [
    [31, 2],
    [30, 1],
    [30, 1],
  ]),
  raceDriver('BEN', [
    [30.5, 1],
    [31.25, 2],
    [91, 2],
  ]),
  raceDriver('CLEO', []),
];

export const RACERS: readonly Racer[] = racersOf(DRIVERS, RACE);
