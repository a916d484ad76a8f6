import { DRIVERS, RACE, RACERS, raceDriver, raceResult } from '../../../test/racers';
import { lapNote, racersOf } from './racers';

describe('the drivers of a race', () => {
  it('have the laps that are in no figure as invalid ones', () => {
    expect(RACERS.map(({ timed }) => timed.map(({ is_valid }) => is_valid))).toEqual([
      [false, true, true],
      [false, true, false],
      [],
    ]);
  });

  it('have their first lap counted where the race counts it, or cannot be told', () => {
    for (const first_lap_counts of [true, null]) {
      const [amy] = racersOf(DRIVERS, { ...RACE, first_lap_counts });
      expect(amy?.timed[0]?.is_valid).toBe(true);
    }
  });

  it('are told apart where two have one name, and each has its own row of the result', () => {
    const two = racersOf([raceDriver('AMY', [[30, 1]]), raceDriver('AMY', [[31, 2]])], {
      ...RACE,
      results: [raceResult('AMY', 1), raceResult('AMY', 2)],
    });
    expect(two.map(({ name, result }) => [name, result?.qualified_position])).toEqual([
      ['AMY', 1],
      ['AMY (2)', 2],
    ]);
  });

  it('have words for a lap that is no usual one', () => {
    const [, ben] = RACERS;
    expect([1, 2, 3].map((lap) => ben && lapNote(ben, lap))).toEqual([
      'lap 1, in no figure',
      null,
      'contradicts the total',
    ]);
  });
});
