import fc from 'fast-check';

import {
  damage,
  fault,
  layout,
  nullable,
  readOrRefuse,
  seconds,
  text,
} from '../../test/arbitrary.js';
import { capture, hasCaptures } from '../../test/captures.js';
import { printEventRow, printEvents } from '../../test/printed-lists.js';
import { printCalendar, printDay, session } from '../../test/printed-practice.js';
import { printSessionPage } from '../../test/printed-session.js';
import type { SessionRow } from '../pages.js';
import { parseCalendar, parseDay, parseEvents, parseSession } from './index.js';

const URL = 'https://hollowcreek.liverc.com/';
const DATE = '2031-05-17';
const MAY = { year: 2031, month: 5 };

const pad = (value: number): string => String(value).padStart(2, '0');
const transponder = fc.stringMatching(/^\d{4,8}(?:\/\d)?$/);
/** A class that ends like a transponder or an empty group could not be told from one. */
const className = text.filter((value) => !/\((?:\s*|\d{4,20}(?:\/\d+)?)\)$/.test(value));
const time = fc
  .tuple(fc.nat(23), fc.nat(59), fc.nat(59))
  .map((parts) => `${DATE}T${parts.map(pad).join(':')}`);

const row: fc.Arbitrary<SessionRow> = fc.record({
  sourceSessionId: fc.integer({ min: 1 }).map(String),
  driverName: text,
  className,
  transponder: nullable(transponder),
  startedAt: time,
  durationSeconds: nullable(fc.nat(40_000)),
  lapCount: nullable(fc.nat(2000)),
  fastestLapSeconds: nullable(seconds),
  averageLapSeconds: nullable(seconds),
});
const day = fc.uniqueArray(row, {
  minLength: 1,
  maxLength: 12,
  selector: ({ sourceSessionId }) => sourceSessionId,
});
describe('every page that can be printed', () => {
  it('reads as the day that was printed, in both layouts', () => {
    fc.assert(
      fc.property(day, layout, (rows, arrange) => {
        const page = parseDay(arrange(printDay({ rows })), URL, DATE);
        expect(page.sessions).toEqual(rows);
        expect(page.unreadableRows).toBe(0);
      }),
    );
  });

  it('reads as the month that was printed, in both layouts', () => {
    const days = fc.uniqueArray(
      fc.record({
        date: fc.integer({ min: 1, max: 31 }).map((number) => `2031-05-${pad(number)}`),
        sessionCount: fc.nat(99_999),
      }),
      { minLength: 1, selector: ({ date }) => date },
    );
    fc.assert(
      fc.property(days, layout, (expected, arrange) => {
        const html = arrange(printCalendar({ days: expected }));
        expect(parseCalendar(html, URL, MAY).days).toEqual(expected);
      }),
    );
  });

  it('reads as the laps that were printed, in both layouts', () => {
    const laps = fc.uniqueArray(
      fc.record({
        number: fc.integer({ min: 1, max: 2000 }),
        time: seconds,
        isValid: fc.boolean(),
      }),
      { selector: ({ number }) => number },
    );
    fc.assert(
      fc.property(laps, text, layout, (expected, driver, arrange) => {
        const printed = expected.map((lap) => ({ ...lap, time: lap.time.toFixed(3) }));
        const page = parseSession(arrange(printSessionPage({ driver, laps: printed })), URL);
        expect(page.driverName).toBe(driver);
        expect(page.laps).toEqual(
          expected.map((lap) => ({
            lapNumber: lap.number,
            lapTimeSeconds: lap.time,
            crossedAt: '2031-05-17T14:44:10',
            isValid: lap.isValid,
          })),
        );
      }),
    );
  });
});

describe('a damaged page', () => {
  const rows = [1, 2, 3, 4].map((number) => session({ sourceSessionId: `3100000${number}` }));
  const days = [17, 16, 10, 3].map((number) => ({
    date: `2031-05-${pad(number)}`,
    sessionCount: number,
  }));
  const DAYS = [printDay({ rows, totals: ['36', '33 minutes, 52 seconds', '1', '1'] })];
  const MONTHS = [printCalendar({ days })];

  it('of a day with practice is never a day without', () => {
    fc.assert(
      fc.property(fc.constantFrom(...DAYS), layout, fault, (html, arrange, done) => {
        const page = readOrRefuse(() => parseDay(damage(arrange(html), done), URL, DATE));
        expect(page?.sessions).not.toEqual([]);
      }),
      { numRuns: 1500 },
    );
  });

  it('of a month with practice is never a month without', () => {
    fc.assert(
      fc.property(fc.constantFrom(...MONTHS), layout, fault, (html, arrange, done) => {
        const page = readOrRefuse(() => parseCalendar(damage(arrange(html), done), URL, MAY));
        expect(page?.days).not.toEqual([]);
      }),
      { numRuns: 1500 },
    );
  });

  it('of a session or of events is read or refused', () => {
    const laps = [1, 2, 3].map((number) => ({ number, time: '42.996' }));
    const sessionPage = printSessionPage({ laps });
    const events = printEvents([printEventRow(), printEventRow({ id: '500000' })]);
    fc.assert(
      fc.property(layout, fault, (arrange, done) => {
        const page = readOrRefuse(() => parseSession(damage(arrange(sessionPage), done), URL));
        expect(page?.laps).not.toEqual([]);
        readOrRefuse(() => parseEvents(damage(arrange(events), done), URL));
      }),
      { numRuns: 600 },
    );
  });

  (hasCaptures ? it : it.skip)('that was captured is never one without practice', () => {
    const month = capture('practice-calendar');
    const daily = capture('practice-day');
    fc.assert(
      fc.property(fault, (done) => {
        const october = { year: 2025, month: 10 };
        const found = readOrRefuse(() => parseCalendar(damage(month, done), URL, october));
        expect(found?.days).not.toEqual([]);
        const page = readOrRefuse(() => parseDay(damage(daily, done), URL, '2025-10-25'));
        expect(page?.sessions).not.toEqual([]);
      }),
      { numRuns: 300 },
    );
  });
});
