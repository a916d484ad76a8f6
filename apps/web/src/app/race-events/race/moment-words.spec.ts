import { raceMoments } from '@trackside/lap-statistics';
import { RACE, RACERS, raceDriver } from '../../../test/racers';
import { momentWords } from './moment-words';
import { type Racer, racersOf } from './racers';

const told = (racers: readonly Racer[]) => momentWords(raceMoments(racers), racers);

describe('the moments of a race', () => {
  it('are told in sentences, each with when it was', () => {
    const drivers = [
      raceDriver('AMY', [
        [31, 2],
        [30, 1],
        [30, 1],
      ]),
      raceDriver('BEN', [
        [30.5, 1],
        [31, 2],
        [31.5, 2],
      ]),
    ];
    const { moments } = told(racersOf(drivers, RACE));
    expect(moments.map(({ name, words, at }) => `${name}: ${words} (${at})`)).toEqual([
      'Lead, lap 2: AMY took it from BEN at 1:01.000 (61)',
      'Longest battle: AMY and BEN within a second of each other from lap 1 to 2 (31)',
      'Biggest gain: AMY, from 2 after lap 1 to 1 (null)',
    ]);
  });

  it('have every overtake with its lap', () => {
    expect(told(RACERS).overtakes).toEqual([
      { name: 'Lap 2', words: 'AMY passed BEN, seen at 1:01.000', at: 61 },
    ]);
  });

  it('are none where nobody drove a lap', () => {
    expect(told(RACERS.slice(2))).toEqual({ moments: [], overtakes: [] });
  });
});
