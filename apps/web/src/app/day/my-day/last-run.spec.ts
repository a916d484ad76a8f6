import type { Lap } from '@trackside/contracts';
import { lapFigures } from '@trackside/lap-statistics';
import { session, unread } from '../../../test/sessions';
import { STATISTICS } from '../../laps/statistic';
import { lastRun } from './last-run';
import type { DayInClass } from './my-figures';

function laps(...times: number[]): Lap[] {
  return times.map((lap_time_seconds, index) => ({
    lap_number: index + 1,
    lap_time_seconds,
    crossed_at: null,
    is_valid: true,
  }));
}

function dayOf(...runs: Lap[][]): DayInClass {
  const sessions = runs.map((own, index) =>
    session(String(index), {
      ...lapFigures(own),
      lap_count: own.length,
      started_at: `2025-10-25T1${index}:00:00`,
    }),
  );
  const board = { places: [], unplaced: [] };
  return { sessions, laps: runs, board, statistic: STATISTICS.counted };
}

const SLOW = laps(26, 26.2, 26.4, 26.2, 26.3);
const QUICK = laps(24.1, 24.3, 24.2, 24.2, 301, 24.4);

describe('the last run against the one before', () => {
  it('tells each figure with its change, by the laps that count', () => {
    const run = lastRun(dayOf(laps(30, 31, 30), SLOW, QUICK));
    expect(run).toMatchObject({ time: '12:00', timeBefore: '11:00', ids: ['1', '2'] });
    expect(run?.figures).toEqual([
      { name: 'Best', value: '24.100', change: '−1.900', better: true },
      { name: 'Median', value: '24.200', change: '−2.000', better: true },
      { name: 'Consistency', value: '99.6\u00a0%', change: '+0.1', better: true },
      { name: 'Laps', value: '6', change: '+1', better: null },
    ]);
  });

  it('says what got worse, and nothing of what stayed', () => {
    const [best, median] = lastRun(dayOf(QUICK, SLOW))?.figures ?? [];
    expect([best?.change, best?.better, median?.better]).toEqual(['+1.900', false, false]);
    const same = lastRun(dayOf(SLOW, SLOW))?.figures ?? [];
    expect(same.map(({ change, better }) => [change, better])).toEqual([
      ['0.000', null],
      ['0.000', null],
      ['0.0', null],
      ['', null],
    ]);
  });

  it('is held against the last of the same car; where there is none, that is told and nothing judged', () => {
    const drivenWith = (...transponders: (string | null)[]) => {
      const day = dayOf(...transponders.map((_, at) => (at % 2 === 0 ? SLOW : QUICK)));
      return lastRun({
        ...day,
        sessions: day.sessions.map((one, at) => ({
          ...one,
          transponder: transponders[at] ?? null,
        })),
      });
    };
    const same = drivenWith('1', '2', '2', '1');
    expect(same).toMatchObject({ timeBefore: '10:00', ids: ['0', '3'], isOtherTransponder: false });
    const other = drivenWith('1', '2');
    expect(other?.isOtherTransponder).toBe(true);
    expect(other?.figures.map(({ change, better }) => [change, better])).toEqual([
      ['−1.900', null],
      ['−2.000', null],
      ['+0.1', null],
      ['+1', null],
    ]);
    expect(drivenWith('1', '1')?.isOtherTransponder).toBe(false);
    expect(drivenWith(null, '1')?.figures[0]?.better).toBe(true);
  });

  it('of a few laps has a median that is neither better nor worse', () => {
    const [best, median] = lastRun(dayOf(SLOW, laps(24.1, 24.1)))?.figures ?? [];
    expect([best?.better, median?.change, median?.better]).toEqual([true, '−2.100', null]);
  });

  it('says of a run of a few laps that it is too short to judge, as “Most even” does', () => {
    const short = laps(24.1, 24.1, 24.1);
    const evennessOf = (...runs: Lap[][]) => lastRun(dayOf(...runs))?.figures[2];
    expect(evennessOf(SLOW, short)).toEqual({
      ...{ name: 'Consistency', value: '100.0\u00a0%', change: '', better: null },
      note: 'only 3 laps that count: too few to judge',
    });
    expect(evennessOf(short, SLOW)).toMatchObject({
      ...{ change: '', better: null },
      note: 'only 3 laps that count before: too few to judge',
    });
  });

  it('is not called too short while its laps are still loaded', () => {
    const [, median, evenness] = lastRun({ ...dayOf(SLOW, QUICK), laps: [] })?.figures ?? [];
    expect([median?.change, evenness?.change, evenness?.note]).toEqual(['', '', undefined]);
  });

  it('is of runs whose laps are read, and none with fewer than two of them', () => {
    const day = dayOf(SLOW, QUICK);
    const late = unread('late', { started_at: '2025-10-25T15:00:00' });
    const grown = { ...day, sessions: [...day.sessions, late], laps: [...(day.laps ?? []), []] };
    expect(lastRun(grown)?.ids).toEqual(['0', '1']);
    expect(lastRun(dayOf(SLOW))).toBeNull();
    expect(lastRun({ ...day, laps: null })).toBeNull();
  });
});
