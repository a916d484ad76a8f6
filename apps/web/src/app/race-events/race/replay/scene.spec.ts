import fc from 'fast-check';
import { RACERS, raceDriver, RACE } from '../../../../test/racers';
import { racersOf } from '../racers';
import { sceneOf, sceneWords } from './scene';

const lapTimes = fc.array(fc.integer({ min: 20_000, max: 40_000 }), { minLength: 0, maxLength: 9 });
const races = fc.array(lapTimes, { minLength: 1, maxLength: 8 });

/** Positions as LiveRC prints them: the rank by elapsed time among those who have ended that lap. */
function printedRace(times: readonly (readonly number[])[]): ReturnType<typeof raceDriver>[] {
  const elapsed = times.map((laps) => laps.map((_, lap) => sum(laps.slice(0, lap + 1))));
  return times.map((laps, driver) =>
    raceDriver(
      `D${driver}`,
      laps.map((time, lap) => {
        const own = elapsed[driver]?.[lap] ?? 0;
        const ahead = elapsed.filter((other, index) => {
          const its = other[lap] ?? Infinity;
          return its < own || (its === own && index < driver);
        });
        return [time / 1000, ahead.length + 1];
      }),
    ),
  );
}

const sum = (values: readonly number[]): number => values.reduce((total, one) => total + one, 0);

describe('a race over its clock', () => {
  it('has at each crossing the position that is printed for it', () => {
    fc.assert(
      fc.property(races, (times) => {
        const drivers = printedRace(times);
        const scene = sceneOf(racersOf(drivers, RACE));
        for (const { driver_name, laps } of drivers) {
          for (const { lap_number, elapsed_seconds, position } of laps) {
            const row = scene.at(elapsed_seconds).find(({ racer }) => racer.name === driver_name);
            expect(row).toMatchObject({ position, lapCount: lap_number, sinceCrossing: 0 });
          }
        }
      }),
      { numRuns: 200 },
    );
  });

  it('keeps the order between two crossings, and estimates alone where everybody is', () => {
    fc.assert(
      fc.property(races, fc.double({ min: 0, max: 1, noNaN: true }), (times, share) => {
        const scene = sceneOf(racersOf(printedRace(times), RACE));
        const crossings = scene.racers.flatMap(({ laps }) =>
          laps.map((lap) => lap.elapsed_seconds),
        );
        const moment = share * scene.endSeconds;
        const before = Math.max(0, ...crossings.filter((at) => at <= moment));
        const names = (at: number): string[] => scene.at(at).map(({ racer }) => racer.name);
        expect(names(moment)).toEqual(names(before));
      }),
      { numRuns: 200 },
    );
  });

  it('starts in the order of the grid, without those who drove no lap', () => {
    const rows = sceneOf(RACERS).at(0);
    expect(rows.map(({ racer, gap, sinceCrossing }) => [racer.name, gap, sinceCrossing])).toEqual([
      ['BEN', '', null],
      ['AMY', '', null],
    ]);
  });

  it('says who leads, how far the others are behind, and who has no further lap', () => {
    const scene = sceneOf(RACERS);
    expect(sceneWords(scene.at(61.75))).toBe('1 AMY leads, 2 BEN +0.750');
    expect(scene.at(76).map(({ share }) => share?.toFixed(2))).toEqual(['0.50', '0.16']);
    expect(scene.at(scene.endSeconds).map(({ share }) => share)).toEqual([null, null]);
  });

  it('tells nobody behind a gap of who is ahead: the new leader’s is measured at the next crossing', () => {
    const drivers = [
      raceDriver('AMY', [
        [30, 1],
        [33, 2],
      ]),
      raceDriver('BEN', [
        [31, 2],
        [31, 1],
      ]),
    ];
    const scene = sceneOf(racersOf(drivers, { ...RACE, results: [] }));
    expect([61, 62, 63].map((at) => sceneWords(scene.at(at)))).toEqual([
      '1 AMY leads, 2 BEN +1.000',
      '1 BEN leads, 2 AMY',
      '1 BEN leads, 2 AMY +1.000',
    ]);
  });

  it('leaves who stopped behind by the laps that the leader has since', () => {
    const drivers = [
      raceDriver(
        'AMY',
        [30, 30, 30].map((time) => [time, 1]),
      ),
      raceDriver('BEN', [[31, 2]]),
    ];
    const scene = sceneOf(racersOf(drivers, { ...RACE, results: [] }));
    expect([31, 60, 90].map((at) => scene.at(at)[1]?.gap)).toEqual([
      ...['+1.000', '+1 lap', '+2 laps'],
    ]);
  });
});
