import type { DriverRace } from '@trackside/contracts';
import { raceChoices } from './race-choices';

const race = (race_id: string, lap_count: number): DriverRace =>
  ({
    ...{ race_id, lap_count, label: 'Buggy A-Main', class_name: 'Buggy', date: '2025-10-25' },
    fastest_lap_seconds: 30.5,
  }) as DriverRace;

describe('the races of a driver, to be compared', () => {
  it('tell two of one name in a race apart as the race does', () => {
    expect(raceChoices([race('a', 14), race('b', 12), race('b', 9)], 'AMY REED')).toEqual([
      {
        id: 'a:AMY REED',
        words: 'Sat 25 Oct 2025, Buggy A-Main',
        facts: 'Buggy, 14 laps, best 30.500',
      },
      expect.objectContaining({ id: 'b:AMY REED', facts: 'Buggy, 12 laps, best 30.500' }),
      expect.objectContaining({ id: 'b:AMY REED (2)', facts: 'Buggy, 9 laps, best 30.500' }),
    ]);
  });
});
