import type { RaceDriverLaps } from '@trackside/contracts';
import { momentWords } from './moment-words';

const driver = (driver_name: string, crossings: [seconds: number, position: number][]) =>
  ({
    driver_name,
    source_driver_id: null,
    car_number: null,
    laps: crossings.map(([elapsed_seconds, position], index) => ({
      lap_number: index + 1,
      lap_time_seconds: 30,
      elapsed_seconds,
      position,
    })),
  }) satisfies RaceDriverLaps;

describe('the moments of a race', () => {
  it('are told in sentences', () => {
    const drivers = [
      driver('AMY', [
        [31, 2],
        [61, 1],
        [91, 1],
      ]),
      driver('BEN', [
        [30.5, 1],
        [61.5, 2],
        [93, 2],
      ]),
    ];
    expect(momentWords(drivers).map(({ name, words }) => `${name}: ${words}`)).toEqual([
      'Overtakes: 1 overtake',
      'Lead, lap 2: AMY took it from BEN at 1:01.000',
      'Longest battle: AMY and BEN within a second of each other from lap 1 to 2',
      'Biggest gain: AMY, from 2 after lap 1 to 1',
    ]);
  });

  it('are none where nobody drove a lap', () => {
    expect(momentWords([driver('AMY', [])])).toEqual([]);
  });
});
