import type { FakeScript } from './fake-api.js';
import { BUGGY, DAY, idOf } from './fake-day.js';
import { DRIVER, driverDay } from './fake-driver.js';
import { LONG_RACE_PATH, longRace } from './fake-long-race.js';
import { practiceTrack, practiceYear } from './fake-practice.js';
import { TRACK } from './fake-world.js';

/** A page that prints a sheet of its own, and what is on it. */
export interface Kind {
  readonly name: string;
  readonly path: string;
  readonly script?: Partial<FakeScript>;
  /** The page is ready to be printed once this many charts are drawn on it. */
  readonly drawn: number;
  /** … and this is said on it. */
  readonly ready: readonly string[];
  readonly heading: string;
  readonly words: readonly (string | RegExp)[];
  /** Pictures of charts on the sheet. */
  readonly charts: number;
  /** Rows of the tables on the sheet. */
  readonly rows: number;
  /** Pages of A4 at most. */
  readonly pages: number;
}

const ZOE = `${DAY}?driver=Zo%C3%AB%20Marlow`;
export const COMPARED = `${idOf(4)},${idOf(13)}`;
export const MIA = `/driver?track=${TRACK.id}&name=mia%20sanders`;
const SEASON = `/season?track=${TRACK.id}&driver=Mia%20Sanders&driver=Theo%20Marsh&year=2025`;

const dates = ['2025-11-15', '2025-10-25', '2025-09-27', '2024-11-30'];
const season: Partial<FakeScript> = {
  driver: (query) => {
    const best = query.get('name') === 'Theo Marsh' ? 35 : 34;
    return {
      ...DRIVER,
      name: query.get('name') ?? '',
      days: dates.map((date, at) => driverDay(date, true, best + at)),
    };
  },
};

export const KINDS: readonly Kind[] = [
  {
    name: 'a driver’s day',
    path: ZOE,
    drawn: 3,
    ready: ['1st of 5'],
    heading: 'Practice, Sat 25 Oct 2025',
    words: [
      'Redgum Park Off Road',
      '16 sessions, 140 laps, 5 drivers, 3 classes, 10:58–16:05',
      `Zoë Marlow, ${BUGGY}`,
      'Best 23.704 at 13:52, the 4th of 6 sessions.',
      'Class best 23.704',
      'Lap time in seconds over the clock',
      'Lap time in seconds, lap by lap, of 16:05',
      'LiveRC consistency',
      '8603914',
    ],
    charts: 2,
    rows: 6 + 16,
    pages: 2,
  },
  {
    name: 'a class',
    path: `${ZOE}&tab=class`,
    drawn: 1,
    ready: ['24.209'],
    heading: `Leaderboard of ${BUGGY}`,
    words: [
      'Redgum Park Off Road',
      'Practice, Sat 25 Oct 2025',
      'Best lap of each session in seconds, driver by driver',
      'By Best lap',
      'Average of best 5 laps',
      /2\s+Idris Vale\s+24\.209/,
      /Unknown Driver \(3071066\)\s+29\.557/,
    ],
    charts: 1,
    rows: 5,
    pages: 1,
  },
  {
    name: 'sessions of a day compared',
    path: `${ZOE}&tab=compare&compare=${COMPARED}`,
    drawn: 2,
    ready: ['Lap by lap'],
    heading: 'Sessions compared',
    words: [
      'Practice, Sat 25 Oct 2025',
      'Redgum Park Off Road',
      `Zoë Marlow 13:52, ${BUGGY}`,
      `Idris Vale 15:10, ${BUGGY}`,
      '23.704 best',
      'Gap in seconds after each valid lap',
      /3\s+23\.704 quickest\s+24\.692 \+0\.988/,
    ],
    charts: 2,
    rows: 8 + 14,
    pages: 2,
  },
  {
    name: 'sessions of any days compared',
    path: `/compare?ids=${COMPARED}`,
    drawn: 2,
    ready: ['Lap by lap'],
    heading: 'Sessions compared',
    words: [
      'Redgum Park Off Road',
      `Sat 25 Oct 2025, 13:52, ${BUGGY}`,
      '23.704 best',
      /3\s+23\.704 quickest\s+24\.692 \+0\.988/,
    ],
    charts: 2,
    rows: 8 + 14,
    pages: 2,
  },
  {
    name: 'a driver',
    path: MIA,
    drawn: 2,
    ready: ['Day by day'],
    heading: 'Mia Sanders',
    words: [
      'Redgum Park Off Road',
      '1/8 Electric Buggy, Sat 27 Sep 2025 to Sat 15 Nov 2025',
      'Transponder 4410021, 5120077',
      'Lap time in seconds, day by day',
      'Sat 15 Nov 2025, not imported',
      '34.746 all laps',
      'Sessions, the newest 3 of 12',
    ],
    charts: 2,
    rows: 3 + 3,
    pages: 2,
  },
  {
    name: 'a race',
    path: LONG_RACE_PATH,
    script: { raceEvent: longRace },
    drawn: 1,
    ready: ['Laps side by side'],
    heading: 'Race 14: 1/8 Electric Buggy A-Main',
    words: [
      'Redgum Spring Cup',
      'Mains, Sun 16 Nov 2025, 16:40',
      'The figures leave lap 1 out',
      'Position at the end of each lap',
      'Gap to ZOE MARLOW in seconds at the end of each lap',
      'THEO MARSH: 0.049 s slower from lap to lap.',
      'VIGO LARK (did not start)',
      /1\s+35\.921\*\s+1\s+36\.462\*\s+2/,
    ],
    charts: 3,
    rows: 12 + 18 + 18,
    pages: 3,
  },
  {
    name: 'a season of two',
    path: SEASON,
    script: season,
    drawn: 1,
    ready: ['Redgum Park Off Road'],
    heading: 'Mia Sanders and Theo Marsh',
    words: [
      'Redgum Park Off Road',
      '1/8 Electric Buggy, 2025',
      'Mia Sanders had the quicker best lap on 3 of 3 days, at most by 1.000 s.',
      /Sat 15 Nov 2025\s+34\.000\s+95\.1\s%\s+35\.000\s+95\.1\s%\s+\+1\.000/,
    ],
    charts: 1,
    rows: 3,
    pages: 1,
  },
  {
    name: 'a year',
    path: `/practice-days?track=${TRACK.id}&month=2025-10`,
    script: { search: practiceYear, track: practiceTrack },
    drawn: 0,
    ready: ['Read at LiveRC just now', 'Classes: 1/8 Electric Buggy'],
    heading: 'Practice days of 2025',
    words: [
      'Redgum Park Off Road',
      'Classes: 1/8 Electric Buggy',
      '9 of 11 months read',
      'Sessions a day',
      /Sun 26 Oct 2025\s.*29\s+287\s+13\s+5\s+yes/,
      /In all\s/,
    ],
    charts: 0,
    rows: 11,
    pages: 2,
  },
];
