import { capture, describeCaptures } from '../../test/captures.js';
import { indented } from '../../test/layouts.js';
import { printEvents } from '../../test/printed-lists.js';
import {
  NO_SESSIONS,
  printCalendar,
  printCalendarRow,
  printDay,
  printSession,
  printSessionTable,
  session,
} from '../../test/printed-practice.js';
import { printSessionPage } from '../../test/printed-session.js';
import { refusal } from '../../test/refusals.js';
import { parseCalendar, parseDay, parseEvents, parseSession } from './index.js';

/*
 * Mistakes that other readers of LiveRC's pages made, by the number under which they are known to
 * us. 16 (removed rows) and 17 (nested time-outs) are no matter of reading a page.
 */

const URL = 'https://hollowcreek.liverc.com/practice/';
const DATE = '2031-05-17';
const MAY = { year: 2031, month: 5 };

describe('known pitfalls', () => {
  it('1: an answer for another month is not taken for the month asked', () => {
    const html = printCalendar({
      month: '2031-06',
      months: ['2031-06', '2031-05'],
      rows: printCalendarRow('2031-06-07', 4),
    });
    expect(refusal(() => parseCalendar(html, URL, MAY))).toMatch(
      /expected May 2031, got June 2031/,
    );
  });

  it('2: a page that was cut is a failure, not an empty month or day', () => {
    const month = printCalendar({ rows: printCalendarRow('2031-05-17', 4) });
    const day = printDay();
    for (const part of [0, 0.3, 0.6, 0.9, 1]) {
      const cut = (html: string): string =>
        html
          .slice(0, html.length * part)
          .trimEnd()
          .slice(0, -1);
      expect(refusal(() => parseCalendar(cut(month), URL, MAY))).toMatch(/ends with <\/html>/);
      expect(refusal(() => parseDay(cut(day), URL, DATE))).toMatch(/ends with <\/html>/);
    }
  });

  it('3: an empty day is empty, whatever its overlay says about loading', () => {
    const html = printDay();
    expect(html).toContain('LOADING INTERFACE...');
    expect(html).toContain('recaptcha');
    expect(parseDay(html, URL, DATE).sessions).toEqual([]);
  });

  it('4: lengths under a minute have no colon, lengths over an hour two', () => {
    const lengths = ['55', '1:05', '28:49', '1:00:01'].map((length, index) => {
      const row = printSession(session({ sourceSessionId: `3100000${index}` }));
      return row.replace('8:28', length);
    });
    const { sessions } = parseDay(printDay({ rows: lengths }), URL, DATE);
    expect(sessions.map(({ durationSeconds }) => durationSeconds)).toEqual([55, 65, 1729, 3601]);
  });

  it('5: the transponder is the last group in parentheses', () => {
    const row = printSession(session()).replace('1/10 Open (5550001)', 'Stock (Old) (5550001)');
    expect(parseDay(printDay({ rows: [row] }), URL, DATE).sessions[0]).toMatchObject({
      className: 'Stock (Old)',
      transponder: '5550001',
    });
  });

  it('6: a row that cannot be read is counted', () => {
    const rows = [session(), printSession(session({ driverName: '' }))];
    expect(parseDay(printDay({ rows }), URL, DATE).unreadableRows).toBe(1);
  });

  it('7: a session without a readable start is refused, not given the time of today', () => {
    const html = printSessionPage({ fields: { 'Session Time': 'Start: soon' } });
    expect(refusal(() => parseSession(html, URL))).toMatch(/date and start of a session/);
  });

  it('8: only the panel of practice dates is read, not the first table or all links', () => {
    const today = printSessionTable([session()]) + printCalendarRow('2031-05-30', 9);
    const html = printCalendar({ rows: printCalendarRow(DATE, 4), today });
    expect(parseCalendar(html, URL, MAY).days).toEqual([{ date: DATE, sessionCount: 4 }]);
  });

  it('9: a word that there are no sessions counts only on the page of that day', () => {
    const calendar = printCalendar({ rows: printCalendarRow(DATE, 4) });
    expect(calendar).toContain(NO_SESSIONS);
    expect(refusal(() => parseDay(calendar, URL, DATE))).toMatch(/got a page titled/);
    const otherDay = printDay({ date: '2031-05-18' });
    expect(refusal(() => parseDay(otherDay, URL, DATE))).toMatch(/got 2031-05-18/);
    expect(refusal(() => parseCalendar(printEvents([]), URL, MAY))).toMatch(/got a page titled/);
  });

  it('10: times stay the track’s own, in every time zone of the server', () => {
    const zone = process.env['TZ'];
    try {
      for (const other of ['UTC', 'Australia/Sydney', 'America/New_York']) {
        process.env['TZ'] = other;
        const { sessions } = parseDay(printDay({ rows: [session()] }), URL, DATE);
        expect(sessions[0]?.startedAt).toBe('2031-05-17T16:36:38');
        const page = parseSession(printSessionPage({ start: '23:50:00', end: '00:10:00' }), URL);
        expect(page.endedAt).toBe('2031-05-18T00:10:00');
      }
    } finally {
      if (zone === undefined) delete process.env['TZ'];
      else process.env['TZ'] = zone;
    }
  });

  it('11: a driver’s name is the text of the link alone', () => {
    const { sessions } = parseDay(printDay({ rows: [session()] }), URL, DATE);
    expect(sessions[0]?.driverName).toBe('Aldo Quist');
  });

  it('12: names, transponders and placeholders are given as printed', () => {
    const rows = [
      session({ sourceSessionId: '31000003', driverName: 'Aldo Quist M' }),
      session({
        sourceSessionId: '31000002',
        driverName: 'Unknown Driver',
        transponder: '5550002',
      }),
      session({ driverName: 'Unknown Driver', transponder: '5550003' }),
    ];
    expect(parseDay(printDay({ rows }), URL, DATE).sessions).toEqual(rows);
  });

  it('13: implausible laps and long days are kept', () => {
    const laps = [
      { number: 1, time: '0.514' },
      { number: 2, time: '1894.220' },
    ];
    expect(parseSession(printSessionPage({ laps }), URL).laps).toMatchObject([
      { lapTimeSeconds: 0.514, isValid: true },
      { lapTimeSeconds: 1894.22, isValid: true },
    ]);
    const rows = Array.from({ length: 901 }, (_, index) =>
      session({ sourceSessionId: `${31_000_000 + index}` }),
    );
    expect(parseDay(printDay({ rows }), URL, DATE).sessions).toHaveLength(901);
  });

  it('14: laps are read without a transponder', () => {
    const laps = [{ number: 1, time: '42.996' }];
    const page = parseSession(printSessionPage({ laps, fields: { Transponder: '' } }), URL);
    expect(page).toMatchObject({ transponder: null, laps: [{ lapTimeSeconds: 42.996 }] });
  });

  it('15: a session reads the same as printed and as re-indented, its script included', () => {
    const laps = [
      { number: 1, time: '42.996', at: '14:44:10' },
      { number: 2, time: '47.016', at: '14:44:57' },
    ];
    const html = printSessionPage({ laps });
    const reformatted = indented(html);
    expect(html).toContain('[{"x":"1","lap_time":"42.996"');
    expect(reformatted).toMatch(/x: "1",\s+lap_time: "42.996"/);
    expect(parseSession(reformatted, URL)).toEqual(parseSession(html, URL));
    expect(parseSession(html, URL).laps[1]?.crossedAt).toBe('2031-05-17T14:44:57');
  });

  it('18: an empty list of events is no changed page, and no other page is an empty list', () => {
    expect(parseEvents(printEvents([]), URL).events).toEqual([]);
    expect(refusal(() => parseEvents(printDay(), URL))).toMatch(/expected a list of events/);
  });
});

describeCaptures('known pitfalls, on captured pages', () => {
  const OCTOBER = { year: 2025, month: 10 };

  it('4: a day’s length is 26,209 s, not 26,075 s', () => {
    const { sessions } = parseDay(capture('practice-day'), URL, '2025-10-25');
    const total = sessions.reduce((sum, row) => sum + (row.durationSeconds ?? 0), 0);
    expect(total).toBe(26209);
  });

  it('8: the leaderboard’s four links are no sessions', () => {
    const html = capture('practice-day');
    expect(html.match(/p=view_session/g)).toHaveLength(60);
    expect(parseDay(html, URL, '2025-10-25').sessions).toHaveLength(56);
  });

  it('9: the calendar is no day without sessions, also not of the day it was read', () => {
    const html = capture('practice-calendar');
    for (const date of ['2025-10-25', '2026-01-12']) {
      expect(refusal(() => parseDay(html, URL, date))).toMatch(/got a page titled/);
    }
  });

  it('18: no other page is a month, a day, a session or a list of events', () => {
    for (const kind of ['event-detail', 'entry-list', 'dashboard', 'track-catalogue']) {
      const html = capture(kind);
      expect(refusal(() => parseCalendar(html, URL, OCTOBER))).toContain(URL);
      expect(refusal(() => parseDay(html, URL, '2025-10-25'))).toContain(URL);
      expect(refusal(() => parseSession(html, URL))).toContain(URL);
      expect(refusal(() => parseEvents(html, URL))).toContain(URL);
    }
  });
});
