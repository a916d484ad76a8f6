import type { FoundPracticeDay, Page, TrackDriver } from '@trackside/contracts';
import type { SessionTruth } from '@trackside/simulator';
import { importDay } from './support/imports.js';
import { dataOf, discoverRange, get } from './support/requests.js';
import { trackside } from './support/trackside-fixture.js';
import { trackId } from './support/trackside.js';
import { trueDays } from './support/truth.js';

const SLUG = 'tallowick';
const track_id = trackId(SLUG);
const RANGE = { start_date: '2025-08-01', end_date: '2025-10-31' };
const UNKNOWN = 'Unknown Driver';

type Dated = SessionTruth & { date: string };

describe('who practised at a track', () => {
  const stage = trackside({ simulator: { today: '2025-10-31' }, keepsData: true });
  const { simulator } = stage;
  let sessions: Dated[];

  beforeAll(async () => {
    await discoverRange(stage, { track_id, ...RANGE });
    const days = trueDays(simulator, SLUG, RANGE.start_date, RANGE.end_date);
    sessions = days.flatMap(({ date }) =>
      simulator.truth.day(SLUG, date)!.sessions.map((session) => ({ ...session, date })),
    );
    await importDay(stage, SLUG, days[0]!.date);
    simulator.requests.clear();
  });

  afterAll(() => expect(simulator.requests.counts().total).toBe(0));

  const find = async (query = ''): Promise<Page<TrackDriver>> =>
    dataOf(await get<Page<TrackDriver>>(stage, `/tracks/${track_id}/drivers?${query}`));

  const personOf = ({ driver_name: name, transponder }: Dated): string =>
    name === UNKNOWN ? `unknown driver ${transponder ?? ''}` : name.toLowerCase();
  /** Names in the order of the answer: most days, then by person. */
  function inOrder(of: Dated[]): { person: string; days: number; own: Dated[] }[] {
    const people = Map.groupBy(of, personOf);
    return [...people]
      .map(([person, own]) => ({ person, own, days: new Set(own.map(({ date }) => date)).size }))
      .sort((a, b) => b.days - a.days || (a.person < b.person ? -1 : 1));
  }
  const sum = (of: Dated[]): number =>
    of.reduce((laps, { lap_count }) => laps + (lap_count ?? 0), 0);

  it('is found on each day class by class, as when the class is asked for', async () => {
    const search = async (more: Record<string, string>): Promise<FoundPracticeDay[]> => {
      const query = new URLSearchParams({ track_id, ...RANGE, limit: '100', ...more });
      return dataOf(await get<Page<FoundPracticeDay>>(stage, `/practice-days/search?${query}`))
        .items;
    };
    const byDay = Map.groupBy(sessions, (one) => `${one.date} ${personOf(one)}`);
    const both = [...byDay.values()].find(
      (own) => new Set(own.map(({ class_name }) => class_name)).size > 1,
    )!;
    const driver = both[0]!.driver_name;
    const days = await search({ driver });

    const found = days.find(({ date }) => date === both[0]!.date)!;
    const counts = Map.groupBy(both, ({ class_name }) => class_name);
    expect(found.matching_classes.map((one) => [one.class_name, one.session_count])).toEqual(
      expect.arrayContaining([...counts].map(([name, own]) => [name, own.length])),
    );
    for (const className of counts.keys()) {
      const inClass = days.flatMap(({ date, matching_classes: classes }) =>
        classes
          .filter(({ class_name }) => class_name === className)
          .map((one) => [date, one.session_count, one.fastest_lap_seconds]),
      );
      const asked = await search({ driver, class: className });
      expect(inClass).toEqual(
        asked.map((day) => [day.date, day.matching_sessions, day.matching_fastest_lap_seconds]),
      );
    }
  });

  it('is told with days, sessions, laps and classes, most days first', async () => {
    const { items, next_cursor } = await find('limit=100');
    const truth = inOrder(sessions);

    expect(next_cursor).toBeNull();
    expect(items.map(({ day_count }) => day_count)).toEqual(truth.map(({ days }) => days));
    const told = new Map(
      items.map((item) => [`${item.name} ${item.transponders[0]?.transponder}`, item]),
    );
    for (const { own } of truth.filter(({ own }) => own[0]!.driver_name !== UNKNOWN)) {
      const item = items.find(({ name }) => name === own[0]!.driver_name)!;
      expect(item).toMatchObject({
        session_count: own.length,
        lap_count: sum(own),
        last_date: own
          .map(({ date }) => date)
          .sort()
          .at(-1),
      });
      const classes = Map.groupBy(own, ({ class_name }) => class_name);
      expect(item.classes).toHaveLength(classes.size);
      for (const { class_name, session_count, lap_count } of item.classes) {
        const ofClass = classes.get(class_name!)!;
        expect([session_count, lap_count]).toEqual([ofClass.length, sum(ofClass)]);
      }
    }
    expect(told.size).toBe(items.length);
  });

  it('is told of which classes the quickest lap is of all laps: those without an imported day', async () => {
    const { items } = await find('limit=100');
    const imported = sessions.at(0)!.date;
    const told = items
      .filter(({ name }) => name !== UNKNOWN)
      .flatMap(({ name, classes }) =>
        classes.map((one) => [name, one.class_name, one.fastest_of_all_laps]),
      );
    const isRead = (name: unknown, className: unknown): boolean =>
      sessions.some(
        ({ driver_name, class_name, date }) =>
          driver_name === name && class_name === className && date === imported,
      );
    expect(told).toEqual(told.map(([name, of]) => [name, of, !isRead(name, of)]));
    expect(new Set(told.map(([, , ofAll]) => ofAll))).toEqual(new Set([true, false]));
  });

  it('is found by any part of a name, case and accents aside', async () => {
    const named = sessions.find(({ driver_name: name }) => name !== UNKNOWN && name.includes(' '))!;
    const [, last] = named.driver_name.split(' ');
    const part = last!.slice(1, 4).toUpperCase();
    await stage.query(
      `UPDATE practice_sessions SET driver_name = 'Zoë Ångström' WHERE id IN (
         SELECT id FROM practice_sessions ORDER BY id LIMIT 1)`,
    );

    const { items } = await find(`q=${encodeURIComponent(part)}&limit=100`);
    const accented = await find('q=zoe%20ang');

    expect(items.map(({ name }) => name)).toContain(named.driver_name);
    expect(items.every(({ name }) => name.toUpperCase().includes(part))).toBe(true);
    expect(accented.items.map(({ name }) => name)).toEqual(['Zoë Ångström']);
    expect((await find('q=100%25_')).items).toEqual([]);
  });

  it('is found by the beginning of a transponder, and who else used it is said', async () => {
    const { transponder } = sessions.find((session) => session.transponder !== null)!;
    const { items } = await find(`q=${transponder!.slice(0, 5)}&limit=100`);

    const starts = (item: TrackDriver): boolean =>
      item.transponders.some((used) => used.transponder.startsWith(transponder!.slice(0, 5)));
    expect(items.length).toBeGreaterThan(0);
    expect(items.every(starts)).toBe(true);
    const users = new Set(
      sessions.filter((one) => one.transponder === transponder).map((one) => one.driver_name),
    );
    const told = items.flatMap((item) =>
      item.transponders.filter((used) => used.transponder === transponder),
    );
    expect(told.every(({ shared_with }) => shared_with.length === users.size - 1)).toBe(true);
  });

  it('is told of a class and of dates alone', async () => {
    const { class_name, date } = sessions[0]!;
    const query = new URLSearchParams({
      ...{ class: class_name.toUpperCase(), start_date: date, end_date: date, limit: '100' },
    });
    const { items } = await find(query.toString());

    const truth = inOrder(
      sessions.filter((one) => one.class_name === class_name && one.date === date),
    );
    expect(items.map(({ session_count }) => session_count)).toEqual(
      truth.map(({ own }) => own.length),
    );
    expect(items.every(({ last_date, day_count }) => last_date === date && day_count === 1)).toBe(
      true,
    );
  });

  it('is paged without losing or repeating anybody', async () => {
    const whole = await find('limit=100');
    const paged: TrackDriver[] = [];
    let cursor = '';
    do {
      const page = await find(`limit=7${cursor}`);
      paged.push(...page.items);
      cursor = page.next_cursor === null ? '' : `&cursor=${page.next_cursor}`;
    } while (cursor);

    expect(paged).toEqual(whole.items);
  });

  it.each([
    ['a cursor that is not ours', 400, `${track_id}/drivers?cursor=abc`],
    ['one date without the other', 400, `${track_id}/drivers?start_date=2025-10-01`],
    ['blanks alone', 400, `${track_id}/drivers?q=%20`],
    ['an unknown track', 404, `${trackId('nowhere-at-all')}/drivers`],
  ])('refuses %s', async (_what, status, path) => {
    expect((await get(stage, `/tracks/${path}`)).status).toBe(status);
  });
});
