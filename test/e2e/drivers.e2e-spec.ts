import type { DriverAtTrack, FoundPracticeDay, Page } from '@trackside/contracts';
import { lapFigures, paceFigures } from '@trackside/lap-statistics';
import type { SessionTruth } from '@trackside/simulator';
import { importDay } from './support/imports.js';
import { literal } from './support/literal.js';
import { dataOf, discoverRange, get } from './support/requests.js';
import { trackside } from './support/trackside-fixture.js';
import { trackId } from './support/trackside.js';
import { trueDays } from './support/truth.js';

const SLUG = 'tallowick';
const track_id = trackId(SLUG);
const RANGE = { start_date: '2025-08-01', end_date: '2025-10-31' };
const UNKNOWN = 'Unknown Driver';

type DatedSession = SessionTruth & { date: string };

describe('who drove', () => {
  const stage = trackside({ simulator: { today: '2025-10-31' }, keepsData: true });
  const { simulator } = stage;
  let dayId: string;
  let importedDate: string;
  /** Of all days, newest first. */
  let sessions: DatedSession[];
  let regular: string;

  beforeAll(async () => {
    await discoverRange(stage, { track_id, ...RANGE });
    sessions = trueDays(simulator, SLUG, RANGE.start_date, RANGE.end_date).flatMap(({ date }) =>
      simulator.truth.day(SLUG, date)!.sessions.map((session) => ({ ...session, date })),
    );
    regular = mostActive(sessions);
    importedDate = sessions.findLast(({ driver_name: name }) => name === regular)!.date;
    dayId = await importDay(stage, SLUG, importedDate);
    simulator.requests.clear();
  });

  afterAll(async () => {
    expect(simulator.requests.counts().total).toBe(0);
  });

  const find = async (name: string, more = ''): Promise<DriverAtTrack> =>
    dataOf(
      await get<DriverAtTrack>(
        stage,
        `/drivers?track_id=${track_id}&name=${encodeURIComponent(name)}${more}`,
      ),
    );
  const drive = (sourceId: string, className: string) =>
    stage.query(`UPDATE practice_sessions SET class_name = ${literal(className)}
      WHERE source_session_id = ${literal(sourceId)}`);
  const search = async (more: string): Promise<Page<FoundPracticeDay>> =>
    dataOf(
      await get<Page<FoundPracticeDay>>(
        stage,
        `/practice-days/search?track_id=${track_id}&start_date=${RANGE.start_date}` +
          `&end_date=${RANGE.end_date}${more}`,
      ),
    );
  /** What the API shows: valid laps alone once the day is imported. */
  const shown = (session: DatedSession) =>
    session.date === importedDate ? { ...session, ...session.detail } : session;

  it('is told with all days and sessions, newest first, imported or not', async () => {
    const own = sessions.filter(({ driver_name: name }) => name === regular);

    const driver = await find(regular, '&limit=100');

    expect(driver).toMatchObject({
      track_id,
      name: regular,
      session_count: own.length,
      lap_count: sum(own.map((session) => session.lap_count)),
      class_names: [...new Set(own.map((session) => session.class_name))].sort(),
    });
    expect(driver.sessions.items.map((s) => [s.date, s.source_session_id])).toEqual(
      own.map((session) => [session.date, session.source_session_id]),
    );
    expect(driver.days.map(({ date }) => date)).toEqual([...new Set(own.map(({ date }) => date))]);
    expect(driver.days.map((day) => day.event_id)).toEqual(
      driver.days.map(({ date }) => (date === importedDate ? dayId : null)),
    );
    expect(new Set(driver.sessions.items.map((s) => s.laps_state))).toEqual(
      new Set(['pending', 'read']),
    );
  });

  it('has the best lap, and averages weighted with the laps that they are made of', async () => {
    const own = sessions.filter(({ driver_name: name }) => name === regular);
    const counted = (session: DatedSession) =>
      session.date === importedDate
        ? session.laps.filter((lap) => lap.is_valid).length
        : session.lap_count;
    const average = (list: DatedSession[]) =>
      weigh(list.map((s) => [shown(s).average_lap_seconds, counted(s)]));
    const consistency = (list: DatedSession[]) =>
      lapFigures(list.filter((s) => s.date === importedDate).flatMap((s) => s.laps))
        .consistency_percent;
    const best = (list: DatedSession[]) =>
      Math.min(...list.flatMap((session) => shown(session).fastest_lap_seconds ?? []));
    const valid = own.filter(({ date }) => date === importedDate);

    const driver = await find(regular);

    expect(driver.fastest_lap_seconds).toBe(best(valid));
    expect(driver.average_lap_seconds).toBeCloseTo(average(own)!, 2);
    // Each session's figures are rounded to a millisecond before they are put together.
    expect(driver.consistency_percent).toBeCloseTo(consistency(own)!, 1);
    for (const day of driver.days) {
      const ofDay = own.filter(({ date }) => date === day.date);
      expect(day.session_count).toBe(ofDay.length);
      expect(day.average_lap_seconds).toBeCloseTo(average(ofDay)!, 2);
      if (day.date === importedDate) {
        expect(day.consistency_percent).toBeCloseTo(consistency(ofDay)!, 1);
      } else expect(day.consistency_percent).toBeNull();
    }
  });

  it('is told by class, without pooling one with another', async () => {
    const own = sessions.filter(({ driver_name: name }) => name === regular);
    const name = own.find(({ date }) => date === importedDate)!.class_name;
    const ofClass = own.filter((session) => session.class_name === name);
    const whole = await find(regular);

    const part = await find(regular, `&limit=100&class=${encodeURIComponent(name.toUpperCase())}`);
    const none = await find(regular, '&class=Hovercraft');

    expect(part.sessions.items.map((s) => s.source_session_id)).toEqual(
      ofClass.map((session) => session.source_session_id),
    );
    expect(part).toMatchObject({
      session_count: ofClass.length,
      lap_count: sum(ofClass.map((session) => session.lap_count)),
      class_names: whole.class_names,
      transponders: whole.transponders,
    });
    expect(part.days.map((day) => [day.date, day.session_count])).toEqual(
      [...Map.groupBy(ofClass, ({ date }) => date)].map(([date, list]) => [date, list.length]),
    );
    expect(part.days.flatMap((day) => day.class_names)).toEqual(part.days.map(() => name));
    expect(none).toMatchObject({ session_count: 0, days: [], class_names: whole.class_names });
    expect(none).toMatchObject({ fastest_lap_seconds: null, sessions: { items: [] } });
  });

  it('has a best ever and figures of each class, on every day and in all, and none of several', async () => {
    const other = '1/5 Large Scale';
    const mine = sessions.filter(({ driver_name: name }) => name === regular);
    const { source_session_id: moved, class_name: before } = mine.find(
      ({ date }) => date === importedDate,
    )!;
    const own = mine.map((session) =>
      session.source_session_id === moved ? { ...session, class_name: other } : session,
    );
    const imported = own.filter(({ date }) => date === importedDate);
    const lapsOf = (name: string | null) =>
      imported.filter(({ class_name }) => class_name === name).map(({ laps }) => laps);

    await drive(moved, other);
    const driver = await find(regular, '&limit=100');
    await drive(moved, before);

    expect(driver.classes.map((one) => one.class_name).toSorted()).toEqual(driver.class_names);
    for (const one of driver.classes) {
      const ofClass = own.filter(({ class_name }) => class_name === one.class_name);
      const best = driver.sessions.items.find(({ id }) => id === one.fastest_lap_session_id)!;
      const { median_lap_seconds, pace_consistency_percent } = paceFigures(lapsOf(one.class_name));
      expect(one).toMatchObject({
        day_count: new Set(ofClass.map(({ date }) => date)).size,
        session_count: ofClass.length,
        lap_count: sum(ofClass.map(({ lap_count }) => lap_count)),
        fastest_lap_seconds: best.fastest_lap_seconds,
        fastest_lap_date: best.date,
        median_lap_seconds,
        pace_consistency_percent,
      });
      expect(best.class_name).toBe(one.class_name);
    }
    const ofImported = [...new Set(imported.map(({ class_name }) => class_name))];
    const day = driver.days.find(({ date }) => date === importedDate)!;
    expect(new Set(day.classes.map((one) => [one.class_name, one.median_lap_seconds]))).toEqual(
      new Set(ofImported.map((name) => [name, paceFigures(lapsOf(name)).median_lap_seconds])),
    );
    for (const pooled of [driver, ...driver.days]) {
      const [only, ...others] = pooled.classes;
      const isOne = others.length === 0;
      expect(pooled.median_lap_seconds).toBe(isOne ? only!.median_lap_seconds : null);
      expect(pooled.pace_consistency_percent).toBe(isOne ? only!.pace_consistency_percent : null);
    }
    expect(driver.classes.length).toBeGreaterThan(1);
  });

  it('has no figures of ours where unknown drivers are taken together', async () => {
    const driver = await find(UNKNOWN);

    expect(driver.classes.map((one) => one.median_lap_seconds)).toEqual(
      driver.classes.map(() => null),
    );
    expect(driver.classes.length).toBeGreaterThan(0);
  });

  it('is paged by session without losing or repeating one', async () => {
    const whole = await find(regular, '&limit=100');
    const paged: string[] = [];
    let cursor = '';
    do {
      const { sessions: page } = await find(regular, `&limit=3${cursor}`);
      paged.push(...page.items.map(({ id }) => id));
      cursor = page.next_cursor === null ? '' : `&cursor=${page.next_cursor}`;
    } while (cursor);

    expect(paged.length).toBeGreaterThan(6);
    expect(paged).toEqual(whole.sessions.items.map(({ id }) => id));
  });

  it('finds imported days alone without a driver or a class', async () => {
    const { items, next_cursor } = await search('');

    const { sessions: ofDay, ...totals } = simulator.truth.day(SLUG, importedDate)!;
    expect(next_cursor).toBeNull();
    expect(items).toEqual([
      {
        ...totals,
        event_id: dayId,
        fetched_at: expect.stringMatching(/^\d{4}-\d{2}-\d{2}T[\d:.]+Z$/),
        matching_sessions: ofDay.length,
        matching_fastest_lap_seconds: Math.min(
          ...ofDay.flatMap((session) => session.detail.fastest_lap_seconds ?? []),
        ),
        matching_classes: expect.any(Array),
      },
    ]);
  });

  it('finds the days of a driver and of a class, discovered ones too, newest first', async () => {
    const name = encodeURIComponent(` ${regular.toUpperCase()} `);
    const own = sessions.filter(({ driver_name }) => driver_name === regular);
    const { class_name } = own[0]!;
    const carClass = encodeURIComponent(class_name.toUpperCase());

    const byName = await search(`&driver=${name}`);
    const byClass = await search(`&class=${carClass}`);
    const byBoth = await search(`&driver=${name}&class=${carClass}`);

    const expected = (matching: DatedSession[]) =>
      [...new Set(matching.map(({ date }) => date))].map((date) => {
        const ofDay = matching.filter((session) => session.date === date);
        const laps = ofDay.flatMap((session) => shown(session).fastest_lap_seconds ?? []);
        return [date, ofDay.length, laps.length > 0 ? Math.min(...laps) : null];
      });
    const found = ({ items }: Page<FoundPracticeDay>) =>
      items.map((day) => [day.date, day.matching_sessions, day.matching_fastest_lap_seconds]);
    expect(found(byName)).toEqual(expected(own));
    expect(found(byClass)).toEqual(expected(sessions.filter((s) => s.class_name === class_name)));
    expect(found(byBoth)).toEqual(expected(own.filter((s) => s.class_name === class_name)));
    expect(byName.items.map((day) => day.event_id)).toEqual(
      byName.items.map(({ date }) => (date === importedDate ? dayId : null)),
    );
  });

  it('pages the days without losing or repeating one', async () => {
    const whole = await search('&driver=Unknown%20Driver');
    const paged: string[] = [];
    let cursor = '';
    do {
      const page = await search(`&driver=Unknown%20Driver&limit=2${cursor}`);
      paged.push(...page.items.map(({ date }) => date));
      cursor = page.next_cursor === null ? '' : `&cursor=${page.next_cursor}`;
    } while (cursor);

    expect(paged.length).toBeGreaterThan(4);
    expect(paged).toEqual(whole.items.map(({ date }) => date));
  });

  it.each(['driver=%25', 'driver=_', 'class=%25', 'class=_', 'driver=%5C', "class='--"])(
    'takes "%s" for a name that nobody has',
    async (more) => {
      expect(await search(`&${more}`)).toEqual({ items: [], next_cursor: null });
    },
  );
});

/** The named driver with the most sessions who has some on several days. */
function mostActive(sessions: DatedSession[]): string {
  const counts = Map.groupBy(
    sessions.filter(({ driver_name: name }) => name !== UNKNOWN),
    ({ driver_name: name }) => name,
  );
  const [[name]] = [...counts].sort(([, a], [, b]) => b.length - a.length) as [[string, unknown]];
  return name;
}

function sum(values: number[]): number {
  return values.reduce((total, value) => total + value, 0);
}

function weigh(figures: [figure: number | null, laps: number][]): number | null {
  const known = figures.filter((pair): pair is [number, number] => pair[0] !== null && pair[1] > 0);
  if (known.length === 0) return null;
  return sum(known.map(([figure, laps]) => figure * laps)) / sum(known.map(([, laps]) => laps));
}
