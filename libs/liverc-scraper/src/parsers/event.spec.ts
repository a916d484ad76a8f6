import { LAYOUTS } from '../../test/layouts.js';
import {
  printEventPage,
  printRaceRow,
  race,
  type PrintedEventPage,
} from '../../test/printed-event.js';
import { EVENT_NAME } from '../../test/printed-event-frame.js';
import { TRACK_NAME, printPage } from '../../test/printed-frame.js';
import { printDay } from '../../test/printed-practice.js';
import { printRace } from '../../test/printed-race.js';
import { refusal } from '../../test/refusals.js';
import type { EventPage } from '../race-pages.js';
import { parseEvent } from './event.js';

const URL = 'https://hollowcreek.liverc.com/results/?p=view_event&id=500001';
const read = (event: PrintedEventPage = {}) => parseEvent(printEventPage(event), URL);

const QUALIFYING = {
  sectionTitle: 'Qualifier Round 3',
  section: 'qualifying',
  round: 3,
  raceNumber: 1,
} as const;

const EVENT: EventPage = {
  trackName: TRACK_NAME,
  name: EVENT_NAME,
  startDate: '2031-05-17',
  endDate: '2031-05-18',
  raceTrack: 'Offroad',
  totals: { entryCount: 71, driverCount: 60, raceLapCount: 4129 },
  hasEntryList: true,
  lineUps: [
    { sourceHeatSheetId: '9900002', title: 'Qualifier Round 2' },
    { sourceHeatSheetId: '9900001', title: 'Main Events' },
  ],
  rankings: [
    { kind: 'overall', sourceRankingId: '500001', order: null, title: 'Final Results' },
    { kind: 'qualifying_points', sourceRankingId: '7070', order: null, title: 'Results (1 of 3)' },
    { kind: 'round', sourceRankingId: '71', order: 'laps_time', title: 'Round 1 Rankings' },
    { kind: 'round', sourceRankingId: '71', order: 'avg_top_5', title: 'Round 1 Rankings' },
    {
      kind: 'multi_main',
      sourceRankingId: '93',
      order: null,
      title: 'Buggy Triple A-Main Results',
    },
  ],
  races: [
    race(),
    race({ sourceRaceId: '7000000', raceNumber: 13, label: 'B-Main', completedAt: null }),
    race({ ...QUALIFYING, sourceRaceId: '6000009', label: '1/8 Nitro Buggy (Heat 1/3)' }),
  ],
  unreadableRows: 0,
};

describe.each(LAYOUTS)('an event %s', (_layout, arrange) => {
  it('gives its totals, line-ups, rankings and races in the order of the page', () => {
    expect(parseEvent(arrange(printEventPage(EVENT)), URL)).toEqual(EVENT);
  });
});

describe("an event's races", () => {
  it.each([
    ['Main Events', 'main', null],
    ['Main Events Round 2', 'main', null],
    ['Qualifier Round 12', 'qualifying', 12],
    ['Qualifying Round 1', 'qualifying', 1],
    ['Seeding Round 2', 'seeding', 2],
    ['Practice Round 1', 'practice', 1],
    ['Controlled Practice', 'other', null],
    ['Semi Finals', 'other', null],
    ['Last Chance Round 1', 'other', 1],
  ] as const)('under %s are of the section %s, round %s', (sectionTitle, section, round) => {
    const races = [race({ sectionTitle, section, round })];
    expect(read({ races }).races).toEqual(races);
  });

  it.each([
    ['Race 1: A (A (Heat 1/3))', 1, 'A', 'A (Heat 1/3)'],
    ['Race 2: 1/8 (40+) (1/8 (40+) (Heat (1)))', 2, '1/8 (40+)', '1/8 (40+) (Heat (1))'],
    ['Race 3: Stock Buggy', 3, null, 'Stock Buggy'],
    ['Race 4: (Heat 1)', 4, null, '(Heat 1)'],
    ['Race 5: A ()', 5, null, 'A ()'],
    ['Race 6: A :) B)', 6, null, 'A :) B)'],
    ['Demo Run', null, null, 'Demo Run'],
  ])('named %s', (text, raceNumber, className, label) => {
    const rows = printRaceRow(race(), text);
    expect(read({ rows }).races[0]).toMatchObject({ raceNumber, className, label });
  });

  it('are read from links with encoded underscores and parameters in any order', () => {
    const html = printEventPage(EVENT)
      .replaceAll('view_race_result', 'view%5Frace%5Fresult')
      .replaceAll('view_points', 'view%5Fpoints')
      .replaceAll('o=laps_time', 'o=laps%5Ftime')
      .replaceAll(/\?p=(view%5Frace%5Fresult)&id=(\d+)/g, '?x=1&amp;id=$2&amp;p=$1#id=5');
    expect(parseEvent(html, URL)).toEqual(EVENT);
  });

  it('are listed once', () => {
    expect(read({ races: [race(), race()] }).races).toEqual([race()]);
  });

  it('may have been completed in any order, or at no time that can be', () => {
    const rows = printRaceRow(race()).replace('May 17, 2031 at 5:30pm', 'Feb 30, 2031 at 5:30pm');
    expect(read({ rows }).races[0]).toMatchObject({ completedAt: null, sectionTitle: '' });
  });

  it.each([
    ['without id', printRaceRow(race()).replace('7000001', 'x')],
    ['without a text', printRaceRow(race(), '')],
    ['without a link', '<tr><td>Race 3: Buggy (A)</td><td>May 17, 2031 at 5:30pm</td></tr>'],
  ])('%s are counted, not dropped', (_what, broken) => {
    const page = read({ rows: printRaceRow(race({ sourceRaceId: '1' })) + broken });
    expect([page.races.length, page.unreadableRows]).toEqual([1, 1]);
  });

  it('that have fallen out of their table are counted', () => {
    const html = printEventPage();
    const fallen = html.replace(
      '<!-- /#page-wrapper -->',
      printRaceRow(race({ sourceRaceId: '2' })),
    );
    expect(parseEvent(fallen, URL)).toMatchObject({ unreadableRows: 1, races: [race()] });
  });
});

describe('an event', () => {
  it('has no races yet when its panel names none', () => {
    const none = { entryCount: 0, driverCount: 0, raceLapCount: null };
    const page = read({ races: [], hasEntryList: false, totals: none });
    expect(page).toMatchObject({ races: [], hasEntryList: false, totals: none, unreadableRows: 0 });
  });

  it('has none either when a row says so', () => {
    const rows = '<tr><td>There are no results available.</td></tr>';
    expect(read({ rows })).toMatchObject({ races: [], unreadableRows: 0 });
  });

  it('counts rankings of a kind that nobody knows', () => {
    const moreRankings = [
      '<tr><td><a href="/results/?p=view_combined_ranking&id=3">Combined</a></td></tr>',
      '<tr><td><a href="/results/?p=view_round_ranking&id=3&o=../x">Round</a></td></tr>',
    ].join('');
    expect(read({ ...EVENT, moreRankings })).toEqual({ ...EVENT, unreadableRows: 2 });
  });

  it('ranks a round by laps and time where its link does not say', () => {
    const moreRankings = '<tr><td><a href="?p=view_round_ranking&id=3">Round</a></td></tr>';
    expect(read({ moreRankings }).rankings).toEqual([
      { kind: 'round', sourceRankingId: '3', order: 'laps_time', title: 'Round' },
    ]);
  });

  it.each(['May 17, 0202', 'soon', ''])('of %j has no date', (date) => {
    const html = printEventPage().replace('May 17, 2031 to May 18, 2031', date);
    expect(parseEvent(html, URL)).toMatchObject({ startDate: null, endDate: null });
  });
});

describe('a page that is no event', () => {
  it.each<[string, string, RegExp]>([
    ['a race', printRace(), /expected an event, got a page titled/],
    ['a practice day', printDay(), /expected an event/],
    ['a title of another form', printEventPage().replace(' :: LiveRC<', '<'), /expected an event/],
    ['a table that was cut', printEventPage().replace('</table>', ''), /whole tables of an event/],
    [
      'no race that can be read',
      printEventPage({ rows: '<tr><td><a href="?p=view_race_result&id=x">R</a></td></tr>' }),
      /rows of races, got 1 that can't be read/,
    ],
    [
      'laps without races',
      printEventPage({ ...EVENT, races: [] }),
      /races beside the count of their laps, got none/,
    ],
    [
      'an empty shell',
      printPage({ title: 'A :: B :: LiveRC', h1: 'A', h3: 'B', body: '' }),
      /an event/,
    ],
  ])('is refused: %s', (_what, html, why) => {
    expect(refusal(() => parseEvent(html, URL))).toMatch(why);
  });
});
