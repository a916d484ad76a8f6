import { LAYOUTS } from '../../test/layouts.js';
import { TRACK_NAME, printPage } from '../../test/printed-frame.js';
import { EVENT_NAME } from '../../test/printed-event-frame.js';
import {
  NO_FIGURES,
  RACE_COLUMNS,
  nonStarter,
  printCells,
  printRace,
  printResult,
  racer,
  result,
  type PrintedRace,
} from '../../test/printed-race.js';
import { refusal } from '../../test/refusals.js';
import type { RaceResult } from '../race-pages.js';
import { parseRace } from './race.js';

const URL = 'https://hollowcreek.liverc.com/results/?p=view_race_result&id=7000001';
const read = (race: PrintedRace = {}) => parseRace(printRace(race), URL);

describe.each(LAYOUTS)('a race %s', (_layout, arrange) => {
  const second = result({
    position: 2,
    driverName: "CY O'DELL",
    sourceDriverId: '910003',
    carNumber: 1,
    qualifiedPosition: 1,
    gapAheadSeconds: 62.052,
  });

  it('gives what stands above its table', () => {
    expect(parseRace(arrange(printRace()), URL)).toMatchObject({
      trackName: TRACK_NAME,
      eventName: EVENT_NAME,
      label: '1/8 Nitro Buggy A-Main',
      heading: '1/8 Nitro Buggy A-Main Results [M1 Race #14]',
      raceNumber: 14,
      classHeader: '1/8 Nitro Buggy A-Main',
      roundTitle: 'Main Events',
      printedLength: '30:00 Timed',
      lengthSeconds: 1800,
      unreadableRows: 0,
      unreadableLaps: 0,
    });
  });

  it('gives rows in their order, with what the script knows of their drivers', () => {
    const results = [result(), second, nonStarter({ position: 3 })];
    const page = parseRace(arrange(printRace({ results })), URL);
    expect(page.results).toEqual(results);
    expect(page.drivers).toEqual([
      {
        sourceDriverId: '910001',
        driverName: 'ALDO QUIST',
        gridPosition: 3,
        laps: [
          { lapNumber: 1, position: 1, lapTimeSeconds: 36.5 },
          { lapNumber: 2, position: 1, lapTimeSeconds: 36.017 },
          { lapNumber: 3, position: 1, lapTimeSeconds: 73.792 },
        ],
      },
      racer(second),
      { sourceDriverId: '910002', driverName: 'BEA MORROW', gridPosition: null, laps: [] },
    ]);
    expect([page.unreadableRows, page.unreadableLaps]).toEqual([0, 0]);
  });
});

describe('a race', () => {
  it.each([
    ['5:00 Timed', 300],
    ['1:00:00 Timed', 3600],
    ['20 Laps', null],
    ['', null],
  ])('of length %j lasts %s seconds', (length, seconds) => {
    expect(read({ length })).toMatchObject({
      printedLength: length || null,
      lengthSeconds: seconds,
    });
  });

  it.each(['DNS', 'DNF', 'DQ'] as const)('shows %s in place of a position', (status) => {
    const row = status === 'DNS' ? nonStarter({ position: null, status }) : result({ status });
    expect(
      read({ results: [result(), { ...row, position: null, sourceDriverId: '910009' }] }),
    ).toHaveProperty('results.1', expect.objectContaining({ position: null, status }));
  });

  it('shows DSQ as DQ', () => {
    const rows = [printResult(result()).replace('<td>1</td>', '<td>DSQ</td>')];
    expect(read({ rows }).results[0]).toMatchObject({ position: null, status: 'DQ' });
  });

  it('keeps equal positions', () => {
    const other = result({ driverName: 'CY ODELL', sourceDriverId: '910003' });
    expect(read({ results: [result(), other] }).results.map((row) => row.position)).toEqual([1, 1]);
  });

  it('tells two drivers of one name apart by their ids', () => {
    const other = result({ position: 2, sourceDriverId: '910003', lapCount: 2 });
    const drivers = [racer(result()), racer(other, [40, 41])];
    const page = read({ results: [result(), other], drivers });
    expect(page.results.map((row) => row.sourceDriverId)).toEqual(['910001', '910003']);
    expect(page.drivers.map(({ laps }) => laps.length)).toEqual([3, 2]);
    expect(page.unreadableLaps).toBe(0);
  });

  it('gives who did not start the id that is left for that name', () => {
    const out = nonStarter({ driverName: 'ALDO QUIST' });
    expect(read({ results: [result(), out] }).results[1]?.sourceDriverId).toBe('910002');
  });

  it('gives no id to two of one name who did not start', () => {
    const results = [result(), nonStarter(), nonStarter({ position: 3, sourceDriverId: '910003' })];
    const page = read({ results });
    expect(page.results.map((row) => row.sourceDriverId)).toEqual(['910001', null, null]);
    expect(page.unreadableRows).toBe(0);
  });

  it('takes a number off the front of a name that the script has without it', () => {
    const glued = printResult(result()).replace('>ALDO', '>3ALDO');
    expect(read({ rows: [glued] }).results[0]).toEqual(result());
    const own = result({ driverName: '3ALDO QUIST' });
    expect(read({ results: [own] }).results[0]?.driverName).toBe('3ALDO QUIST');
  });

  it('gives somebody who left before the first lap no laps and no time but a start', () => {
    const row = result({ ...NO_FIGURES, lapCount: 0, totalSeconds: 0, fastestLapNumber: null });
    const page = read({ results: [row], drivers: [racer(row, [])] });
    expect(page.results[0]).toEqual(row);
    expect(page.drivers[0]).toMatchObject({ gridPosition: 3, laps: [] });
  });

  it('takes deviation and consistency from the script, with three decimals', () => {
    expect(read().results[0]).toMatchObject({
      standardDeviationSeconds: 2.852,
      consistencyPercent: 92.704,
    });
  });

  it('takes the figures of the table where the script has no such driver', () => {
    const page = read({ script: '' });
    expect(page.results[0]).toEqual(
      result({
        top2ConsecutiveSeconds: null,
        standardDeviationSeconds: 2.85,
        consistencyPercent: 92.7,
      }),
    );
    expect([page.drivers, page.unreadableLaps]).toEqual([[], 3]);
  });

  it('reads columns by their headings, wherever they stand', () => {
    const columns = [...RACE_COLUMNS].reverse();
    expect(read({ columns }).results).toEqual([result()]);
  });

  it('lives without columns that another race lacks', () => {
    const columns = RACE_COLUMNS.filter((name) => !['Qual', 'Avg Top 15'].includes(name));
    expect(read({ columns }).results).toEqual([result({ qualifiedPosition: null })]);
  });

  it('keeps names of track and event that contain the mark between them', () => {
    const page = read({ trackName: 'North :: South', eventName: 'Cup :: 2' });
    expect(page).toMatchObject({ trackName: 'North :: South', eventName: 'Cup :: 2' });
  });
});

describe('a row of a race', () => {
  const withCell = (column: string, text: string): string => {
    const cells: Record<string, string> = { ...printCells(result()), [column]: text };
    return `<tr>${RACE_COLUMNS.map((name) => `<td>${cells[name]}</td>`).join('')}</tr>`;
  };
  const other: RaceResult = result({ driverName: 'CY ODELL', sourceDriverId: '910003' });

  it.each([
    ['a place of another form', withCell('Pos', 'winner')],
    ['no name', withCell('Driver', '<span class="car_num">3</span>')],
    ['laps of another form', withCell('Laps/Time', '3 laps')],
    ['a time that is none', withCell('Laps/Time', '3/2:99.000')],
    ['a gap of another form', withCell('Behind', 'far')],
    ['a cell too few', withCell('Pos', '1').replace('<td>1</td>', '')],
    ['a cell too many', withCell('Pos', '1</td><td>')],
  ])('with %s is counted, not dropped', (_what, row) => {
    const page = read({ rows: [row, printResult(other)], results: [other] });
    expect(page.results).toEqual([other]);
    expect(page.unreadableRows).toBe(1);
  });

  it('that stands there twice is counted', () => {
    const page = read({ rows: [printResult(result()), printResult(result())] });
    expect(page.results).toEqual([result()]);
    expect(page.unreadableRows).toBe(1);
  });

  it('that fell out of the table is counted by its laps', () => {
    const page = read({ results: [result(), other], rows: [printResult(result())] });
    expect([page.results.length, page.drivers.length, page.unreadableRows]).toEqual([1, 2, 1]);
  });
});

describe('a table of results that was damaged', () => {
  const third = printResult(result({ driverName: 'DI VANE', sourceDriverId: '910004' }));
  const inside = printRace({ rows: [printResult(result()), '<i></i>', third], script: '' });

  it.each([
    ['an end of the table between its rows', '</table>', [1, 1]],
    ['an end of its body between its rows', '</tbody>', [2, 0]],
    ['a row in another', '<tr><td>', [2, 1]],
  ])('by %s loses none without a word', (_what, junk, counts) => {
    const page = parseRace(inside.replace('<i></i>', junk), URL);
    expect([page.results.length, page.unreadableRows]).toEqual(counts);
  });

  it('by the loss of a row’s beginning says so', () => {
    const page = parseRace(inside.replace('<i></i><tr>', ''), URL);
    expect([page.results.length, page.unreadableRows]).toEqual([1, 1]);
  });

  it('by the loss of its head’s end is whole all the same', () => {
    const page = parseRace(inside.replace('</thead>', ''), URL);
    expect([page.results.length, page.unreadableRows]).toEqual([2, 0]);
  });
});

describe('a page that is no race', () => {
  it.each<[string, string, RegExp]>([
    ['the event', printRace().replace(' :: 1/8 Nitro Buggy A-Main :: ', ' :: '), /expected a race/],
    ['a title of another form', printRace().replace(' :: LiveRC<', '<'), /expected a race/],
    ['no table', printRace().replace('race_result', 'x'), /one table of results, got 0/],
    ['a table that was cut', printRace().replace('</table>', ''), /a whole table of results/],
    ['a column less', printRace().replaceAll('<th>Pos</th>', ''), /columns Pos, Driver/],
    ['a column twice', printRace().replaceAll('<th>Qual<', '<th>Pos<'), /columns Pos, Driver/],
    ['no rows', printRace({ rows: [], script: '' }), /rows of results, got none/],
    ['no row that can be read', printRace({ rows: ['<tr><td>x</td></tr>'] }), /got 1 unreadable/],
    ['another number in its heading', printRace({ heading: 'X Results [Q1 Race #3]' }), /race 14/],
    ['no heading', printRace({ heading: '' }), /class and heading/],
    [
      'an empty shell',
      printPage({ title: 'A :: B :: C :: LiveRC', h1: 'A', h3: 'B', body: '' }),
      /got 0/,
    ],
  ])('is refused: %s', (_what, html, why) => {
    expect(refusal(() => parseRace(html, URL))).toMatch(why);
  });
});
