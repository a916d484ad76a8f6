import { LAYOUTS } from '../../test/layouts.js';
import { TRACK_NAME } from '../../test/printed-frame.js';
import {
  NO_SESSIONS,
  printCalendar,
  printDay,
  printSession,
  printSessionTable,
  session,
} from '../../test/printed-practice.js';
import { refusal } from '../../test/refusals.js';
import { parseDay } from './index.js';

const URL = 'https://hollowcreek.liverc.com/practice/?p=session_list&d=2031-05-17';
const DATE = '2031-05-17';
const TWO = [
  session(),
  session({
    sourceSessionId: '31000000',
    driverName: 'Unknown Driver',
    className: 'Unknown Class',
    startedAt: '2031-05-17T00:05:09',
    durationSeconds: 55,
    lapCount: 1,
  }),
];
const TOTALS: [string, string, string, string] = ['10', '9 minutes, 23 seconds', '1', '2'];

describe.each(LAYOUTS)('parseDay, %s', (_layout, layout) => {
  const parse = (html: string) => parseDay(layout(html), URL, DATE);
  const parseRow = (row: string) => parse(printDay({ rows: [row] })).sessions[0];

  it('gives each session, in the order of the page, and the verified totals', () => {
    expect(parse(printDay({ rows: TWO, totals: TOTALS }))).toEqual({
      trackName: TRACK_NAME,
      date: DATE,
      sessions: TWO,
      unreadableRows: 0,
      printedTotals: {
        totalLaps: 10,
        totalTrackTimeSeconds: 563,
        uniqueDrivers: 1,
        uniqueClasses: 2,
      },
      verified: true,
    });
  });

  it('knows a day without practice by its date and the sentence that says so', () => {
    expect(parse(printDay())).toEqual({
      trackName: TRACK_NAME,
      date: DATE,
      sessions: [],
      unreadableRows: 0,
      printedTotals: null,
      verified: null,
    });
  });

  it('refuses an empty panel that does not say so', () => {
    expect(refusal(() => parse(printDay({ panelBody: '' })))).toMatch(/got neither/);
  });

  it('refuses a sentence beside links to sessions', () => {
    const panelBody = `<ul><li><a href="?p=view_session&id=31">A</a></li></ul>${NO_SESSIONS}`;
    expect(refusal(() => parse(printDay({ panelBody })))).toMatch(/got neither/);
  });

  it('refuses a sentence beside totals of laps', () => {
    expect(refusal(() => parse(printDay({ totals: TOTALS })))).toMatch(/expected no totals/);
    expect(parse(printDay({ totals: ['0', '', '0', '0'] })).verified).toBe(true);
  });

  it('refuses a sentence in the panel of another date', () => {
    const html = printDay().replace(
      'Practice Sessions on May 17, 2031 (Saturday)</div>',
      'Practice Sessions on May 18, 2031 (Sunday)</div>',
    );
    expect(refusal(() => parse(html))).toMatch(/one panel of practice sessions on 2031-05-17/);
  });

  it('refuses another date', () => {
    const html = printDay({ date: '2031-05-18' });
    expect(refusal(() => parse(html))).toBe(`expected ${DATE}, got 2031-05-18: ${URL}`);
  });

  it('refuses a page whose heading names another date than its title', () => {
    const html = printDay({ rows: TWO }).replace(
      '</span> May 17, 2031 (Saturday)</h5>',
      '</span> May 18, 2031 (Sunday)</h5>',
    );
    expect(refusal(() => parse(html))).toMatch(/a heading of 2031-05-17, got "May 18/);
  });

  it('refuses the calendar, also with the sessions of that day in its panel of today', () => {
    const html = printCalendar({ today: printSessionTable(TWO) }).replaceAll(
      'July 4, 2031 (Friday)',
      'May 17, 2031 (Saturday)',
    );
    expect(refusal(() => parse(html))).toMatch(/got a page titled/);
  });

  it('reads hours', () => {
    const row = printSession(session({ durationSeconds: 7384 }));
    expect(row).toContain('>9<br>2:03:04<');
    expect(parseRow(row)?.durationSeconds).toBe(7384);
  });

  it('reads midnight and noon', () => {
    const rows = ['00:00:01', '12:51:55'].map((time, index) =>
      session({ startedAt: `${DATE}T${time}`, sourceSessionId: `3100000${index}` }),
    );
    expect(parse(printDay({ rows })).sessions.map(({ startedAt }) => startedAt)).toEqual([
      '2031-05-17T00:00:01',
      '2031-05-17T12:51:55',
    ]);
  });

  it('gives null where a session without laps has no times', () => {
    const empty = { lapCount: 0, fastestLapSeconds: null, averageLapSeconds: null };
    const row = session({ ...empty, durationSeconds: null });
    expect(printSession(row)).toContain('<td data-sort="">Fast: <br>Avg: </td>');
    expect(parseRow(printSession(row))).toEqual(row);
  });

  it.each([
    ['1/10 Open (5550001)', '1/10 Open', '5550001'],
    ['1/8 E-Buggy (Heat 1/3) (5550001)', '1/8 E-Buggy (Heat 1/3)', '5550001'],
    ['1/8 E-Buggy (Heat 1/3)', '1/8 E-Buggy (Heat 1/3)', null],
    ['Stock (13.5) (2222363/2)', 'Stock (13.5)', '2222363/2'],
    ['1/10 Open ()', '1/10 Open', null],
    ['1/10 Open', '1/10 Open', null],
    ['(5550001)', null, '5550001'],
    ['', null, null],
    ['Odd ) ( brackets (', 'Odd ) ( brackets (', null],
  ])('parts %j into class and transponder', (text, className, transponder) => {
    const row = printSession(session()).replace('1/10 Open (5550001)', text);
    expect(parseRow(row)).toMatchObject({ className, transponder });
  });

  it.each(['1:02.3', '62,3', '∞', '-1', 'NaN', '1e999', '1:99', '1:2:3:4', '0x10'])(
    'gives null for the length, count and times %j',
    (text) => {
      const row = printSession(session())
        .replace('>9<br>8:28<', `>${text}<br>${text}<`)
        .replace('Fast: 34.746<br>Avg: 56.437', `Fast: ${text}<br>Avg: ${text}`);
      expect(parseRow(row)).toMatchObject({
        lapCount: null,
        durationSeconds: null,
        fastestLapSeconds: null,
        averageLapSeconds: null,
      });
    },
  );

  const good = session({ sourceSessionId: '31000009' });
  it.each([
    ['has no link', printSession(session()).replace(/<a .*?<\/a>/, 'Aldo Quist')],
    ['links something else', printSession(session()).replace('view_session', 'view_event')],
    ['has the id 1;drop', printSession(session({ sourceSessionId: '1;drop' }))],
    ['has the id ../', printSession(session({ sourceSessionId: '../' }))],
    ['has a negative id', printSession(session({ sourceSessionId: '-31' }))],
    ['has no name', printSession(session({ driverName: '' }))],
    ['has a blank name', printSession(session({ driverName: ' \0 ' }))],
    ['has no start', printSession(session()).replace(/<div class="hidden">.*?<\/div>/, '')],
    ['starts on 2031-02-30', printSession(session({ startedAt: '2031-02-30T10:00:00' }))],
    ['starts on another day', printSession(session({ startedAt: '2031-05-16T10:00:00' }))],
    ['starts at 25 o’clock', printSession(session({ startedAt: '2031-05-17T25:00:00' }))],
    ['lacks a cell', printSession(session()).replace(/<td data-sort="9">.*?<\/td>/, '')],
    ['has a cell more', printSession(session()).replace('</tr>', '<td>x</td></tr>')],
    ['is there twice', printSession({ ...good, driverName: 'Somebody Else' })],
    ['is empty', '<tr></tr>'],
  ])('counts a row that %s, and does not verify the day', (_fault, row) => {
    const day = parse(printDay({ rows: [good, row], totals: ['9', '508 seconds', '1', '1'] }));
    expect(day.sessions).toEqual([good]);
    expect(day).toMatchObject({ unreadableRows: 1, verified: false });
  });

  it('refuses a day of which no row can be read', () => {
    const html = printDay({ rows: ['<tr><td>x</td></tr>', '<tr></tr>'] });
    expect(refusal(() => parse(html))).toMatch(/got 2 that can't be read/);
  });

  it('refuses a table without rows', () => {
    const html = printDay({ panelBody: printSessionTable([]) });
    expect(refusal(() => parse(html))).toMatch(/got 0 that can't be read/);
  });

  it('refuses more than one table', () => {
    const panelBody = printSessionTable(TWO) + printSessionTable(TWO);
    expect(refusal(() => parse(printDay({ panelBody })))).toMatch(/one table of sessions/);
  });

  it('refuses columns that moved', () => {
    const html = printDay({ rows: TWO }).replaceAll(
      '<th>Driver<br>Class</th><th>Time</th>',
      '<th>Time</th><th>Driver<br>Class</th>',
    );
    expect(refusal(() => parse(html))).toMatch(/columns Driver, Time, Laps, Fast, got "Time, D/);
  });

  it.each([
    ['laps differ', ['11', '9 minutes, 23 seconds', '1', '2']],
    ['drivers differ', ['10', '9 minutes, 23 seconds', '2', '2']],
    ['classes differ', ['10', '9 minutes, 23 seconds', '1', '1']],
    ['time differs by more than half a second a row', ['10', '9 minutes, 25 seconds', '1', '2']],
    ['totals are not numbers', ['?', '?', '?', '?']],
  ] as [string, [string, string, string, string]][])(
    'does not verify the day when %s',
    (_difference, totals) => {
      expect(parse(printDay({ rows: TWO, totals })).verified).toBe(false);
    },
  );

  it.each(['9 minutes, 22 seconds', '9 minutes, 24 seconds', '564 seconds'])(
    'allows half a second a row of difference in time (%s)',
    (time) => {
      const totals: [string, string, string, string] = ['10', time, '1', '2'];
      expect(parse(printDay({ rows: TWO, totals })).verified).toBe(true);
    },
  );

  it('reads singular and missing parts of the total time', () => {
    const rows = [session({ durationSeconds: 3601 })];
    const totals: [string, string, string, string] = ['9', '1 hour, 1 second', '1', '1'];
    expect(parse(printDay({ rows, totals }))).toMatchObject({
      verified: true,
      printedTotals: { totalTrackTimeSeconds: 3601 },
    });
  });

  it('verifies nothing when the page prints no totals', () => {
    expect(parse(printDay({ rows: TWO }))).toMatchObject({ printedTotals: null, verified: null });
  });
});
