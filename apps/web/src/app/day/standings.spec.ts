import { lapFigures } from '@trackside/lap-statistics';
import { session, unread } from '../../test/sessions';
import { leaderboardOf, pooledConsistency, standingsOf } from './standings';

const ZOE = session('a', { fastest_lap_seconds: 24.5, average_top_5_seconds: 25.1 });
const ZOE_LATER = session('b', { fastest_lap_seconds: 23.7, average_top_5_seconds: 25.4 });
const IDRIS = session('c', {
  driver_name: 'Idris Vale',
  fastest_lap_seconds: 23.9,
  average_top_5_seconds: 24.2,
  top_3_consecutive_seconds: 72.4,
});

describe('a leaderboard', () => {
  it('takes the best of each driver’s sessions', () => {
    const { places } = leaderboardOf(standingsOf([ZOE, IDRIS, ZOE_LATER]), 'best');
    expect(places.map(({ rank, standing, value }) => [rank, standing.label, value])).toEqual([
      [1, 'Zoë Marlow', 23.7],
      [2, 'Idris Vale', 23.9],
    ]);
    expect(places[1]?.gap).toBeCloseTo(0.2);
    expect(places[0]?.standing.bestSession).toBe('b');
  });

  it('ranks by three in a row and by five laps, too', () => {
    const standings = standingsOf([ZOE, IDRIS, ZOE_LATER]);
    const first = (by: 'consecutive' | 'top5') => leaderboardOf(standings, by).places[0];
    expect([first('consecutive')?.value, first('top5')?.value]).toEqual([72.4, 24.2]);
  });

  it('gives equal times one rank', () => {
    const same = session('d', { driver_name: 'Ola Brandt', fastest_lap_seconds: 23.7 });
    const { places } = leaderboardOf(standingsOf([ZOE_LATER, same, IDRIS]), 'best');
    expect(places.map(({ rank }) => rank)).toEqual([1, 1, 3]);
  });

  it('never ranks by a lap that may be invalid', () => {
    const early = unread('e', { driver_name: 'Ola Brandt', fastest_lap_seconds: 11.2 });
    const board = leaderboardOf(standingsOf([IDRIS, early]), 'best');
    expect(board.places).toHaveLength(1);
    expect(board.unplaced).toMatchObject([
      { standing: { label: 'Ola Brandt', unreadBest: 11.2 }, reason: 'laps not read' },
    ]);
  });

  it('has gaps that agree with the consistencies shown', () => {
    const zoe = session('g', { consistency_percent: 95.84 });
    const idris = { ...zoe, driver_name: 'Idris Vale', consistency_percent: 94.76 };
    const { places } = leaderboardOf(standingsOf([zoe, idris]), 'consistency');
    expect(places.map(({ value }) => value.toFixed(1))).toEqual(['95.8', '94.8']);
    expect(places[1]?.gap.toFixed(1)).toBe('1.0');
  });

  it('needs ten valid laps for consistency', () => {
    const short = session('f', { driver_name: 'Ola Brandt', lap_count: 11, invalid_lap_count: 2 });
    const board = leaderboardOf(standingsOf([IDRIS, short]), 'consistency');
    expect(board.places.map(({ standing }) => standing.label)).toEqual(['Idris Vale']);
    expect(board.unplaced.map(({ reason }) => reason)).toEqual(['too few laps']);
  });
});

it('finds the day’s consistency without the laps, equal to the one from them', () => {
  const times = [
    [24.5, 24.9, 26.1, 31.4],
    [23.7, 24.1, 25.5, 24.8, 27.3],
  ];
  const laps = times.map((session) =>
    session.map((time, index) => ({
      lap_number: index + 1,
      lap_time_seconds: time,
      is_valid: true,
    })),
  );
  const sessions = laps.map((driven, index) =>
    session(String(index), { ...lapFigures(driven), lap_count: driven.length }),
  );
  const whole = lapFigures(laps.flat()).consistency_percent ?? 0;
  expect(pooledConsistency(sessions)).toBeCloseTo(whole, 1);
  expect(pooledConsistency([])).toBeNull();
});
