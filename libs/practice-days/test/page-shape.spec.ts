import type { PracticeSession } from '@trackside/contracts';
import type { CalendarPage, DayPage, SessionRow } from '@trackside/liverc-scraper';
import { calendarDrift, dayDrift } from '../src/background/page-shape.js';

const ROW: SessionRow = {
  sourceSessionId: '1',
  driverName: 'Ann',
  className: 'Buggy',
  transponder: '1234567',
  startedAt: '2025-10-25T10:00:00',
  durationSeconds: 229,
  lapCount: 5,
  fastestLapSeconds: 42.9,
  averageLapSeconds: 45.8,
};
const PAGE: DayPage = {
  trackName: 'Track',
  date: '2025-10-25',
  sessions: [ROW, { ...ROW, sourceSessionId: '2', transponder: null }],
  unreadableRows: 0,
  printedTotals: {
    totalLaps: 10,
    totalTrackTimeSeconds: 458,
    uniqueDrivers: 1,
    uniqueClasses: 1,
  },
  verified: true,
};
const KNOWN: PracticeSession[] = [
  {
    id: 'x',
    source_session_id: '1',
    driver_name: 'Ann',
    class_name: 'Buggy',
    transponder: '1234567',
    started_at: '2025-10-25T10:00:00',
    duration_seconds: 229,
    lap_count: 5,
    fastest_lap_seconds: 42.9,
    average_lap_seconds: null,
  },
];

describe('the shape of a day page', () => {
  it('is as it was with a session more or less, or a cell that some rows lack', () => {
    expect(dayDrift(KNOWN, PAGE)).toBeNull();
    expect(dayDrift(KNOWN, { ...PAGE, verified: false })).toBeNull();
  });

  it('is another where no row has a cell any more that was known', () => {
    const without = { ...ROW, fastestLapSeconds: null, transponder: null, averageLapSeconds: null };
    expect(dayDrift(KNOWN, { ...PAGE, sessions: [without] })).toBe(
      'expected rows with transponder, fastest lap, got none that has it',
    );
  });

  it('is another without rows, with rows that can’t be read, or without a total', () => {
    expect(dayDrift(KNOWN, { ...PAGE, sessions: [] })).toMatch(/sessions, got none$/);
    expect(dayDrift(KNOWN, { ...PAGE, unreadableRows: 1 })).toMatch(/^expected 3 rows/);
    expect(dayDrift(KNOWN, { ...PAGE, printedTotals: null })).toBe(
      'expected printed totals, got none',
    );
    const printedTotals = { ...PAGE.printedTotals!, totalLaps: null };
    expect(dayDrift(KNOWN, { ...PAGE, printedTotals })).toMatch(/can’t be read$/);
  });
});

describe('the shape of a calendar', () => {
  const page = (...dates: string[]): CalendarPage => ({
    trackName: 'Track',
    year: 2025,
    month: 10,
    days: dates.map((date) => ({ date, sessionCount: 1 })),
    monthsWithPractice: [],
  });

  it('is as it was while it shows any day that is known, and another when it shows none', () => {
    expect(calendarDrift([], page())).toBeNull();
    expect(calendarDrift(['2025-10-25', '2025-10-26'], page('2025-10-26'))).toBeNull();
    expect(calendarDrift(['2025-10-25'], page())).toBe(
      'expected one of 1 known practice dates, got none of them',
    );
  });
});
