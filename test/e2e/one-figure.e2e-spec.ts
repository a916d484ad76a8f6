import type { DriverAtTrack, Page, PracticeSessionWithLaps } from '@trackside/contracts';
import { readCsv } from './support/csv.js';
import { type DrivenLap, figuresByHand, livercByHand } from './support/figures-by-hand.js';
import { importDay } from './support/imports.js';
import { literal } from './support/literal.js';
import { driverByHand, pageByHand } from './support/page-by-hand.js';
import { loadPage, readDay } from './support/page-figures.js';
import { dataOf, discoverRange, get } from './support/requests.js';
import { trackside } from './support/trackside-fixture.js';
import { trackId } from './support/trackside.js';
import { trueDays } from './support/truth.js';
import { type SheetRow, readSheets } from './support/workbooks.js';

const SLUG = 'tallowick';
const track_id = trackId(SLUG);
const RANGE = { start_date: '2025-08-01', end_date: '2025-10-31' };
const UNKNOWN = 'Unknown Driver';
const SECOND_CLASS = '1/5 Large Scale';
const DRIVER_DAYS = 50;

/** A session as it was driven. */
interface Driven {
  date: string;
  id: string;
  driver: string;
  className: string;
  transponder: string | null;
  startedAt: string;
  laps: DrivenLap[];
}

type Figures = ReturnType<typeof figuresByHand>;
/** Figures of each driver in each class of each day. */
type Matrix = Record<string, Figures>;

describe('a name stands for one figure', () => {
  const stage = trackside({ keepsData: true, simulator: { today: '2025-10-31' } });
  const { simulator } = stage;
  const dayIds = new Map<string, string>();
  let everybody: Driven[];
  /** Those of them who have a name. */
  let driven: Driven[];
  let twoClasses: Driven;

  const driverDays = (sessions: Driven[]): number =>
    new Set(sessions.map(({ date, driver }) => `${date} ${driver}`)).size;

  beforeAll(async () => {
    await discoverRange(stage, { track_id, ...RANGE });
    [everybody, driven] = [[], []];
    for (const { date } of trueDays(simulator, SLUG, RANGE.start_date, RANGE.end_date)) {
      if (driverDays(driven) >= DRIVER_DAYS) break;
      dayIds.set(date, await importDay(stage, SLUG, date));
      everybody.push(...drivenOn(date));
      driven = everybody.filter(({ driver }) => driver !== UNKNOWN);
    }
    twoClasses = driven.find((one) => driven.filter((other) => isSame(one, other)).length > 2)!;
    twoClasses.className = SECOND_CLASS;
    await stage.query(`UPDATE practice_sessions SET class_name = ${literal(SECOND_CLASS)}
      WHERE source_session_id = ${literal(twoClasses.id)}`);
  });

  const drivenOn = (date: string): Driven[] =>
    simulator.truth
      .day(SLUG, date)!
      .sessions.map(({ source_session_id: id, driver_name: driver, laps, ...session }) => ({
        ...{ date, id, driver, className: session.class_name },
        ...{ transponder: session.transponder, startedAt: session.started_at },
        laps: laps.map((lap) => ({ seconds: lap.lap_time_seconds, isValid: lap.is_valid })),
      }));
  const take = async (dayId: string, format: string): Promise<Buffer> => {
    const path = `/api/v1/practice-days/${dayId}/export?format=${format}`;
    const answer = await stage.agent.get(path).responseType('blob');
    expect(answer.status).toBe(200);
    return answer.body as Buffer;
  };
  const findDriver = async (name: string, more = ''): Promise<DriverAtTrack> => {
    const query = `track_id=${track_id}&name=${encodeURIComponent(name)}${more}`;
    return dataOf(await get<DriverAtTrack>(stage, `/drivers?${query}`));
  };
  const drivers = (): string[] => [...new Set(driven.map(({ driver }) => driver))];

  it('for each driver, class and day, whether the API is asked or a file is taken', async () => {
    const expected = matrixOf(driven);
    const ofApi: Matrix = {};
    for (const name of drivers()) {
      for (const day of (await findDriver(name)).days.filter(({ date }) => dayIds.has(date))) {
        for (const one of day.classes) {
          ofApi[keyOf(day.date, name, one.class_name)] = {
            sessions: one.session_count,
            laps: one.lap_count,
            best: one.fastest_lap_seconds,
            median: one.median_lap_seconds,
            consistency: one.pace_consistency_percent,
          };
        }
      }
    }
    const ofSheets: Matrix = {};
    const ofRows: Driven[] = [];
    for (const [date, dayId] of dayIds) {
      const sheets = await readSheets(await take(dayId, 'xlsx'));
      for (const row of sheets.get('Summary')!.filter(isNamed)) {
        ofSheets[keyOf(date, row['Driver'], row['Class'])] = figuresOf(row);
      }
      ofRows.push(...drivenOfCsv(date, await take(dayId, 'csv')));
    }

    expect(driverDays(driven)).toBeGreaterThanOrEqual(DRIVER_DAYS);
    expect(ofApi).toEqual(expected);
    expect(ofSheets).toEqual(expected);
    expect(matrixOf(ofRows)).toEqual(expected);
  });

  it('for each session, in the list, in CSV and in the workbook', async () => {
    for (const [date, dayId] of dayIds) {
      const expected = driven
        .filter((session) => session.date === date)
        .map(({ id, laps }) => [
          id,
          figuresByHand([laps]).median,
          figuresByHand([laps]).consistency,
        ]);
      const path = `/practice-days/${dayId}/sessions`;
      const { items } = dataOf(await get<Page<PracticeSessionWithLaps>>(stage, path));
      const sheets = await readSheets(await take(dayId, 'xlsx'));
      const ofRows = new Map(
        csvOf(await take(dayId, 'csv'))
          .filter((row) => row['driver_name'] !== UNKNOWN)
          .map((row) => [
            row['source_session_id'],
            [
              row['source_session_id'],
              numberOf(row['median_lap_seconds']),
              numberOf(row['pace_consistency_percent']),
            ],
          ]),
      );

      expect(
        items
          .filter((session) => session.driver_name !== UNKNOWN)
          .map((one) => [
            ...[one.source_session_id, one.median_lap_seconds, one.pace_consistency_percent],
          ]),
      ).toEqual(expected);
      expect(
        sheets
          .get('Sessions')!
          .filter(isNamed)
          .map((row) => [row['LiveRC session'], row['Median (s)'], row['Consistency (%)']]),
      ).toEqual(expected);
      expect([...ofRows.values()]).toEqual(expected);
    }
  });

  it('and on the page of a day: in its sentences, tiles, tables and chart', async () => {
    const page = await loadPage();
    for (const [date, dayId] of dayIds) {
      const answers = await readDay(stage, dayId, date);
      const ofDay = everybody.filter((session) => session.date === date);
      const named = ofDay.filter(({ driver }) => driver !== UNKNOWN);
      const groups = Map.groupBy(named, (one) => keyOf(one.driver, one.className));
      for (const [one] of groups.values()) {
        const { driver, className } = one!;
        const ofClass = ofDay.filter((session) => session.className === className);
        for (const statistic of ['counted', 'valid'] as const) {
          expect({
            ...{ date, driver, className },
            ...page.shownOnDay(answers, driver, className, statistic),
          }).toEqual({ date, driver, className, ...pageByHand(driver, ofClass, statistic) });
        }
      }
    }
  });

  it('and on the page of a driver, which looks at one class', async () => {
    const page = await loadPage();
    for (const name of drivers()) {
      const whole = await findDriver(name);
      const className = page.classOfDriverPage(whole);
      const part = className === null ? whole : await findDriver(name, classQuery(className));
      const days = part.days.filter(({ date }) => dayIds.has(date));
      const theirs = driven.filter((one) => one.driver === name);
      const ofClass = theirs.filter((one) => className === null || one.className === className);
      const byDay = Map.groupBy(ofClass.toReversed(), ({ date }) => date);
      expect(days.map((day) => day.consistency_percent).reverse()).toEqual(
        [...byDay.values()].map((day) => livercByHand(lapsOf(day)).consistency),
      );
      for (const statistic of ['counted', 'valid'] as const) {
        const { tiles, tables } = page.shownOfDriver({ ...part, days }, statistic);
        const [times = [], evenness = []] = tables.map((rows) => rows.map((row) => row.slice(1)));
        const byHand = [...byDay.values()].map((day) => driverByHand(lapsOf(day), statistic));
        const [best, pace, consistency] = driverByHand(lapsOf(ofClass), statistic);

        expect({ name, times }).toEqual({ name, times: byHand.map((row) => row.slice(0, 2)) });
        const known = byHand.filter((row) => row[2] !== '–');
        expect(evenness).toEqual(known.length < 2 ? [] : byHand.map((row) => row.slice(2)));
        // The average counts days that are not imported, too: laps of theirs nobody has.
        expect(Object.values(tiles).slice(0, 3)).toEqual([
          best,
          statistic === 'valid' ? expect.any(String) : pace,
          consistency,
        ]);
      }
    }
  });

  it('and for none where somebody drove two classes', async () => {
    const { driver: name, date } = twoClasses;
    const [whole, part] = [
      await findDriver(name),
      await findDriver(name, classQuery(SECOND_CLASS)),
    ];

    const day = whole.days.find((one) => one.date === date)!;
    const alone = figuresByHand([twoClasses.laps]);
    expect(day.classes.map(({ class_name }) => class_name)).toHaveLength(2);
    for (const pooled of [whole, day]) {
      expect(pooled).toMatchObject({ median_lap_seconds: null, pace_consistency_percent: null });
    }
    expect(part).toMatchObject({
      median_lap_seconds: alone.median,
      pace_consistency_percent: alone.consistency,
    });
    expect(part.days.map((one) => one.median_lap_seconds)).toEqual([alone.median]);
    expect(whole.classes.find((one) => one.class_name === SECOND_CLASS)).toMatchObject({
      fastest_lap_seconds: alone.best,
      fastest_lap_date: date,
      day_count: 1,
    });
  });
});

function lapsOf(sessions: Driven[]): DrivenLap[][] {
  return sessions.map(({ laps }) => laps);
}

function classQuery(className: string): string {
  return `&class=${encodeURIComponent(className)}`;
}

function isSame(one: Driven, other: Driven): boolean {
  return one.date === other.date && one.driver === other.driver;
}

function keyOf(...parts: unknown[]): string {
  return parts.join(' | ');
}

function matrixOf(sessions: Driven[]): Matrix {
  const groups = Map.groupBy(sessions, (one) => keyOf(one.date, one.driver, one.className));
  return Object.fromEntries(
    [...groups].map(([key, group]) => [key, figuresByHand(group.map(({ laps }) => laps))]),
  );
}

function figuresOf(row: SheetRow): Figures {
  return {
    sessions: row['Sessions'] as number,
    laps: row['Laps'] as number,
    best: row['Best lap (s)'] as number | null,
    median: row['Median (s)'] as number | null,
    consistency: row['Consistency (%)'] as number | null,
  };
}

function isNamed(row: SheetRow): boolean {
  return !String(row['Driver']).startsWith(UNKNOWN);
}

function csvOf(file: Buffer): Record<string, string>[] {
  return readCsv(file.toString().replace(/^\uFEFF/, ''));
}

function numberOf(cell: string | undefined): number | null {
  return cell ? Number(cell) : null;
}

/** The sessions of named drivers, made of the laps in a day's CSV. */
function drivenOfCsv(date: string, file: Buffer): Driven[] {
  const rows = csvOf(file).filter((row) => row['driver_name'] !== UNKNOWN);
  return [...Map.groupBy(rows, (row) => row['source_session_id']!)].map(([id, laps]) => ({
    ...{ date, id, driver: laps[0]!['driver_name']!, className: laps[0]!['class_name']! },
    ...{ transponder: laps[0]!['transponder']!, startedAt: laps[0]!['started_at']! },
    laps: laps
      .filter((row) => row['lap_number'] !== '')
      .map((row) => ({
        seconds: Number(row['lap_time_seconds']),
        isValid: row['is_valid'] === 'true',
      })),
  }));
}
