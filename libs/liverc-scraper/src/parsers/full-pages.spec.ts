import { LAYOUTS } from '../../test/layouts.js';
import {
  printCatalogue,
  printDashboard,
  printEventRow,
  printEvents,
  printTrackRow,
} from '../../test/printed-lists.js';
import { printCalendar, printDay, session } from '../../test/printed-practice.js';
import { printSessionPage } from '../../test/printed-session.js';
import { refusal } from '../../test/refusals.js';
import type { SessionRow } from '../pages.js';
import {
  parseCalendar,
  parseCatalogue,
  parseDashboard,
  parseDay,
  parseEvents,
  parseSession,
} from './index.js';

/*
 * Invented pages as long as the real ones, read as in captures.spec.ts: a clone without the captured
 * pages checks the same.
 */

const URL = 'https://hollowcreek.liverc.com/';
const DATE = '2031-05-17';
const MAY = { year: 2031, month: 5 };
const CLASSES = ['1/10 Open', '1/8 Electric Buggy', '1/8 Nitro Buggy (Old)', 'Unknown Class'];
const two = (value: number): string => String(value).padStart(2, '0');
const upTo = (count: number): number[] => Array.from({ length: count }, (_, index) => index);
const sum = (values: (number | null)[]): number =>
  values.reduce<number>((total, value) => total + (value ?? 0), 0);

/** 56 sessions of 12 transponders, newest first; one is shorter than a minute, one has no laps. */
const ROWS: SessionRow[] = upTo(56).map((index) =>
  session({
    sourceSessionId: String(31_000_056 - index),
    driverName: index % 12 < 10 ? `Driver No. ${index % 12}` : 'Unknown Driver',
    className: CLASSES[index % 4] ?? null,
    transponder: String(5_550_000 + (index % 12)),
    startedAt: `${DATE}T${two(16 - Math.floor(index / 10))}:${two(59 - (index % 10))}:08`,
    durationSeconds: index === 3 ? 55 : 480 + index,
    lapCount: index === 7 ? 0 : 9,
    fastestLapSeconds: index === 7 ? null : 40 - index / 8,
    averageLapSeconds: index === 7 ? null : 56.437,
  }),
);
/** From June 2031 back, with one month of each winter left out. */
const MONTHS = upTo(96)
  .map((back) => ({ year: 2031 - Math.floor((back + 6) / 12), month: 12 - ((back + 6) % 12) }))
  .filter(({ month }) => month !== 1);

describe.each(LAYOUTS)('a page as long as the real one, %s', (_layout, arrange) => {
  it('gives a month’s days, and all months of 8 years', () => {
    const days = [
      { date: '2031-05-17', sessionCount: 1056 },
      { date: '2031-05-11', sessionCount: 2 },
      { date: '2031-05-10', sessionCount: 13 },
    ];
    const months = MONTHS.map(({ year, month }) => `${year}-${two(month)}`);
    const page = parseCalendar(arrange(printCalendar({ days, months })), URL, MAY);
    expect(page.days).toEqual(days);
    expect(page.monthsWithPractice).toEqual(MONTHS);
    expect([MONTHS[0], MONTHS.length]).toEqual([{ year: 2031, month: 6 }, 88]);
  });

  it('gives 56 sessions of a day, and the totals beside them', () => {
    const totals: [string, string, string, string] = ['495', '7 hours, 59 minutes', '11', '4'];
    const page = parseDay(arrange(printDay({ rows: ROWS, totals })), URL, DATE);
    expect(page.sessions).toEqual(ROWS);
    expect(page).toMatchObject({ unreadableRows: 0, printedTotals: { totalLaps: 495 } });
    expect(sum(page.sessions.map(({ lapCount }) => lapCount))).toBe(495);
    expect(sum(page.sessions.map(({ durationSeconds }) => durationSeconds))).toBe(27_992);
    expect(new Set(page.sessions.map(({ driverName }) => driverName)).size).toBe(11);
    expect(new Set(page.sessions.map(({ transponder }) => transponder)).size).toBe(12);
    const perClass = CLASSES.map(
      (name) => page.sessions.filter(({ className }) => className === name).length,
    );
    expect(perClass).toEqual([14, 14, 14, 14]);
  });

  it('gives a session with its figures and laps', () => {
    const laps = [
      { number: 1, time: '42.996', at: '14:44:10' },
      { number: 2, time: '11.204', at: '14:44:21', isValid: false },
      { number: 3, time: '43.258', at: '14:45:04' },
    ];
    const page = parseSession(arrange(printSessionPage({ laps })), URL);
    expect(page).toMatchObject({
      driverName: 'Aldo Quist',
      className: '1/8 Nitro Buggy',
      transponder: '5550001',
      startedAt: '2031-05-17T14:43:27',
      endedAt: '2031-05-17T14:50:17',
      durationSeconds: 229,
      lapCount: 3,
      fastestLapSeconds: 42.996,
      top3ConsecutiveSeconds: 133.27,
      averageTop10Seconds: null,
      standardDeviationSeconds: 2.43,
      consistencyPercent: 94.695,
      validLapMinSeconds: 20,
      validLapMaxSeconds: 70,
      unreadableLaps: 0,
    });
    expect(page.laps.map((lap) => [lap.lapNumber, lap.lapTimeSeconds, lap.isValid])).toEqual([
      [1, 42.996, true],
      [2, 11.204, false],
      [3, 43.258, true],
    ]);
  });

  it('gives 100 events', () => {
    const rows = upTo(100).map((index) =>
      printEventRow({
        id: String(500_100 - index),
        name: `Club Race ${100 - index} & Friends (Round ${index})`,
        entries: String(index),
        drivers: '1,012',
        ...(index % 7 === 0 && { visible: 'May 17, 2031 to <br>Jul 4, 2031' }),
      }),
    );
    const { events, unreadableRows } = parseEvents(arrange(printEvents(rows)), URL);
    expect([events.length, unreadableRows]).toEqual([100, 0]);
    expect(events[99]).toMatchObject({
      sourceEventId: '500001',
      name: 'Club Race 1 & Friends (Round 99)',
      startDate: DATE,
      entries: 99,
      drivers: 1012,
    });
    expect(sum(events.map(({ entries }) => entries))).toBe(4950);
    expect(events.filter(({ endDate }) => endDate === '2031-07-04')).toHaveLength(15);
  });

  it('gives 1,090 tracks, some of one name, and counts no icon of the legend', () => {
    const rows = upTo(1090).map((index) =>
      printTrackRow({
        href: `//track${index}.liverc.com/`,
        name: `Raceway ${index % 1087}`,
        status: index < 19 ? '2' : index < 126 ? '1' : '0',
        video: index % 32 === 0 ? '1' : '0',
      }),
    );
    const html = arrange(printCatalogue(rows));
    const { tracks, unreadableRows } = parseCatalogue(html, 'https://live.liverc.com/');
    const count = (status: string): number =>
      tracks.filter((track) => track.status === status).length;
    expect([tracks.length, unreadableRows]).toEqual([1090, 0]);
    expect([count('racing'), count('practice'), count('idle')]).toEqual([19, 107, 964]);
    expect(tracks.filter(({ liveVideo }) => liveVideo)).toHaveLength(35);
    expect(new Set(tracks.map(({ name }) => name)).size).toBe(1087);
  });

  it('gives a dashboard', () => {
    const mapAddress = '1 Creek Street,Hollow, +02604,nz';
    const page = parseDashboard(arrange(printDashboard({ mapAddress })), URL);
    expect(page).toMatchObject({
      live: 'offline',
      recentPracticeSessions: 1591,
      recentResults: 120,
      lifetime: { laps: 98_387 },
      countryCode: 'NZ',
    });
  });

  it('is refused where another kind of page is expected', () => {
    for (const html of [printDashboard(), printCatalogue([printTrackRow()])].map(arrange)) {
      expect(refusal(() => parseCalendar(html, URL, MAY))).toContain(URL);
      expect(refusal(() => parseDay(html, URL, DATE))).toContain(URL);
      expect(refusal(() => parseSession(html, URL))).toContain(URL);
      expect(refusal(() => parseEvents(html, URL))).toContain(URL);
    }
  });
});
