import type { TrackDriver } from '@trackside/contracts';
import { byBest } from './by-best';

function driver(name: string, best: number | null, other = 1, ofAll = false): TrackDriver {
  const of = { session_count: 9, lap_count: 90, fastest_of_all_laps: ofAll };
  const classes = [
    { ...of, class_name: 'Mini-Z', fastest_lap_seconds: other },
    { ...of, class_name: 'Truggy', fastest_lap_seconds: best },
  ];
  const counts = { day_count: 1, session_count: 10, lap_count: 99, last_date: '2025-10-25' };
  return { name, transponders: [], ...counts, classes };
}

it('the quickest in the class comes first, whoever drove another one quicker', () => {
  const drivers = [
    driver('none', null),
    driver('slow', 56.2, 0.1),
    driver('also', null),
    driver('quick', 55.9, 3),
  ];
  expect(byBest(drivers, 'truggy').map(({ name }) => name)).toEqual([
    ...['quick', 'slow', 'none', 'also'],
  ]);
});

it('whose best is of all laps, and may be a cut one, comes after those whose best is valid', () => {
  const drivers = [driver('cut', 3.1, 1, true), driver('none', null), driver('slow', 56.2)];
  expect(byBest(drivers, 'Truggy').map(({ name }) => name)).toEqual(['slow', 'cut', 'none']);
});
