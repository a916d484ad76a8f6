import { TRACK_NAME } from '../../test/printed-frame.js';
import { LAYOUTS } from '../../test/layouts.js';
import {
  printCalendar,
  printCalendarRow,
  printSessionTable,
  session,
} from '../../test/printed-practice.js';
import { refusal } from '../../test/refusals.js';
import { parseCalendar } from './index.js';

const URL = 'https://hollowcreek.liverc.com/practice/?p=calendar&d=2031-05';
const MAY = { year: 2031, month: 5 };
const DAYS = [
  { date: '2031-05-17', sessionCount: 1056 },
  { date: '2031-05-03', sessionCount: 2 },
];
const WITHOUT_MAY = ['2031-06', '2031-03'];

describe.each(LAYOUTS)('parseCalendar, %s', (_layout, layout) => {
  const parse = (html: string) => parseCalendar(layout(html), URL, MAY);

  it('gives days, counts and the list of months, newest first', () => {
    expect(parse(printCalendar({ days: DAYS.map((day) => ({ ...day })) }))).toEqual({
      trackName: TRACK_NAME,
      year: 2031,
      month: 5,
      days: DAYS,
      monthsWithPractice: [{ year: 2031, month: 6 }, MAY, { year: 2031, month: 3 }],
    });
  });

  it('reads counts with comma thousands', () => {
    const html = printCalendar({ rows: printCalendarRow('2031-05-17', '1,056') });
    expect(parse(html).days).toEqual([{ date: '2031-05-17', sessionCount: 1056 }]);
  });

  it('ignores the sessions of today in the other panel', () => {
    const today = printSessionTable([session({ startedAt: '2031-07-04T10:00:00' })]);
    expect(parse(printCalendar({ days: DAYS, today })).days).toEqual(DAYS);
    const month = parse(printCalendar({ months: WITHOUT_MAY, selected: null, today }));
    expect(month.days).toEqual([]);
  });

  it('knows that there is no practice when the list of months lacks the month', () => {
    expect(parse(printCalendar({ months: WITHOUT_MAY, selected: null }))).toEqual({
      trackName: TRACK_NAME,
      year: 2031,
      month: 5,
      days: [],
      monthsWithPractice: [
        { year: 2031, month: 6 },
        { year: 2031, month: 3 },
      ],
    });
  });

  it('knows that there is no practice when the table only says so', () => {
    const rows = '<tr><td colspan="2">No practice dates</td></tr>';
    expect(parse(printCalendar({ rows, months: [], selected: null })).days).toEqual([]);
  });

  it('knows that there is no practice when another month comes whose list lacks the month', () => {
    const rows = printCalendarRow('2031-06-07', 4);
    const page = parse(printCalendar({ month: '2031-06', months: WITHOUT_MAY, rows }));
    expect(page).toMatchObject({ year: 2031, month: 5, days: [] });
    expect(page.monthsWithPractice).toHaveLength(2);
  });

  it('refuses another month when the list has the one asked for', () => {
    const html = printCalendar({
      month: '2031-06',
      months: ['2031-06', '2031-05'],
      rows: printCalendarRow('2031-06-07', 4),
    });
    expect(refusal(() => parse(html))).toBe(`expected May 2031, got June 2031: ${URL}`);
  });

  it('refuses a month without dates that the list says has practice', () => {
    expect(refusal(() => parse(printCalendar({ days: [] })))).toMatch(
      /^expected practice dates of May 2031.*got no date/,
    );
  });

  it('refuses a page without the list of months', () => {
    const html = printCalendar({ days: DAYS }).replaceAll('available_session_months', 'months');
    expect(refusal(() => parse(html))).toMatch(/list of months/);
  });

  it('refuses when another month is selected in the list', () => {
    const html = printCalendar({ days: DAYS, selected: '2031-03' });
    expect(refusal(() => parse(html))).toMatch(/May 2031 selected.*got March 2031/);
  });

  it('refuses when no month is selected though the list has the one shown', () => {
    const html = printCalendar({ days: DAYS, selected: null });
    expect(refusal(() => parse(html))).toMatch(/May 2031 selected.*got none/);
  });

  it('refuses when title and first panel name different months', () => {
    const html = printCalendar({ days: DAYS }).replace('Dates for May 2031', 'Dates for June 2031');
    expect(refusal(() => parse(html))).toMatch(/got "Practice Dates for June 2031"/);
  });

  it('gives the list of months newest first, each once, whatever its order on the page', () => {
    const months = ['2031-03', '2031-05', '2031-05', '2032-01'];
    expect(parse(printCalendar({ days: DAYS, months })).monthsWithPractice).toEqual([
      { year: 2032, month: 1 },
      MAY,
      { year: 2031, month: 3 },
    ]);
  });

  it('refuses a list of months of another form', () => {
    const html = printCalendar({ days: DAYS }).replace('value="2031-03"', 'value="?y=2031&m=3"');
    expect(refusal(() => parse(html))).toMatch(/months YYYY-MM/);
  });

  it('leaves months that no calendar has out of the list', () => {
    const months = ['2031-05', '2031-13', '0000-00', '2031-03'];
    const page = parse(printCalendar({ days: DAYS, months }));
    expect(page.monthsWithPractice).toEqual([MAY, { year: 2031, month: 3 }]);
  });

  const good = printCalendarRow('2031-05-03', 2);
  it.each([
    ['has no link', '<tr><td>Sat, May 17, 2031</td><td>4</td></tr>'],
    ['has no date parameter', printCalendarRow('2031-05-17', 4).replaceAll('&d=', '&x=')],
    ['has no count', printCalendarRow('2031-05-17', '')],
    ['has a negative count', printCalendarRow('2031-05-17', -4)],
    ['has words for a count', printCalendarRow('2031-05-17', 'many')],
    ['links two dates', printCalendarRow('2031-05-17', 4, '2031-05-18')],
    [
      'prints another date than it links',
      printCalendarRow('2031-05-17', 4).replace('17, ', '16, '),
    ],
    ['is of another month', printCalendarRow('2031-06-17', 4)],
    ['is a date that never was', printCalendarRow('2031-05-17', 4).replaceAll('05-17', '05-32')],
    ['is there twice', good],
    [
      'has its columns swapped',
      printCalendarRow('2031-05-17', 4).replace(/(<td>.*?<\/td>)(<td>.*<\/td>)/, '$2$1'),
    ],
    ['has one cell', '<tr><td><a href="/practice/?p=session_list&d=2031-05-17">4</a></td></tr>'],
  ])('refuses the month when a day %s', (_fault, row) => {
    expect(refusal(() => parse(printCalendar({ rows: good + row })))).toContain(URL);
  });

  it('refuses the month when a date is linked outside its table', () => {
    const html = printCalendar({ days: DAYS }).replace(
      '</select>',
      '</select><a href="/practice/?d=2031-05-20&p=session_list">May 20</a>',
    );
    expect(refusal(() => parse(html))).toMatch(/2 rows with 5 links/);
  });

  it('refuses a month of whose dates some fell out of their panel, and no other month’s link', () => {
    const beside = (date: string) =>
      printCalendar({ days: DAYS }).replace('</body>', `${printCalendarRow(date, 4)}</body>`);
    expect(refusal(() => parse(beside('2031-05-20')))).toMatch(/2031-05-20 outside of it/);
    expect(parse(beside(DAYS[0]!.date)).days).toEqual(DAYS);
    expect(parse(beside('2031-06-20')).days).toEqual(DAYS);
  });

  it('reads links absolute and relative, with parameters in any order', () => {
    const rows = printCalendarRow('2031-05-17', 4)
      .replace('/practice/?p=session_list&d=2031-05-17', '?d=2031-05-17&amp;p=session_list#top')
      .replace('/practice/?p=session_list', 'https://elsewhere.example/x?p=session_list');
    expect(parse(printCalendar({ rows })).days).toEqual([{ date: '2031-05-17', sessionCount: 4 }]);
  });
});
