import { CAPTURE_LAYOUTS, capture, describeCaptures, hashOf } from '../../test/captures.js';
import {
  parseCalendar,
  parseCatalogue,
  parseDashboard,
  parseDay,
  parseEvents,
  parseSession,
} from './index.js';

const URL = 'https://captured.liverc.com/';
const TRACK = '5574d23a7d52';
const DAY = '2025-10-25';
const sum = (values: (number | null)[]): number =>
  values.reduce<number>((total, value) => total + (value ?? 0), 0);

describeCaptures('captured pages', () => {
  describe.each(CAPTURE_LAYOUTS)('%s', (_layout, layout) => {
    it('give the calendar of October 2025', () => {
      const html = layout(capture('practice-calendar'));
      const page = parseCalendar(html, URL, { year: 2025, month: 10 });
      expect(hashOf(page.trackName)).toBe(TRACK);
      expect(page.days).toEqual([
        { date: '2025-10-25', sessionCount: 56 },
        { date: '2025-10-12', sessionCount: 2 },
        { date: '2025-10-11', sessionCount: 13 },
      ]);
      const months = page.monthsWithPractice;
      expect(months).toHaveLength(88);
      expect([months[0], months[87]]).toEqual([
        { year: 2026, month: 1 },
        { year: 2017, month: 9 },
      ]);
      const perYear = [2026, 2025, 2024, 2023, 2022, 2021, 2020, 2019, 2018, 2017].map(
        (year) => months.filter((month) => month.year === year).length,
      );
      expect(perYear).toEqual([1, 9, 11, 9, 10, 10, 11, 12, 11, 4]);
    });

    it('give the totals of a day of 56 sessions', () => {
      const page = parseDay(layout(capture('practice-day')), URL, DAY);
      expect(hashOf(page.trackName)).toBe(TRACK);
      expect(page).toMatchObject({
        date: DAY,
        unreadableRows: 0,
        printedTotals: {
          totalLaps: 487,
          totalTrackTimeSeconds: 26205,
          uniqueDrivers: 9,
          uniqueClasses: 4,
        },
        verified: true,
      });
      const { sessions } = page;
      expect(sessions).toHaveLength(56);
      expect(sum(sessions.map(({ lapCount }) => lapCount))).toBe(487);
      expect(sum(sessions.map(({ durationSeconds }) => durationSeconds))).toBe(26209);
      expect(new Set(sessions.map(({ driverName }) => driverName)).size).toBe(10);
      expect(new Set(sessions.map(({ transponder }) => transponder)).size).toBe(12);
      expect(new Set(sessions.map(({ sourceSessionId }) => sourceSessionId)).size).toBe(56);
    });

    it('give the sessions of a day', () => {
      const html = layout(capture('practice-day'));
      const { sessions } = parseDay(html, URL, DAY);
      const { driverName, ...first } = sessions[0] ?? { driverName: '' };
      expect(hashOf(driverName)).toBe('ee1afbfda202');
      expect(first).toEqual({
        sourceSessionId: '21290331',
        className: '1/10 Open',
        transponder: '9783013',
        startedAt: '2025-10-25T16:36:38',
        durationSeconds: 508,
        lapCount: 9,
        fastestLapSeconds: 34.746,
        averageLapSeconds: 56.437,
      });
      expect(sessions.at(-1)).toMatchObject({
        sourceSessionId: '21285679',
        startedAt: '2025-10-25T10:58:33',
      });
      const fastest = Math.min(
        ...sessions.map(({ fastestLapSeconds }) => fastestLapSeconds ?? 1e9),
      );
      const quickest = sessions.find((row) => row.fastestLapSeconds === fastest);
      expect(hashOf(quickest?.driverName ?? '')).toBe('0a98ac505c75');
      expect(quickest).toMatchObject({
        sourceSessionId: '21290106',
        fastestLapSeconds: 23.423,
        className: '1/8 Nitro Buggy',
      });
    });

    it('give the classes of a day', () => {
      const html = layout(capture('practice-day'));
      const { sessions } = parseDay(html, URL, DAY);
      const of = (name: string) => {
        const rows = sessions.filter(({ className }) => className === name);
        return [
          rows.length,
          sum(rows.map(({ lapCount }) => lapCount)),
          sum(rows.map(({ durationSeconds }) => durationSeconds)),
          Math.min(...rows.map(({ fastestLapSeconds }) => fastestLapSeconds ?? 1e9)),
        ];
      };
      expect(of('1/10 Open')).toEqual([19, 221, 10365, 23.704]);
      expect(of('1/8 Electric Buggy')).toEqual([21, 160, 9791, 31.594]);
      expect(of('1/8 Nitro Buggy')).toEqual([12, 77, 3921, 23.423]);
      expect(of('Unknown Class')).toEqual([4, 29, 2132, 40.532]);
    });

    it('give a session of five laps', () => {
      const { trackName, driverName, laps, ...page } = parseSession(
        layout(capture('practice-session')),
        URL,
      );
      expect([hashOf(trackName), hashOf(driverName)]).toEqual([TRACK, 'eaa494e1125f']);
      expect(page).toEqual({
        className: '1/8 Nitro Buggy',
        transponder: '8603914',
        startedAt: '2025-10-25T14:43:27',
        endedAt: '2025-10-25T14:50:17',
        durationSeconds: 229,
        lapCount: 5,
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
        unreadableLaps: 0,
      });
      expect(laps.map((lap) => [lap.lapNumber, lap.lapTimeSeconds, lap.crossedAt])).toEqual([
        [1, 42.996, '2025-10-25T14:44:10'],
        [2, 47.016, '2025-10-25T14:44:57'],
        [3, 43.258, '2025-10-25T14:45:41'],
        [4, 49.466, '2025-10-25T14:46:30'],
        [5, 46.339, '2025-10-25T14:47:17'],
      ]);
      expect(laps.every(({ isValid }) => isValid)).toBe(true);
    });

    it('give 100 events', () => {
      const page = parseEvents(layout(capture('events-list')), URL);
      const { events } = page;
      expect([events.length, page.unreadableRows]).toEqual([100, 0]);
      expect(events[0]).toMatchObject({
        sourceEventId: '486677',
        startDate: '2025-11-16',
        endDate: '2025-11-16',
        entries: 71,
        drivers: 60,
      });
      expect(events[99]).toMatchObject({
        sourceEventId: '265957',
        startDate: '2017-09-10',
        entries: 12,
        drivers: 12,
      });
      expect(sum(events.map(({ entries }) => entries))).toBe(2778);
      expect(sum(events.map(({ drivers }) => drivers))).toBe(2434);
      expect(events.filter((event) => event.endDate !== event.startDate)).toHaveLength(14);
      expect(events.filter((event) => event.endDate === '2017-12-18')).toMatchObject([
        { startDate: '2017-10-15' },
      ]);
    });

    it('give 1,090 tracks', () => {
      const html = layout(capture('track-catalogue'));
      const { tracks, unreadableRows } = parseCatalogue(html, 'https://live.liverc.com/');
      expect([tracks.length, unreadableRows]).toEqual([1090, 0]);
      const count = (status: string): number =>
        tracks.filter((track) => track.status === status).length;
      expect([count('racing'), count('practice'), count('idle')]).toEqual([19, 107, 964]);
      expect(tracks.filter(({ liveVideo }) => liveVideo)).toHaveLength(34);
      const statusOf = (hash: string) => tracks.find(({ slug }) => hashOf(slug) === hash)?.status;
      expect([hashOf(tracks[0]?.slug ?? ''), hashOf(tracks[1089]?.slug ?? '')]).toEqual([
        '6a907ae651af',
        'f75ceb543a4d',
      ]);
      expect(
        ['0edb9640e072', 'e0dc3eb657cb', '8f1374c246b3', '9ec6c9c19e6e'].map(statusOf),
      ).toEqual(['idle', 'practice', 'practice', 'practice']);
      expect(new Set(tracks.map(({ name }) => name)).size).toBe(1087);
    });

    it('give a dashboard', () => {
      const html = layout(capture('dashboard'));
      const { trackName, ...page } = parseDashboard(html, URL);
      expect(hashOf(trackName)).toBe(TRACK);
      expect(page).toEqual({
        live: 'offline',
        recentPracticeSessions: 1,
        recentResults: 30,
        lifetime: {
          laps: 230327,
          practiceSessions: 8405,
          races: 1894,
          entries: 3132,
          events: 102,
        },
        countryCode: 'AU',
      });
    });
  });
});
