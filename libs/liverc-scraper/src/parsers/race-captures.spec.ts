import {
  CAPTURE_LAYOUTS,
  capture,
  describeCaptures,
  hashOf,
  raceTruth,
} from '../../test/captures.js';
import { printRun } from '../../test/printed-ranking.js';
import { parseEntryList } from './entry-list.js';
import { parseEvent } from './event.js';
import { parseQualifyingPoints } from './qualifying-points.js';
import type { RankingRow } from '../race-pages.js';
import { parseRace } from './race.js';

const URL = 'https://captured.liverc.com/';
const TRACK = '5574d23a7d52';

interface TrueRow {
  position: number;
  car_number: number;
  name: string;
  driver_id: string | null;
  has_laps_link: boolean;
  qualified: number;
  laps: number;
  total_seconds: number | null;
  behind: string | null;
  fastest: number | null;
  fastest_lap: number | null;
  figures: Record<string, number | null>;
}

interface TrueRace {
  title: string;
  panel: string;
  race_number: number;
  class_header: string;
  drivers: number;
  laps: number;
  rows: TrueRow[];
}

describeCaptures('captured race pages', () => {
  describe.each(CAPTURE_LAYOUTS)('%s', (_layout, layout) => {
    const trueRace = (id: string) =>
      raceTruth<{ races: Record<string, TrueRace> }>().races[`race.${id}.html`] as TrueRace;
    const race = (id: string) => parseRace(layout(capture(`race-${id}`)), URL);

    it.each([
      ['6304829', 14, 1800, 12, 444],
      ['6304822', 13, 600, 10, 96],
    ])('give race %s', (id, raceNumber, lengthSeconds, drivers, laps) => {
      const page = race(id);
      const truth = trueRace(id);
      expect(page).toMatchObject({
        raceNumber,
        lengthSeconds,
        roundTitle: 'Main Events',
        unreadableRows: 0,
        unreadableLaps: 0,
        heading: truth.panel,
        classHeader: truth.class_header,
      });
      const title = [page.trackName, page.eventName, page.label, 'LiveRC'].join(' :: ');
      expect(title).toBe(truth.title);
      expect([page.results.length, page.drivers.length]).toEqual([drivers, drivers]);
      expect(page.drivers.flatMap((driver) => driver.laps)).toHaveLength(laps);
    });

    it.each(['6304829', '6304822'])('give each row of race %s', (id) => {
      const { results } = race(id);
      const rows = trueRace(id).rows;
      expect(results).toEqual(
        rows.map(({ figures, ...row }) => ({
          position: row.position,
          status: null,
          driverName: row.name,
          sourceDriverId: row.driver_id ?? expect.stringMatching(/^\d+$/),
          carNumber: row.car_number,
          qualifiedPosition: row.qualified,
          started: row.has_laps_link,
          lapCount: row.laps,
          totalSeconds: row.has_laps_link ? row.total_seconds : null,
          ...gapOf(row.behind),
          fastestLapNumber: row.fastest_lap,
          fastestLapSeconds: figures['fastLap'] ?? null,
          averageLapSeconds: figures['avgLap'] ?? null,
          averageTop5Seconds: figures['avgTop5'] ?? null,
          averageTop10Seconds: figures['avgTop10'] ?? null,
          averageTop15Seconds: figures['avgTop15'] ?? null,
          top2ConsecutiveSeconds: figures['top2Consecutive'] ?? null,
          top3ConsecutiveSeconds: figures['top3Consecutive'] ?? null,
          standardDeviationSeconds: figures['stdDeviation'] ?? null,
          consistencyPercent: figures['consistency'] ?? null,
        })),
      );
    });

    it.each(['6304829', '6304822'])('give laps that add up to the times of race %s', (id) => {
      const { results, drivers } = race(id);
      for (const { sourceDriverId, started, lapCount, totalSeconds, carNumber } of results) {
        const driver = drivers.find((one) => one.sourceDriverId === sourceDriverId);
        const laps = driver?.laps ?? [];
        expect(laps.map(({ lapNumber }) => lapNumber)).toEqual(laps.map((_, index) => index + 1));
        expect([laps.length, driver?.gridPosition]).toEqual([lapCount, started ? carNumber : null]);
        const sum = laps.reduce((total, lap) => total + lap.lapTimeSeconds, 0);
        expect(Math.round(sum * 1000)).toBe(Math.round((totalSeconds ?? 0) * 1000));
      }
    });

    it('give an event of 32 races', () => {
      const { trackName, name, lineUps, rankings, races, ...page } = parseEvent(
        layout(capture('event-detail')),
        URL,
      );
      expect([hashOf(trackName), hashOf(name)]).toEqual([TRACK, hashOf(race('6304829').eventName)]);
      expect(page).toEqual({
        startDate: '2025-11-16',
        endDate: '2025-11-16',
        raceTrack: 'Offroad',
        totals: { entryCount: 71, driverCount: 60, raceLapCount: 4129 },
        hasEntryList: true,
        unreadableRows: 0,
      });
      expect(lineUps).toHaveLength(4);
      const kinds = rankings.map(({ kind, order }) => [kind, order].join(' ').trim());
      expect(kinds).toEqual([
        'overall',
        'qualifying_points',
        ...Array.from({ length: 3 }, () => 'round laps_time'),
        ...Array.from({ length: 3 }, () => 'multi_main'),
      ]);
      expect(rankings[0]?.sourceRankingId).toBe('486677');
      const sections = races.map((one) => `${one.section} ${one.round}`);
      expect(sections).toEqual(
        ['main null', 'qualifying 3', 'qualifying 2', 'qualifying 1'].flatMap((section, index) =>
          Array.from({ length: index === 0 ? 14 : 6 }, () => section),
        ),
      );
      expect(races[0]).toEqual({
        sourceRaceId: '6304829',
        sectionTitle: 'Main Events',
        section: 'main',
        round: null,
        raceNumber: 14,
        label: '1/8 Nitro Buggy A-Main',
        className: '1/8 Nitro Buggy',
        completedAt: '2025-11-16T17:30',
      });
      expect(races.at(-1)).toMatchObject({
        raceNumber: 1,
        label: '1/8 Electric Buggy (Heat 1/3)',
        className: '1/8 Electric Buggy',
        completedAt: '2025-11-16T08:22',
      });
      const classes = new Set(races.map(({ className }) => className));
      expect(classes.size).toBe(3);
    });

    it('give an entry list of 724 entries', () => {
      const page = parseEntryList(layout(capture('entry-list')), URL);
      const entries = page.classes.flatMap((one) => one.entries);
      expect([page.classes.length, entries.length, page.unreadableRows]).toEqual([18, 724, 0]);
      expect(page.classes.map(({ entryCount }) => entryCount)).toEqual(
        page.classes.map((one) => one.entries.length),
      );
      expect(new Set(entries.map(({ driverName }) => driverName)).size).toBe(263);
      expect(new Set(entries.map(({ transponder }) => transponder)).size).toBe(613);
      expect(entries.filter(({ transponder }) => /\D/.test(transponder ?? ''))).toMatchObject([
        { transponder: '2222363/2' },
      ]);
      expect(page.classes[0]?.className).toBe('40+ Electric Buggy');
      expect(page.classes[0]?.entries[0]).toMatchObject({ carNumber: 1, transponder: '3326002' });
    });

    it('give qualifying points of seven classes, row by row', () => {
      const truth = raceTruth<{ qualifying_points: TruePoints }>().qualifying_points;
      const html = layout(capture('qual-points'));
      const { trackName, eventName, title, ...page } = parseQualifyingPoints(html, URL);
      expect([trackName, eventName, title, 'LiveRC'].join(' :: ')).toBe(truth.title);
      expect([page.unreadableRows, page.unreadableCells, page.provisional]).toEqual([0, 0, false]);
      // The file counts the word wherever it stands: in rounds, and in the cell about ties.
      const withStatus = (rows: RankingRow[], status: string): number =>
        rows.flatMap(({ rounds }) => rounds).filter((round) => round.status === status).length +
        rows.filter(({ tieBreaker }) => tieBreaker?.includes(`(${status})`)).length;
      expect(
        page.classes.map(({ className, rows }) => ({
          class_name: className,
          rows: rows.length,
          dns: withStatus(rows, 'DNS'),
          dnf: withStatus(rows, 'DNF'),
          first: firstRow(rows[0]),
        })),
      ).toEqual(truth.classes.map(({ table_id: _, ...one }) => one));
      for (const row of page.classes.flatMap(({ rows }) => rows)) {
        const counted = row.rounds.filter(({ counts }) => counts);
        expect([row.rounds.length, counted.length]).toEqual([2, 1]);
        expect(`${counted[0]?.points}`).toBe(row.result);
      }
    });
  });
});

interface TruePoints {
  title: string;
  classes: {
    table_id: string;
    class_name: string;
    rows: number;
    dns: number;
    dnf: number;
    first: string[];
  }[];
}

function firstRow(row: RankingRow | undefined): (string | null)[] {
  const rounds = row?.rounds.map((one) => `${one.points} : ${printRun(one)}`) ?? [];
  return row ? [`${row.position}`, row.driverName, row.result, row.tieBreaker, ...rounds] : [];
}

function gapOf(behind: string | null) {
  const laps = /^(\d+) Laps?$/.exec(behind ?? '')?.[1];
  return {
    gapAheadSeconds: behind && laps === undefined ? Number(behind) : null,
    gapAheadLaps: laps === undefined ? null : Number(laps),
  };
}
