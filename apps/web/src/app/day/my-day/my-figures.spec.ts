import type { Lap } from '@trackside/contracts';
import { lapFigures } from '@trackside/lap-statistics';
import { session, unread } from '../../../test/sessions';
import { belongsTo, driverKey } from '../../me/driver-names';
import { STATISTICS } from '../../laps/statistic';
import { SHOWN, leaderboardOf, standingsOf } from '../standings';
import {
  type DayInClass,
  changeWords,
  classWords,
  consistencyWords,
  keyFigures,
  leftOut,
  placesAround,
  rankWords,
  scaleOf,
} from './my-figures';

function laps(...times: number[]): Lap[] {
  return times.map((lap_time_seconds, index) => ({
    lap_number: index + 1,
    lap_time_seconds,
    crossed_at: null,
    is_valid: true,
  }));
}

const MORNING = laps(26.1, 25.9, 26.4, 26);
const NOON = laps(24.2, 24.6, 24.4);
const SESSIONS = [
  session('a', { ...lapFigures(MORNING), lap_count: 4, started_at: '2025-10-25T10:00:00' }),
  session('b', { ...lapFigures(NOON), lap_count: 3, started_at: '2025-10-25T12:00:00' }),
];
const IDRIS = session('c', { driver_name: 'Idris Vale', fastest_lap_seconds: 23.9 });

function dayWith(...others: ReturnType<typeof session>[]): DayInClass {
  const mine = belongsTo(['Zoë Marlow']);
  const standings = standingsOf([...SESSIONS, ...others], (driven) =>
    mine(driven) ? SHOWN : driverKey(driven),
  );
  return {
    sessions: SESSIONS,
    laps: [MORNING, NOON],
    statistic: STATISTICS.counted,
    board: leaderboardOf(standings, 'best'),
  };
}

describe('a day in a class', () => {
  it('is told in figures', () => {
    expect(keyFigures(dayWith(IDRIS)).map(({ name, value, note }) => [name, value, note])).toEqual([
      ['Best', '24.200', 'at 12:00'],
      ['Class best', '23.900', '2nd of 2'],
      ['Median', '25.900', 'of the day'],
      ['Consistency', '96.6\u00a0%', 'over 7 laps that count'],
      ['Sessions', '2', ''],
      ['Laps', '7', ''],
    ]);
  });

  it('is told in sentences, one for each question', () => {
    const day = dayWith(IDRIS);
    expect(changeWords(day)).toBe(
      'Best 24.200 at 12:00, the 2nd of 2 sessions. The median went from 26.050 to 24.400 (−1.650).',
    );
    expect(classWords(day.board)).toBe('24.200 is 0.300 behind Idris Vale: 2nd of 2.');
    expect(consistencyWords(day)).toBe('96.6\u00a0% over 7 laps that count.');
  });

  it('calls the most even only a session with five valid laps', () => {
    const [even, lone] = [laps(25, 25.4, 25.1, 25.3, 25.2), laps(24.9)];
    const sessions = [even, lone].map((driven, index) =>
      session(String(index), { ...lapFigures(driven), lap_count: driven.length }),
    );
    expect(consistencyWords({ ...dayWith(IDRIS), sessions, laps: [even, lone] })).toBe(
      '99.3\u00a0% over 6 laps that count. ' +
        'Most even, of runs with 5 laps that count or more: 99.4\u00a0% at 10:58.',
    );
    const only = { ...dayWith(IDRIS), sessions: sessions.slice(1), laps: [lone] };
    expect(keyFigures(only)[3]).toMatchObject({ value: '–', note: 'over 1 lap that counts' });
    expect(consistencyWords(only)).toBeNull();
  });

  it('counts those whose laps are not read as open, not as beaten', () => {
    const early = unread('d', { driver_name: 'Ola Brandt', fastest_lap_seconds: 20 });
    expect(rankWords(dayWith(IDRIS, early).board)).toBe('2nd of 2, 1 not read yet');
    expect(classWords(dayWith().board)).toBe(
      '24.200: nobody else of this class has a lap to compare with yet.',
    );
  });

  it('waits for the laps with what only they tell', () => {
    const figures = keyFigures({ ...dayWith(IDRIS), laps: null });
    expect(figures.map(({ value }) => value)).toContain('…');
    expect(figures[3]?.value).toBe('…');
  });

  it('tells how the median changed: a lap that stands out counts in neither', () => {
    const crash = laps(24.2, 24.6, 24.4, 24.5, 24.3, 301);
    const day = { ...dayWith(IDRIS), laps: [MORNING, crash] };
    expect(changeWords(day)).toContain('The median went from 26.050 to 24.400 (−1.650).');
    expect(keyFigures(day)[3]?.note).toBe('over 9 laps that count, 1 stands out');
  });

  it('goes by all valid laps in every figure and sentence, where these are chosen', () => {
    const crash = laps(24.2, 24.6, 24.4, 24.5, 24.3, 301);
    const day = { ...dayWith(IDRIS), laps: [MORNING, crash], statistic: STATISTICS.valid };
    expect(keyFigures(day).slice(2, 4)).toMatchObject([
      { name: 'Average', value: '52.740', note: 'of the day' },
      { name: 'LiveRC consistency', value: '−56.9\u00a0%', note: 'over 10 valid laps' },
    ]);
    expect(changeWords(day)).toContain('The average went from 26.100 to 1:10.500 (+44.400).');
    expect(consistencyWords(day)).toBe(
      '−56.9\u00a0% over 10 valid laps. ' +
        'Most even, of runs with 5 valid laps or more: −46.2\u00a0% at 12:00.',
    );
  });
});

it('leaves out a crash from the clean pace, and says so', () => {
  const run = laps(24.2, 24.6, 27.9, 24.5, 24.3, 24.4);
  const day = { ...dayWith(IDRIS), laps: [MORNING, run], statistic: STATISTICS.clean };
  expect(keyFigures(day).slice(2, 4)).toMatchObject([
    { name: 'Clean median', value: '24.600', note: 'of the day' },
    {
      name: 'Clean consistency',
      value: '96.6\u00a0%',
      note: 'over 9 clean laps, 1 with a crash, a stop or a cut',
    },
  ]);
});

it('shows the first place and those around one’s own', () => {
  const others = [23.1, 23.2, 23.3, 23.4, 25, 26].map((best, index) =>
    session(`o${index}`, { driver_name: `Driver ${index}`, fastest_lap_seconds: best }),
  );
  const { board } = dayWith(...others);
  const shown = placesAround(board, 4);
  expect(shown.map(({ rank }) => rank)).toEqual([1, 4, 5, 6]);
  expect(leftOut(board.places, shown)).toEqual([0, 2, 0, 0]);
});

it('scales consistency so that one crash does not flatten the rest', () => {
  const scale = scaleOf([97.8, 99.5, -55.2, null]);
  expect([scale(-55.2), scale(97.5), scale(100), scale(null)]).toEqual([0, 50, 100, null]);
});
