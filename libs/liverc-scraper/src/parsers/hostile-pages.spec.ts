import {
  FOREIGN,
  MOST_WORK_MS,
  expectReadOrRefused,
  fill,
  floods,
  workedMs,
} from '../../test/hostile-markup.js';
import {
  printEvents,
  printEventRow,
  printCatalogue,
  printTrackRow,
  printDashboard,
} from '../../test/printed-lists.js';
import {
  printCalendar,
  printCalendarRow,
  printDay,
  printSession,
  session,
} from '../../test/printed-practice.js';
import { printSessionPage } from '../../test/printed-session.js';
import { refusal } from '../../test/refusals.js';
import {
  parseCalendar,
  parseCatalogue,
  parseDashboard,
  parseDay,
  parseEvents,
  parseSession,
} from './index.js';

const URL = 'https://hollowcreek.liverc.com/';
const DATE = '2031-05-17';

const PAGES: [string, string, (html: string) => unknown][] = [
  [
    'calendar',
    printCalendar({ rows: printCalendarRow(DATE, 4) }),
    (html) => parseCalendar(html, URL, { year: 2031, month: 5 }),
  ],
  ['day', printDay({ rows: [session()] }), (html) => parseDay(html, URL, DATE)],
  [
    'session',
    printSessionPage({ laps: [{ number: 1, time: '42.996' }] }),
    (html) => parseSession(html, URL),
  ],
  ['events', printEvents([printEventRow()]), (html) => parseEvents(html, URL)],
  ['catalogue', printCatalogue([printTrackRow()]), (html) => parseCatalogue(html, URL)],
  ['dashboard', printDashboard(), (html) => parseDashboard(html, URL)],
];

describe.each(PAGES)('a hostile %s', (_kind, page, parse) => {
  it('is read when nothing is wrong with it', () => {
    expect(() => parse(page)).not.toThrow();
  });

  it.each(FOREIGN)('of %s is refused', (_what, html) => {
    expect(refusal(() => parse(html))).toContain(URL);
  });

  it.each(floods(40_000))('with a flood of %s is read or refused', (_what, flood) => {
    for (const anchor of ['<title>', '<div id="page-wrapper">', '<tbody>', '</body>']) {
      expectReadOrRefused(() => parse(page.replace(anchor, (found) => found + flood)));
    }
  });
});

describe('a page of 4 MB', () => {
  it.each(floods(4_000_000))('of %s is read or refused in seconds', (_what, flood) => {
    const html = printDay({ rows: [session()] }).replace('<tbody>', (found) => found + flood);
    const read = () => expectReadOrRefused(() => parseDay(html, URL, DATE));
    expect(workedMs(read)).toBeLessThan(MOST_WORK_MS);
  });
});

describe('hostile content', () => {
  const rowOf = (driverName: string) => {
    const html = printDay({ rows: [session({ driverName })] });
    return parseDay(html, URL, DATE).sessions[0]?.driverName;
  };

  it.each([
    '<script>alert(1)</script>',
    '<img src=x onerror=alert(1)>',
    'javascript:alert(1)',
    '&#60;b&#62;',
    '\u202Eevil\u200B',
    '=HYPERLINK("x")',
    "Robert'); DROP TABLE",
    'n'.repeat(10_000),
  ])('in a name stays text', (name) => {
    expect(rowOf(name)).toBe(name);
  });

  it('in a name loses NUL and doubled blanks', () => {
    expect(rowOf('\0 Al\0do \n\t\u00A0 Quist\0')).toBe('Aldo Quist');
  });

  it('in a name is one blank for any white space of Unicode, and no blank for what has no width', () => {
    expect(rowOf('Next\u0085Line')).toBe('Next Line');
    expect(rowOf('\u0085Next\u2028\u2029Line\u3000')).toBe('Next Line');
    expect(rowOf('\uFEFFNext\uFEFFLine\u200B')).toBe('\uFEFFNext\uFEFFLine\u200B');
  });

  it('in a class is treated like that in a name', () => {
    const className = '\uFEFF1/8\u0085Nitro\uFEFF';
    const html = printDay({ rows: [session({ className })] });

    expect(parseDay(html, URL, DATE).sessions[0]?.className).toBe('\uFEFF1/8 Nitro\uFEFF');
  });

  it('in a name or a class goes as far as 10,000 characters, and never ends in half of one', () => {
    const long = session({ driverName: 'n'.repeat(70_000), className: `${'c'.repeat(9_999)}🏁` });
    const [row] = parseDay(printDay({ rows: [long] }), URL, DATE).sessions;

    expect(row?.driverName).toBe('n'.repeat(10_000));
    expect(row?.className).toBe('c'.repeat(9_999));
    expect(row?.transponder).toBe(long.transponder);
  });

  it('in a title gives no command to whoever reads the error', () => {
    const html = printDay().replace('<title>', '<title>\u001B[2J\u009B31m\u202EevilerCevil ');
    const said = refusal(() => parseCalendar(html, URL, { year: 2031, month: 5 }));
    expect(said).toContain('"\\u001b[2J\\u009b31m\\u202eevilerCevil ');
    expect(said).not.toMatch(/[\p{Cc}\u202E]/u);
  });

  it('decodes entities once', () => {
    const row = printSession(session()).replace(
      'Aldo Quist',
      'R&#38;D &eacute;&#x2019; &amp;amp; Co',
    );
    expect(parseDay(printDay({ rows: [row] }), URL, DATE).sessions[0]?.driverName).toBe(
      'R&D é’ &amp; Co',
    );
  });

  it('reads ids wherever a link points, from parameters in any order', () => {
    const row = printSession(session()).replace(
      '/practice/?p=view_session&id=31000001',
      'https://evil.example/../x?x=1&amp;id=31000001&amp;p=view_session#id=2',
    );
    const [found] = parseDay(printDay({ rows: [row] }), URL, DATE).sessions;
    expect(found).toEqual(session());
    expect(JSON.stringify(found)).not.toContain('evil');
  });

  it('refuses more than 5,000 sessions a day', () => {
    const rows = Array.from({ length: 5001 }, (_, index) =>
      session({ sourceSessionId: `${31_000_000 + index}` }),
    );
    expect(parseDay(printDay({ rows: rows.slice(1) }), URL, DATE).sessions).toHaveLength(5000);
    expect(refusal(() => parseDay(printDay({ rows }), URL, DATE))).toMatch(/at most 5000/);
  });

  it('ignores a script of laps of 50 MB', () => {
    const lapsObj = `[${fill('{"x":"1","lap_time":"42.996"},', 50_000_000)}]`;
    const html = printSessionPage({ laps: [{ number: 1, time: '42.996' }], lapsObj });
    expect(parseSession(html, URL).laps).toEqual([
      { lapNumber: 1, lapTimeSeconds: 42.996, crossedAt: null, isValid: true },
    ]);
  });

  it('refuses a table that was cut in the middle of a whole page', () => {
    const day = printDay({ rows: [session(), session({ sourceSessionId: '31000000' })] });
    const html = day.replace(/<tr><td><a href="[^"]*id=31000000.*?<\/table>/, '');
    expect(refusal(() => parseDay(html, URL, DATE))).toMatch(/a whole table of sessions/);
  });

  it('refuses a month cut between its list of months and the end of its table', () => {
    const html = printCalendar({ rows: printCalendarRow(DATE, 4) });
    const parse = (broken: string) => parseCalendar(broken, URL, { year: 2031, month: 5 });
    const withoutBoth = html.replace(/<option value="2031-05".*?<\/table>/, '');
    expect(refusal(() => parse(withoutBoth))).toMatch(/list of months.*got none that is whole/);
    const withoutEnd = html.replace('</tbody></table>', '');
    expect(refusal(() => parse(withoutEnd))).toMatch(/whole table of practice dates/);
  });

  it('never reads markup in comments', () => {
    const html = printDay().replace(
      'There are no',
      '<!-- <table class="practice_session_list"></table> <a>x</a> -->There are no',
    );
    expect(parseDay(html, URL, DATE).sessions).toEqual([]);
    const hidden = printDay({
      panelBody: `<!-- There are no practice sessions available for the given date. -->`,
    });
    expect(refusal(() => parseDay(hidden, URL, DATE))).toMatch(/got neither/);
  });
});
