import { LAYOUTS } from '../../test/layouts.js';
import { TRACK_NAME } from '../../test/printed-frame.js';
import { printDay, session } from '../../test/printed-practice.js';
import { printSessionPage, type PrintedLap } from '../../test/printed-session.js';
import { refusal } from '../../test/refusals.js';
import { parseSession } from './index.js';

const URL = 'https://hollowcreek.liverc.com/practice/?p=view_session&id=31000001';
const LAPS: PrintedLap[] = [
  { number: 1, time: '42.996', at: '14:44:10' },
  { number: 2, time: '17.298', at: '14:44:27', isValid: false },
  { number: 3, time: '94.841', at: '14:46:02' },
];

describe.each(LAYOUTS)('parseSession, %s', (_layout, layout) => {
  const parse = (html: string) => parseSession(layout(html), URL);

  it('gives every field and lap', () => {
    expect(parse(printSessionPage({ laps: LAPS }))).toEqual({
      trackName: TRACK_NAME,
      driverName: 'Aldo Quist',
      className: '1/8 Nitro Buggy',
      transponder: '5550001',
      startedAt: '2031-05-17T14:43:27',
      endedAt: '2031-05-17T14:50:17',
      durationSeconds: 229,
      lapCount: 3,
      fastestLapSeconds: 42.996,
      top3ConsecutiveSeconds: 133.27,
      averageLapSeconds: 45.815,
      averageTop5Seconds: 45.815,
      averageTop10Seconds: null,
      averageTop15Seconds: null,
      standardDeviationSeconds: 2.43,
      consistencyPercent: 94.695,
      validLapMinSeconds: 20,
      validLapMaxSeconds: 70,
      laps: [
        { lapNumber: 1, lapTimeSeconds: 42.996, crossedAt: '2031-05-17T14:44:10', isValid: true },
        { lapNumber: 2, lapTimeSeconds: 17.298, crossedAt: '2031-05-17T14:44:27', isValid: false },
        { lapNumber: 3, lapTimeSeconds: 94.841, crossedAt: '2031-05-17T14:46:02', isValid: true },
      ],
      unreadableLaps: 0,
    });
  });

  it('ends the next day when the session crossed midnight', () => {
    const laps = [{ number: 1, time: '42.996', date: '2031-06-01', at: '00:00:41' }];
    const html = printSessionPage({ date: '2031-05-31', start: '23:59:58', end: '00:03:41', laps });
    expect(parse(html)).toMatchObject({
      startedAt: '2031-05-31T23:59:58',
      endedAt: '2031-06-01T00:03:41',
      laps: [{ crossedAt: '2031-06-01T00:00:41' }],
    });
  });

  it('ends the next year when the session crossed midnight on New Year’s Eve', () => {
    const html = printSessionPage({ date: '2031-12-31', start: '23:59:58', end: '00:03:41' });
    expect(parse(html).endedAt).toBe('2032-01-01T00:03:41');
  });

  it('reads a session of hours', () => {
    expect(parse(printSessionPage({ length: '1:02:03' })).durationSeconds).toBe(3723);
  });

  it('reads a session without laps', () => {
    const fields = { 'Fastest Lap': '', 'Top 3 Consec': '', Averages: 'Avg: <br>Top 5: <br>' };
    expect(parse(printSessionPage({ fields, end: '', length: '' }))).toMatchObject({
      endedAt: null,
      durationSeconds: null,
      lapCount: 0,
      fastestLapSeconds: null,
      top3ConsecutiveSeconds: null,
      averageLapSeconds: null,
      averageTop5Seconds: null,
      laps: [],
      unreadableLaps: 0,
    });
  });

  it('gives null for a missing class and transponder', () => {
    const fields = { Class: '', Transponder: '' };
    expect(parse(printSessionPage({ fields }))).toMatchObject({
      className: null,
      transponder: null,
    });
  });

  it('reads a negative consistency, of laps that scatter more than their average', () => {
    const fields = { Averages: 'Std Deviation: 90.1<br>Consistency: -12.5%<br>' };
    expect(parse(printSessionPage({ fields })).consistencyPercent).toBe(-12.5);
  });

  it('keeps a driver’s name that holds the words of the title', () => {
    const driver = 'Quist on May 1, 2031 (Thursday) at 1:00:00pm :: LiveRC <b> & Co';
    expect(parse(printSessionPage({ driver }))).toMatchObject({
      driverName: driver,
      trackName: TRACK_NAME,
    });
  });

  it('takes the star or the script for an invalid lap, never the footnote', () => {
    const lapsObj = JSON.stringify([
      { x: '1', lap_time: '42.996', is_valid: '0' },
      { x: '3', lap_time: '94.841', is_valid: '1' },
    ]);
    const { laps } = parse(printSessionPage({ laps: LAPS, lapsObj }));
    expect(laps.map(({ isValid }) => isValid)).toEqual([false, false, true]);
  });

  it.each([
    ['missing', ''],
    ['null', 'null'],
    ['unbalanced', '[{"x":"1","lap_time":"42.996"'],
    ['of NaN', '[{"x":"1","lap_time":NaN}]'],
    ['of numbers', '[{"x":1,"lap_time":-1},{"x":2,"lap_time":1e999}]'],
    ['of a prototype', '[{"__proto__":{"x":"1","lap_time":"1.5"}},{"constructor":"1"}]'],
    ['deep', `${'['.repeat(50)}${']'.repeat(50)}`],
    ['of other laps', '[{"x":"1","lap_time":"9.9","date":"2031-05-17","time":"14:44:10"}]'],
    ['of bad dates', '[{"x":"1","lap_time":"42.996","date":"2031-02-30","time":"14:44:10"}]'],
    ['of code', '[alert(1), (function(){ throw 1 })()]'],
    ['of odd strings', '[{"x":"1\\"]}]","lap_time":"42.996"}]'],
  ])('gives the laps without crossing times when the script’s laps are %s', (_fault, lapsObj) => {
    const page = parse(printSessionPage({ laps: LAPS, lapsObj }));
    expect(page.laps.map(({ lapTimeSeconds }) => lapTimeSeconds)).toEqual([42.996, 17.298, 94.841]);
    expect(page.laps.map(({ crossedAt }) => crossedAt)).toEqual([null, null, null]);
    expect(({} as Record<string, unknown>)['x']).toBeUndefined();
  });

  it('counts laps that cannot be read', () => {
    const laps = [...LAPS, { number: 4, time: '1:02.3' }, { number: 5, time: '62,3' }];
    const page = parse(printSessionPage({ laps: [...laps, { number: 3, time: '1.000' }] }));
    expect(page.laps).toHaveLength(3);
    expect(page.unreadableLaps).toBe(3);
  });

  it('counts laps that the table speaks of and the list lacks', () => {
    const page = parse(printSessionPage({ laps: LAPS, fields: { 'Num Laps': '7' } }));
    expect(page).toMatchObject({ lapCount: 7, unreadableLaps: 4 });
  });

  it('refuses a list of laps of which none can be read', () => {
    const html = printSessionPage({ laps: [{ number: 1, time: '∞' }] });
    expect(refusal(() => parse(html))).toMatch(/expected 1 laps, got none/);
  });

  it('refuses a page without a list of laps', () => {
    const html = printSessionPage({ laps: LAPS }).replace('laps_list', 'laps');
    expect(refusal(() => parse(html))).toMatch(/one list of laps, got 0/);
  });

  it('refuses a start that is not the title’s', () => {
    const html = printSessionPage().replace('Start: 2:43:27pm', 'Start: 2:43:28pm');
    expect(refusal(() => parse(html))).toBe(
      `expected 2031-05-17T14:43:27, got 2031-05-17T14:43:28: ${URL}`,
    );
  });

  it('refuses a page without driver, date or start', () => {
    const faults: Record<string, string>[] = [{ Driver: '' }, { 'Session Time': 'Start: soon' }];
    for (const fields of faults) {
      expect(refusal(() => parse(printSessionPage({ fields })))).toContain(URL);
    }
  });

  it('refuses the page of a day', () => {
    expect(refusal(() => parse(printDay({ rows: [session()] })))).toMatch(
      /a practice session, got/,
    );
  });

  it('refuses more than 2,000 laps', () => {
    const laps = Array.from({ length: 2001 }, (_, index) => ({ number: index + 1, time: '9.5' }));
    expect(parse(printSessionPage({ laps: laps.slice(1) })).laps).toHaveLength(2000);
    expect(refusal(() => parse(printSessionPage({ laps })))).toMatch(/at most 2000 laps, got 2001/);
  });
});
