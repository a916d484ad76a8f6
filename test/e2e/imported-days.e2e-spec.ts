import { randomUUID } from 'node:crypto';
import type {
  FoundPracticeDay,
  ImportedPracticeDayDetail,
  ImportedPracticeSession,
  Lap,
  Page,
  PracticeSessionWithLaps,
  StudiedSession,
} from '@trackside/contracts';
import { paceFigures } from '@trackside/lap-statistics';
import type { DayTruth } from '@trackside/simulator';
import { importDay } from './support/imports.js';
import { dataOf, discoverRange, get } from './support/requests.js';
import { trackside } from './support/trackside-fixture.js';
import { trackId } from './support/trackside.js';
import { daysBefore, latestToday, trueDays } from './support/truth.js';

const SLUG = 'tallowick';
const today = latestToday();
const NO_ID = '0f0e7a1c-93b5-4d0c-8f57-64c1a0d1be2f';

describe('an imported day', () => {
  const stage = trackside({ keepsData: true });
  const { simulator } = stage;
  const track_id = trackId(SLUG);
  let truth: DayTruth;
  let dayId: string;
  let discoveredId: string;

  beforeAll(async () => {
    await discoverRange(stage, { track_id });
    const days = trueDays(simulator, SLUG, daysBefore(today, 120), daysBefore(today, 30));
    const [largest] = days.toSorted((a, b) => b.session_count - a.session_count);
    truth = simulator.truth.day(SLUG, largest!.date)!;
    dayId = await importDay(stage, SLUG, truth.date);
    const [other] = await stage.query<{ id: string }>(
      `SELECT id FROM practice_days WHERE imported_at IS NULL AND track_id = '${track_id}' LIMIT 1`,
    );
    discoveredId = other!.id;
    simulator.requests.clear();
  });

  afterAll(async () => {
    expect(simulator.requests.counts().total).toBe(0);
  });

  type Sessions = Page<PracticeSessionWithLaps>;
  const sessionsOf = async (search = ''): Promise<Sessions> =>
    dataOf(await get<Sessions>(stage, `/practice-days/${dayId}/sessions${search}`));

  const inTruth = () =>
    truth.sessions.map(({ detail, laps, ...session }) => {
      const { median_lap_seconds, pace_consistency_percent } = paceFigures([laps]);
      return { ...session, ...detail, median_lap_seconds, pace_consistency_percent };
    });

  it('tells its totals, its track, its page at LiveRC and how far its laps are', async () => {
    const day = dataOf(await get<ImportedPracticeDayDetail>(stage, `/practice-days/${dayId}`));

    const { sessions, ...totals } = truth;
    expect(day).toEqual({
      ...totals,
      event_id: dayId,
      track_id,
      track_name: simulator.truth.tracks().find(({ slug }) => slug === SLUG)!.name,
      url: expect.stringMatching(
        new RegExp(`/${SLUG}/practice/\\?p=session_list&d=${truth.date}$`),
      ),
      imported_at: expect.stringMatching(/^\d{4}-\d{2}-\d{2}T[\d:.]+Z$/),
      fetched_at: expect.stringMatching(/^\d{4}-\d{2}-\d{2}T[\d:.]+Z$/),
      laps: { read: sessions.length, pending: 0, failed: 0 },
      job_id: null,
    });
  });

  it('is found without dates while it is recent, and not when it lies a year back', async () => {
    const find = async () =>
      dataOf(
        await get<Page<FoundPracticeDay>>(stage, `/practice-days/search?track_id=${track_id}`),
      ).items.map(({ event_id }) => event_id);
    const moveTo = (date: string) =>
      stage.query(`UPDATE practice_days SET date = '${date}' WHERE id = '${dayId}'`);

    expect(await find()).toEqual([dayId]);
    await moveTo(daysBefore(today, 400));
    expect(await find()).toEqual([]);
    await moveTo(truth.date);
  });

  it('names the newest unfinished job that reads its laps', async () => {
    const [older, newer, ended] = [randomUUID(), randomUUID(), randomUUID()];
    await stage.query(`INSERT INTO import_jobs (id, track_id, created_at, listed_at) VALUES
         ('${older}', '${track_id}', now() - interval '2 hours', now()),
         ('${newer}', '${track_id}', now() - interval '1 hour', now()),
         ('${ended}', '${track_id}', now(), now());
       INSERT INTO import_job_days (job_id, day_id, date, day_page_read, state) VALUES
         ('${older}', '${dayId}', '${truth.date}', true, 'running'),
         ('${newer}', '${dayId}', '${truth.date}', true, 'queued'),
         ('${ended}', '${dayId}', '${truth.date}', true, 'completed')`);

    const day = dataOf(await get<ImportedPracticeDayDetail>(stage, `/practice-days/${dayId}`));
    await stage.query('DELETE FROM import_jobs');

    expect(day.job_id).toBe(newer);
  });

  it('gives all sessions in the order of the page, with the figures of their own pages', async () => {
    const { items, next_cursor } = await sessionsOf();

    expect(next_cursor).toBeNull();
    expect(items).toEqual(
      inTruth().map((session) => ({
        ...session,
        id: expect.stringMatching(/^[0-9a-f-]{36}$/),
        invalid_lap_count: expect.any(Number),
        laps_state: 'read',
        laps_error: null,
        checks: { figures: expect.any(Number), mismatches: [] },
      })),
    );
    expect(items.length).toBeGreaterThan(20);
  });

  it('adds laps when asked, equal to those on the session pages', async () => {
    const { items } = await sessionsOf('?include_laps=true');

    expect(items.map(({ laps }) => laps)).toEqual(truth.sessions.map(({ laps }) => laps));
    expect(items.flatMap(({ laps }) => laps).some((lap) => !lap.is_valid)).toBe(true);
  });

  it('gives sessions by their ids with laps and day, in the order asked for, each once', async () => {
    const { items } = await sessionsOf('?include_laps=true');
    const [first, , third] = items;
    const ids = [third!.id, first!.id.toUpperCase(), third!.id].join(',');

    const found = dataOf(
      await get<{ items: StudiedSession[] }>(stage, `/practice-sessions?ids=${ids}`),
    );

    const track_name = simulator.truth.tracks().find(({ slug }) => slug === SLUG)!.name;
    const where = { date: truth.date, event_id: dayId, track_id, track_name };
    expect(found.items).toEqual([third, first].map((session) => ({ ...session, ...where })));
  });

  it('names each of these ids that no imported day has', async () => {
    const { items } = await sessionsOf();
    const [discovered] = await stage.query<{ id: string }>(
      `SELECT id FROM practice_sessions WHERE day_id = '${discoveredId}' LIMIT 1`,
    );
    const ids = [items[0]!.id, NO_ID, discovered!.id].join(',');

    const { status, body } = await get(stage, `/practice-sessions?ids=${ids}`);

    expect(status).toBe(404);
    expect(body).toMatchObject({ error: { code: 'NOT_FOUND' } });
    expect(JSON.stringify(body)).toContain(NO_ID);
    expect(JSON.stringify(body)).toContain(discovered!.id);
    expect(JSON.stringify(body)).not.toContain(items[0]!.id);
  });

  it.each([
    ['none', ''],
    ['something else', 'ids=abc'],
    ['thirteen', `ids=${Array.from({ length: 13 }, () => NO_ID).join(',')}`],
    ['an unknown field', `ids=${NO_ID}&laps=true`],
  ])('refuses %s of these ids', async (_what, query) => {
    const { status, body } = await get(stage, `/practice-sessions?${query}`);

    expect(status).toBe(400);
    expect(body).toMatchObject({ error: { code: 'VALIDATION_ERROR' } });
  });

  it('gives the laps of one session in their order', async () => {
    const { items } = await sessionsOf();
    const index = items.findIndex(({ lap_count }) => lap_count! > 5);

    const laps = dataOf(
      await get<Page<Lap>>(stage, `/practice-days/${dayId}/sessions/${items[index]!.id}/laps`),
    );

    expect(laps).toEqual({ items: truth.sessions[index]!.laps, next_cursor: null });
  });

  it('pages the sessions without losing or repeating one', async () => {
    const paged: string[] = [];
    let cursor = '';
    do {
      const page = await sessionsOf(`?limit=7${cursor}&include_laps=true`);
      expect(page.items.length).toBeLessThanOrEqual(7);
      paged.push(...page.items.map((session) => session.source_session_id));
      cursor = page.next_cursor === null ? '' : `&cursor=${page.next_cursor}`;
    } while (cursor);

    expect(paged).toEqual(truth.sessions.map((session) => session.source_session_id));
  });

  it('gives no cursor when the page ends with the last session', async () => {
    const { driver_name } = truth.sessions[0]!;
    const own = truth.sessions.filter((session) => session.driver_name === driver_name);

    const page = await sessionsOf(`?driver=${encodeURIComponent(driver_name)}&limit=${own.length}`);

    expect(page.items).toHaveLength(own.length);
    expect(page.next_cursor).toBeNull();
  });

  it('finds the sessions of a driver and of a class, however they are written', async () => {
    const { driver_name, class_name } = truth.sessions.find(
      (session) => !session.driver_name.startsWith('Unknown'),
    )!;
    const driver = encodeURIComponent(` ${driver_name.toUpperCase().replace(' ', '  ')} `);
    const carClass = encodeURIComponent(class_name.toLowerCase());

    const ofDriver = await sessionsOf(`?driver=${driver}`);
    const ofClass = await sessionsOf(`?class=${carClass}`);
    const ofBoth = await sessionsOf(`?driver=${driver}&class=${carClass}`);

    const ids = (matches: (session: DayTruth['sessions'][number]) => boolean) =>
      truth.sessions.filter(matches).map((session) => session.source_session_id);
    const found = ({ items }: Sessions) => items.map((session) => session.source_session_id);
    expect(found(ofDriver)).toEqual(ids((s) => s.driver_name === driver_name));
    expect(found(ofClass)).toEqual(ids((s) => s.class_name === class_name));
    expect(found(ofBoth)).toEqual(
      ids((s) => s.driver_name === driver_name && s.class_name === class_name),
    );
  });

  it('finds single sessions by their ids, also when others are named beside them', async () => {
    const { items } = await sessionsOf();
    const [one, two] = [items[4]!.id, items[1]!.id];

    const found = await sessionsOf(
      `?session_id=${one}&session_id=${two}&session_id=${randomUUID()}&include_laps=true`,
    );
    const alone = await sessionsOf(`?session_id=${one}`);

    expect(found.items.map(({ id }) => id)).toEqual([two, one]);
    expect(alone.items.map(({ id }) => id)).toEqual([one]);
  });

  it.each(['driver=%25', 'driver=_', 'class=%25', "driver=';--", 'driver=%5C'])(
    'takes "%s" for a name that nobody has',
    async (search) => {
      expect(await sessionsOf(`?${search}`)).toEqual({ items: [], next_cursor: null });
    },
  );

  it("shows the day page's figures until a session's own page is read, and why it is not", async () => {
    const [first] = (await sessionsOf()).items;
    const row = truth.sessions[0]!;
    const read = `SELECT laps_read_at FROM practice_sessions WHERE id = '${first!.id}'`;
    const [before] = await stage.query<{ laps_read_at: Date }>(read);
    await stage.query(`UPDATE practice_sessions SET laps_read_at = NULL, laps_error_code = 'LIVERC_TIMEOUT',
         laps_error_message = 'no answer in 25 s' WHERE id = '${first!.id}'`);

    const [session] = (await sessionsOf()).items as ImportedPracticeSession[];
    const day = dataOf(await get<ImportedPracticeDayDetail>(stage, `/practice-days/${dayId}`));
    await stage.query(`UPDATE practice_sessions SET laps_read_at = '${before!.laps_read_at.toISOString()}',
         laps_error_code = NULL, laps_error_message = NULL WHERE id = '${first!.id}'`);

    expect(session).toMatchObject({
      fastest_lap_seconds: row.fastest_lap_seconds,
      average_lap_seconds: row.average_lap_seconds,
      laps_state: 'failed',
      laps_error: { code: 'LIVERC_TIMEOUT', message: 'no answer in 25 s' },
    });
    expect(day.laps).toEqual({ read: truth.sessions.length - 1, pending: 0, failed: 1 });
  });

  it.each(['', '/sessions', '/sessions?include_laps=true', `/sessions/${NO_ID}/laps`])(
    'is not there before its import: "%s" answers 404 and says what to do',
    async (path) => {
      for (const id of [discoveredId, NO_ID]) {
        const answer = await get(stage, `/practice-days/${id}${path}`);

        expect(answer.status).toBe(404);
        expect(answer.body).toMatchObject({
          error: {
            code: 'PRACTICE_DAY_NOT_FOUND',
            message: expect.stringContaining('POST /api/v1/practice-days/ingest'),
          },
        });
      }
    },
  );

  it("answers 404 for another day's session", async () => {
    const [foreign] = await stage.query<{ id: string }>(
      `SELECT id FROM practice_sessions WHERE day_id = '${discoveredId}' LIMIT 1`,
    );

    for (const id of [foreign!.id, NO_ID]) {
      const answer = await get(stage, `/practice-days/${dayId}/sessions/${id}/laps`);
      expect(answer.status).toBe(404);
      expect(answer.body).toMatchObject({ error: { code: 'NOT_FOUND' } });
    }
  });
});
