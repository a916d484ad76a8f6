import { LAYOUTS } from '../../test/layouts.js';
import { EVENT_NAME } from '../../test/printed-event-frame.js';
import { TRACK_NAME } from '../../test/printed-frame.js';
import {
  points,
  printCells,
  printEntryList,
  printPoints,
  rankingRow,
  round,
  type PrintedRanking,
} from '../../test/printed-ranking.js';
import { refusal } from '../../test/refusals.js';
import { parseQualifyingPoints } from './qualifying-points.js';

const URL = 'https://hollowcreek.liverc.com/results/?p=view_points&id=7070';
const read = (ranking: PrintedRanking = {}) => parseQualifyingPoints(printPoints(ranking), URL);
const rowOf = (cell: string) =>
  read({ roundCount: 1, rows: [printCells([1, 'ALDO QUIST', '0', ''], [cell])] });

describe.each(LAYOUTS)('qualifying points %s', (_layout, arrange) => {
  it('give classes and rows in the order of the page, with the rounds that count', () => {
    const none = { lapCount: 0, totalSeconds: 0, points: 52 };
    const rows = [
      rankingRow(),
      rankingRow({ position: 1, driverName: "CY O'DELL", tieBreaker: '[52] 0/0.000 (DNS) (1)' }),
      rankingRow({
        position: 3,
        driverName: 'BEA MORROW',
        result: '51',
        rounds: [
          round({ points: 51, lapCount: 1, totalSeconds: 56.979, status: 'DNF', counts: true }),
          round({ ...none, round: 2, status: 'DNS' }),
        ],
      }),
    ];
    const classes = [points(rows), { ...points(), className: 'Pro Truck', tieBreakerRule: null }];
    expect(parseQualifyingPoints(arrange(printPoints({ classes })), URL)).toEqual({
      kind: 'qualifying_points',
      trackName: TRACK_NAME,
      eventName: EVENT_NAME,
      title: 'Qual Points (best 1 of 2)',
      provisional: false,
      classes,
      unreadableRows: 0,
      unreadableCells: 0,
    });
  });
});

describe('qualifying points', () => {
  it('may count several of several rounds, and lack those not driven yet', () => {
    const rounds = [1, 2, 4].map((number) => round({ round: number, counts: number !== 2 }));
    const classes = [points([rankingRow({ result: '4', rounds })])];
    expect(read({ title: 'Qual Points (best 2 of 4)', roundCount: 4, classes }).classes).toEqual(
      classes,
    );
  });

  it('may be laps and time instead, all points 0', () => {
    const rounds = [round({ points: 0, counts: true }), round({ round: 2, points: 0 })];
    const classes = [points([rankingRow({ result: '8/5:32.708', tieBreaker: null, rounds })])];
    expect(read({ title: 'Results (1 of 3)', classes }).classes).toEqual(classes);
  });

  it('do not tell which rounds count when none is bold', () => {
    const rounds = [round({ counts: null })];
    const classes = [points([rankingRow({ rounds })])];
    expect(read({ roundCount: 1, classes }).classes).toEqual(classes);
  });

  it.each([
    ['2 : 8/5:32.708', { points: 2, lapCount: 8, totalSeconds: 332.708, status: null }],
    ['51 : 1/56.979 (DNF)', { points: 51, lapCount: 1, totalSeconds: 56.979, status: 'DNF' }],
    ['52 : 0/0.000 (DNS)', { points: 52, lapCount: 0, totalSeconds: 0, status: 'DNS' }],
    ['53 : 7/5:00.001 (DSQ)', { points: 53, lapCount: 7, totalSeconds: 300.001, status: 'DQ' }],
    ['0 : 90/1:00:02.5', { points: 0, lapCount: 90, totalSeconds: 3602.5, status: null }],
  ])('read %s', (cell, values) => {
    expect(rowOf(cell).classes[0]?.rows[0]?.rounds).toEqual([
      { round: 1, ...values, counts: null },
    ]);
  });

  it.each(['8/5:32.708', '2 : 8/5:99.000', '2 : 8/5:32.708 (???)', '-1 : 8/5:32.7', 'x', '2 : ∞'])(
    'count a cell that reads %j, and keep its row',
    (cell) => {
      const page = rowOf(cell);
      expect(page.classes[0]?.rows[0]).toMatchObject({ driverName: 'ALDO QUIST', rounds: [] });
      expect([page.unreadableRows, page.unreadableCells]).toEqual([0, 1]);
    },
  );

  it.each([
    ['a place that is none', printCells(['first', 'X', '0', ''], ['', ''])],
    ['no name', printCells([1, '', '0', ''], ['', ''])],
    ['a cell too few', printCells([1, 'X', '0', ''], [''])],
  ])('count a row with %s', (_what, row) => {
    const page = read({ rows: [row, printCells([1, 'ALDO QUIST', '0', ''], ['', ''])] });
    expect(page.classes[0]?.rows).toHaveLength(1);
    expect(page.unreadableRows).toBe(1);
  });

  it.each<[string, string, RegExp]>([
    ['an entry list', printEntryList(), /for each of 1 classes, got 0/],
    ['an overall ranking', printPoints().replaceAll('<th>#<', '<th>Pos<'), /columns #, Driver/],
    ['a title of another form', printPoints().replace(' :: LiveRC<', '<'), /qualifying points/],
    ['a table that was cut', printPoints().replace('</table>', ''), /a whole table/],
    ['no rows', printPoints({ rows: [] }), /rows of qualifying points, got 0/],
  ])('are refused: %s', (_what, html, why) => {
    expect(refusal(() => parseQualifyingPoints(html, URL))).toMatch(why);
  });
});
