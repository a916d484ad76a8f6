import { LAYOUTS } from '../../test/layouts.js';
import { EVENT_NAME } from '../../test/printed-event-frame.js';
import { TRACK_NAME } from '../../test/printed-frame.js';
import {
  multiMain,
  overall,
  printCells,
  printMultiMain,
  printOverall,
  printPoints,
  printRoundRanking,
  rankingRow,
  round,
  roundRanking,
} from '../../test/printed-ranking.js';
import { refusal } from '../../test/refusals.js';
import type { RankingKind, RankingPage } from '../race-pages.js';
import { parseRanking } from './ranking.js';

const URL = 'https://hollowcreek.liverc.com/results/?p=x&id=77';
const read = (kind: RankingKind, html: string, order: string | null = null): RankingPage =>
  parseRanking(html, URL, { kind, order });
const page = (kind: RankingKind, title: string, classes: RankingPage['classes']): RankingPage => ({
  kind,
  trackName: TRACK_NAME,
  eventName: EVENT_NAME,
  title,
  provisional: false,
  classes,
  unreadableRows: 0,
  unreadableCells: 0,
});

describe.each(LAYOUTS)('a ranking %s', (_layout, arrange) => {
  it('of a round gives laps and time', () => {
    const html = arrange(printRoundRanking());
    const expected = page('round', 'Qualifier Round 1 Rankings', [roundRanking()]);
    expect(read('round', html, 'laps_time')).toEqual(expected);
  });

  it('of a main of several legs gives them, and what is theirs', () => {
    const title = '1/8 Electric Buggy Triple A-Main Results';
    const html = arrange(printMultiMain());
    expect(read('multi_main', html)).toEqual(page('multi_main', title, [multiMain()]));
  });

  it('of a whole event gives results as printed', () => {
    const classes = [overall(), { ...overall(), className: 'Pro Truck' }];
    const html = arrange(printOverall({ classes }));
    expect(read('overall', html)).toEqual(page('overall', 'Final Results', classes));
  });
});

describe("a round's ranking", () => {
  it.each([
    ['laps_time', '8/5:32.708'],
    ['avg_top_5', '31.4'],
    ['fastest_lap', '30.9'],
    ['top_3_consecutive', '93.2'],
    ['top_99_backwards', '8/5:32.708'],
  ])('by %s has the result %s', (order, result) => {
    const rows = read('round', printRoundRanking(), order).classes[0]?.rows;
    expect(rows?.[0]).toMatchObject({ result, rounds: [round({ points: null, counts: null })] });
  });

  it('whose title names no round has no rounds', () => {
    const { classes } = read('round', printRoundRanking({ title: 'Rankings' }), 'laps_time');
    expect(classes[0]?.rows[0]).toMatchObject({ result: '8/5:32.708', rounds: [] });
  });

  it('counts laps and times of another form', () => {
    const html = printRoundRanking().replace('8/5:32.708', '8 laps');
    expect(read('round', html, 'laps_time')).toMatchObject({ unreadableCells: 1 });
  });
});

describe('a main of several legs', () => {
  const legs = (count: number) => multiMain().rows[0]?.rounds.slice(0, count) ?? [];

  it('is provisional while a leg is to come, and the leg is absent', () => {
    const [row = rankingRow()] = multiMain().rows;
    const html = printMultiMain({ completed: 'Completed: 2 of 3' });
    const result = read('multi_main', html);
    expect(result.provisional).toBe(true);
    expect(result.classes[0]?.rows).toEqual([{ ...row, rounds: legs(2) }]);
  });

  it('keeps a leg in which somebody has a lap, whatever is said to be completed', () => {
    const html = printMultiMain({ completed: 'Completed: 1 of 3' });
    expect(read('multi_main', html).classes[0]?.rows[0]?.rounds).toEqual(legs(2));
  });

  it('counts the legs that are bold, where some are', () => {
    const html = printMultiMain().replace(/1st \(1pts\)[^<]*/, '<b>$&</b>');
    const rounds = read('multi_main', html).classes[0]?.rows[0]?.rounds;
    expect(rounds?.map(({ counts }) => counts)).toEqual([true, false, false]);
  });

  it('is not provisional where nothing is said', () => {
    expect(read('multi_main', printMultiMain({ completed: '' }))).toMatchObject({
      provisional: false,
      classes: [multiMain()],
    });
  });

  it('is provisional when one of its classes is', () => {
    const html = printMultiMain({ classes: [multiMain(), multiMain()] });
    const mixed = html.replace('Completed: 3 of 3', 'Completed: 1 of 3');
    const { provisional, classes } = read('multi_main', mixed);
    expect(provisional).toBe(true);
    expect(classes.map(({ rows }) => rows[0]?.rounds.length)).toEqual([2, 3]);
  });

  it.each([
    ['8th (8pts) : 0/0.000', round({ points: 8, lapCount: 0, totalSeconds: 0, counts: null })],
    [
      '22nd (22pts) : 3/1:00.5',
      round({ points: 22, lapCount: 3, totalSeconds: 60.5, counts: null }),
    ],
    [
      '(10pts) : 0/0.000 (DNS)',
      round({ points: 10, lapCount: 0, totalSeconds: 0, status: 'DNS', counts: null }),
    ],
    ['won', null],
    ['1st (1pts) : fast', null],
  ])('reads a leg of %j', (cell, leg) => {
    const rows = [printCells([1, 1, 'ALDO QUIST', '3'], [cell])];
    const { classes, unreadableCells } = read('multi_main', printMultiMain({ legs: ['A1'], rows }));
    expect(classes[0]?.rows[0]?.rounds).toEqual(leg ? [leg] : []);
    expect(unreadableCells).toBe(leg ? 0 : 1);
  });
});

describe('a ranking', () => {
  const PAGES: [RankingKind, string][] = [
    ['qualifying_points', printPoints()],
    ['round', printRoundRanking()],
    ['multi_main', printMultiMain()],
    ['overall', printOverall()],
  ];

  it.each(PAGES)('of the kind %s is no other', (kind, html) => {
    for (const [other] of PAGES.filter(([one]) => one !== kind)) {
      expect(refusal(() => read(other, html, 'laps_time'))).toMatch(/^expected/);
    }
    expect(read(kind, html, 'laps_time')).toMatchObject({ kind, unreadableRows: 0 });
  });

  it.each(PAGES)('of the kind %s counts rows that it cannot read', (kind, html) => {
    const damaged = html.replace('<tbody>', '<tbody><tr><td>1</td></tr>');
    const { unreadableRows, classes } = read(kind, damaged, 'laps_time');
    expect([unreadableRows, classes.length]).toEqual([1, 1]);
  });
});
