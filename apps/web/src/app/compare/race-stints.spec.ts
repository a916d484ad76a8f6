import type { RaceEventStudy, RaceLaps, RaceWithResults } from '@trackside/contracts';
import { DRIVERS, RACE } from '../../test/racers';
import { namedOf } from './chosen';
import { chosenStint } from './race-stints';
import { sideBySide } from './side-by-side';

const raceId = '7a1c7e0e-2222-5c06-9d4e-5d6f3f3d9e02';
const READ = {
  race: {
    ...RACE,
    label: 'Buggy A-Main',
    class_name: 'Buggy',
    completed_at: '2025-10-25T18:20',
  } as RaceWithResults,
  laps: { drivers: DRIVERS } as RaceLaps,
  event: { track_id: 't', track_name: 'Hill', start_date: '2025-10-24' } as RaceEventStudy,
};
const stint = (driver: string, read: typeof READ | null = READ) =>
  chosenStint({ raceId, driver }, read);

describe('a race stint in a comparison', () => {
  it('has the day and the name of its race, and no lap 1 nor a doubted lap among those compared', () => {
    const ben = stint('BEN');
    expect(ben).toMatchObject({
      driver: 'BEN',
      when: 'Sat 25 Oct 2025, Buggy A-Main',
      className: 'Buggy',
      trackName: 'Hill',
      figures: { id: `${raceId}:BEN`, lap_count: 3, invalid_lap_count: 2 },
    });
    expect(ben?.laps.map(({ is_valid }) => is_valid)).toEqual([false, true, false]);
  });

  it('has no best, average or row of laps from lap 1 where LiveRC’s figures count it', () => {
    const race = { ...READ.race, first_lap_counts: true };
    const amy = stint('AMY', { ...READ, race });
    expect(amy?.figures).toMatchObject({
      fastest_lap_seconds: 30,
      average_lap_seconds: 30,
      average_top_5_seconds: null,
      top_3_consecutive_seconds: null,
      consistency_percent: null,
    });
  });

  it('is awaited while the import of its event has not read the race', () => {
    const race = { ...READ.race, state: 'pending', results: [] } as unknown as RaceWithResults;
    const event = { ...READ.event, job_state: 'running' } as RaceEventStudy;
    const unread = { race, laps: { drivers: [] } as unknown as RaceLaps, event };
    expect(stint('AMY', unread)).toMatchObject({ driver: 'AMY', laps: [], isAwaited: true });
    const failed = { ...unread, event: { ...event, job_state: 'failed' } as RaceEventStudy };
    expect(stint('AMY', failed)?.isAwaited).toBe(false);
  });

  it('leaves lap 1 out where the figures of the race count it, too: it begins on the grid', () => {
    const race = { ...READ.race, first_lap_counts: true };
    expect(stint('AMY', { ...READ, race })?.laps[0]?.is_valid).toBe(false);
  });

  it('has the median of the laps that are compared', () => {
    expect(stint('AMY')?.figures.median_lap_seconds).toBe(30);
  });

  it('is found by another spelling of the name, and keeps the id that the address has', () => {
    expect(stint(' amy')).toMatchObject({ driver: 'AMY', figures: { id: `${raceId}: amy` } });
  });

  it('is unknown of who is not in the race, and of a race that is not here', () => {
    expect(stint('ZOE')).toBeNull();
    expect(stint('AMY', null)).toBeNull();
  });

  it('has no laps of who did not start', () => {
    expect(stint('CLEO')).toMatchObject({ laps: [], figures: { invalid_lap_count: null } });
  });

  it('says in the table what the laps are that are left out', () => {
    const chosen = ['AMY', 'BEN'].flatMap((driver) => stint(driver) ?? []);
    const laps = new Map(chosen.map(({ figures, laps: its }) => [figures.id, its]));
    const { lines, figures } = sideBySide(namedOf(chosen), laps, null);
    expect(lines.map(({ cells }) => cells.map(({ gap }) => gap))).toEqual([
      ['lap 1, in no figure', 'lap 1, in no figure'],
      ['quickest', '+1.250'],
      ['', 'contradicts the total'],
    ]);
    expect(figures.at(-1)?.values).toEqual([
      '3 (1 left out), too few to be rated',
      '3 (2 left out), too few to be rated',
    ]);
  });
});
