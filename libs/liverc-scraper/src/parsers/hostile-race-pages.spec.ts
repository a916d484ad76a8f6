import {
  FOREIGN,
  MOST_WORK_MS,
  expectReadOrRefused,
  fill,
  floods,
  workedMs,
} from '../../test/hostile-markup.js';
import { printEventPage, race } from '../../test/printed-event.js';
import { printRace, printRacer, racer, result } from '../../test/printed-race.js';
import {
  entryClass,
  points,
  printEntryList,
  printMultiMain,
  printOverall,
  printPoints,
  printRoundRanking,
  rankingRow,
} from '../../test/printed-ranking.js';
import { refusal } from '../../test/refusals.js';
import type { RankingKind } from '../race-pages.js';
import { parseEntryList, parseEvent, parseRace, parseRanking } from './index.js';

const URL = 'https://hollowcreek.liverc.com/';
const ranking = (kind: RankingKind) => (html: string) =>
  parseRanking(html, URL, { kind, order: 'laps_time' });

const PAGES: [string, string, (html: string) => object][] = [
  ['event', printEventPage(), (html) => parseEvent(html, URL)],
  ['race', printRace(), (html) => parseRace(html, URL)],
  ['entry list', printEntryList(), (html) => parseEntryList(html, URL)],
  ['table of qualifying points', printPoints(), ranking('qualifying_points')],
  ['ranking of a round', printRoundRanking(), ranking('round')],
  ['main of several legs', printMultiMain(), ranking('multi_main')],
  ['overall ranking', printOverall(), ranking('overall')],
];

/** Scripts of that size, or what looks like one of laps. */
const scripts = (size: number): [string, string][] => [
  ['blocks', fill("racerLaps[1] = {'driverName':'A','laps':[]};", size)],
  ['blocks without end', fill('racerLaps[1] = {', size)],
  ['laps', `racerLaps[1] = {'driverName':'A','laps':[${fill("{'lapNum':'1'},", size)}]};`],
  ['laps without end', `racerLaps[1] = {'driverName':'A','laps':[${fill("{'lapNum':'1'},", size)}`],
  ['brackets', `racerLaps[1] = {'a':${fill('[', size)}`],
  ['braces', `racerLaps[1] = ${fill('{', size)}`],
  ['mentions', fill('racerLaps[1]; ', size)],
  ['mentions without end', fill('racerLaps[', size)],
  ['quotes', fill("'", size)],
  ['quotes of both kinds', fill(`'"`, size)],
  ['escaped quotes', fill(`"\\`, size)],
  ['backslashes in a string', `racerLaps[1] = {'driverName':'${fill('\\', size)}`],
  ['a string without end', `racerLaps[1] = {'driverName':'${fill('x', size)}`],
  ['blanks', `racerLaps[1] = {${fill(' ', size)}`],
  ['one word', `racerLaps[1] = {${fill('x', size)}`],
  ['new lines in strings', fill("'\n", size)],
];

describe.each(PAGES)('a hostile %s', (_kind, page, parse) => {
  it('is read when nothing is wrong with it', () => {
    expect(parse(page)).toMatchObject({ unreadableRows: 0 });
  });

  it.each(FOREIGN)('of %s is refused', (_what, html) => {
    expect(refusal(() => parse(html))).toContain(URL);
  });

  it('is none of the others', () => {
    for (const [, other] of PAGES.filter(([kind]) => kind !== _kind)) {
      expect(refusal(() => parse(other))).toMatch(/^expected /);
    }
  });

  it.each(floods(40_000))('with a flood of %s is read or refused', (_what, flood) => {
    for (const anchor of ['<title>', '<div id="page-wrapper">', '<tbody>', '</body>']) {
      expectReadOrRefused(() => parse(page.replace(anchor, (found) => found + flood)));
    }
  });
});

/** The others are read as one of these. */
const SIZED = PAGES.filter(([kind]) => ['event', 'race', 'main of several legs'].includes(kind));

describe.each(SIZED)('a page of 4 MB for a %s', (_kind, page, parse) => {
  it.each(floods(4_000_000))('of %s is read or refused in seconds', (_what, flood) => {
    const html = page.replace('<tbody>', (found) => found + flood);
    expect(workedMs(() => expectReadOrRefused(() => parse(html)))).toBeLessThan(MOST_WORK_MS);
  });
});

describe('a race', () => {
  it.each(scripts(4_000_000))(
    'with 4 MB of %s in its script is read in seconds',
    (_what, script) => {
      const html = printRace({ script });
      expect(workedMs(() => expectReadOrRefused(() => parseRace(html, URL)))).toBeLessThan(
        MOST_WORK_MS,
      );
    },
  );

  it('of more than 1,000 drivers is refused', () => {
    const script = Array.from({ length: 1001 }, (_, index) =>
      printRacer({ ...racer(result(), []), sourceDriverId: `${index + 1}` }, result()),
    );
    expect(refusal(() => parseRace(printRace({ script: script.join('\n') }), URL))).toMatch(
      /at most 1000 drivers, got more/,
    );
  });

  it('of more than 5,000 rows is refused', () => {
    const rows = Array.from({ length: 5001 }, () => '<tr><td>x</td></tr>');
    expect(refusal(() => parseRace(printRace({ rows }), URL))).toMatch(/at most 5000 rows/);
  });

  it('that was cut in the midst of a whole page is refused', () => {
    const html = printRace().replace(/<tr><td>1<\/td>.*<\/table>/s, '');
    expect(refusal(() => parseRace(html, URL))).toMatch(/a whole table of results/);
  });

  it('never has a block out of a comment', () => {
    const block = printRacer({ ...racer(result()), sourceDriverId: '5' }, result());
    const html = printRace().replace('<tbody>', `<tbody><!-- <script>${block}</script> -->`);
    expect(parseRace(html, URL).drivers.map((one) => one.sourceDriverId)).toEqual(['910001']);
  });

  it.each(['1;drop', '../', '-1', '0', '01', '9'.repeat(20), ''])(
    'has no driver of the id %j',
    (id) => {
      const html = printRace({ script: '' }).replace('910001', id);
      expect(parseRace(html, URL).results[0]?.sourceDriverId).toBeNull();
    },
  );
});

const NAMES = [
  '<script>alert(1)</script>',
  '<img src=x onerror=alert(1)>',
  'javascript:alert(1)',
  '&#60;b&#62;',
  '\u202Eevil\u200B',
  '=HYPERLINK("x")',
  "Robert'); DROP TABLE",
  'n'.repeat(10_000),
];

describe('a name on the pages of races', () => {
  const row = (driverName: string) => [rankingRow({ driverName })];
  const read: [string, (name: string) => unknown][] = [
    [
      'a row',
      (name) =>
        one(
          parseRace(printRace({ results: [result({ driverName: name })], script: '' }), URL)
            .results,
        ),
    ],
    [
      'an entry',
      (name) =>
        one(parseEntryList(printEntryList({ classes: [listOf(name)] }), URL).classes[0]?.entries),
    ],
    [
      'a rank',
      (name) =>
        one(
          ranking('qualifying_points')(printPoints({ classes: [points(row(name))] })).classes[0]
            ?.rows,
        ),
    ],
  ];

  it.each(read)('stays the text that it is in %s', (_where, nameOf) => {
    for (const name of NAMES) expect(nameOf(name)).toBe(name);
    expect(nameOf('\0 Al\0do \n\t\u00A0 Quist\0')).toBe('Aldo Quist');
    expect(nameOf('n'.repeat(70_000))).toBe('n'.repeat(10_000));
  });

  it('stays the text that it is as class or label of a race', () => {
    for (const className of NAMES.slice(0, -1)) {
      const [found] = parseEvent(printEventPage({ races: [race({ className })] }), URL).races;
      expect(found?.className).toBe(className);
    }
  });

  it('gives no command to whoever reads the error', () => {
    const html = printRace()
      .replace('<title>', '<title>\u001B[2J\u202Eevil')
      .replace('LiveRC<', '<');
    expect(refusal(() => parseRace(html, URL))).not.toMatch(/[\p{Cc}\u202E]/u);
  });
});

const one = (rows: { driverName: string }[] | undefined): string | undefined =>
  rows?.[0]?.driverName;

function listOf(driverName: string) {
  return entryClass({ entryCount: 1, entries: [{ carNumber: 1, driverName, transponder: null }] });
}
