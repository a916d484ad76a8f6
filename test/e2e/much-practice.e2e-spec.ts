import { jest } from '@jest/globals';
import { Client } from 'pg';
import { DataSource } from 'typeorm';
import type {
  DriverAtTrack,
  ImportedPracticeDayDetail,
  Lap,
  Page,
  PracticeSessionWithLaps,
} from '@trackside/contracts';
import { DriverStore } from '../../libs/practice-days/src/study/driver-store.js';
import { StudiedLaps } from '../../libs/practice-days/src/study/studied-laps.js';
import { readCsv } from './support/csv.js';
import { dataOf, get } from './support/requests.js';
import { trackside } from './support/trackside-fixture.js';
import { trackId } from './support/trackside.js';

const track_id = trackId('tallowick');
const DAY = '00000000-0000-4000-8000-000000000001';

/**
 * A day of 500 sessions of 40 laps, and 199 days before it of 200 sessions. Driver 7 is there every
 * day, two thousand others now and then.
 */
const MUCH_PRACTICE = `
  INSERT INTO practice_days (id, track_id, month, date, listed_session_count, needs_reading,
    session_count, total_laps, total_track_time_seconds, unique_drivers, unique_classes,
    summarised_at, imported_at)
  SELECT ('00000000-0000-4000-8000-' || lpad(n::text, 12, '0'))::uuid, '${track_id}',
    to_char(day, 'YYYYMM')::integer, day, count, false, count, count * 40, count * 1400, 97, 5,
    now(), CASE WHEN n = 1 THEN now() END
  FROM generate_series(1, 200) n, LATERAL (
    SELECT date '2025-10-26' - n AS day, CASE WHEN n = 1 THEN 500 ELSE 200 END AS count) d;

  INSERT INTO practice_sessions (id, day_id, position, source_session_id, driver_name, class_name,
    transponder, started_at, duration_seconds, lap_count, fastest_lap_seconds, average_lap_seconds,
    ended_at, valid_fastest_lap_seconds, valid_average_lap_seconds, consistency_percent,
    invalid_lap_count, laps_read_at)
  SELECT gen_random_uuid(), d.id, n - 1, d.date || '-' || n, 'Driver ' || driver, 'Class ' || n % 5,
    (4000000 + driver)::text, d.date + time '20:00' - n * interval '1 minute', 1400, 40, 30, 35,
    d.date + time '20:00' - n * interval '1 minute' + interval '1400 seconds', 30.5, 34.5, 95.5, 1,
    d.imported_at
  FROM practice_days d, LATERAL generate_series(1, d.session_count) n, LATERAL (
    SELECT CASE WHEN n % 40 = 7 THEN 7 ELSE 1000 + (n * 13 + (d.date - date '2020-01-01')) % 2000 END
      AS driver) who;

  INSERT INTO practice_laps (session_id, lap_number, lap_time_seconds, crossed_at, is_valid)
  SELECT s.id, n, 30.5 + (n * 7 % 40) / 10.0, s.started_at + n * interval '35 seconds', n <> 13
  FROM practice_sessions s, generate_series(1, 40) n WHERE s.day_id = '${DAY}';

  ANALYZE practice_days; ANALYZE practice_sessions; ANALYZE practice_laps`;

describe('much practice', () => {
  const stage = trackside({ keepsData: true });

  beforeAll(async () => {
    await stage.query(MUCH_PRACTICE);
  });

  it('gives a day of 500 sessions and 20,000 laps in one answer', async () => {
    const day = dataOf(await get<ImportedPracticeDayDetail>(stage, `/practice-days/${DAY}`));
    const { items, next_cursor } = dataOf(
      await get<Page<PracticeSessionWithLaps>>(
        stage,
        `/practice-days/${DAY}/sessions?include_laps=true`,
      ),
    );

    expect(day.laps).toEqual({ read: 500, pending: 0, failed: 0 });
    expect(next_cursor).toBeNull();
    expect(items.map((session) => session.source_session_id)).toEqual(
      Array.from({ length: 500 }, (_, index) => `2025-10-25-${index + 1}`),
    );
    expect(items.every(({ laps }) => laps.length === 40)).toBe(true);
    expect(items[0]!.laps.slice(11, 13)).toEqual<Lap[]>([
      {
        lap_number: 12,
        lap_time_seconds: 30.9,
        crossed_at: '2025-10-25T20:06:00',
        is_valid: true,
      },
      {
        lap_number: 13,
        lap_time_seconds: 31.6,
        crossed_at: '2025-10-25T20:06:35',
        is_valid: false,
      },
    ]);
  });

  it('gives it as a file, every lap once, in every form', async () => {
    const take = async (format: string) =>
      (await fetch(`${stage.url}/api/v1/practice-days/${DAY}/export?format=${format}`)).text();

    const rows = readCsv(await take('csv'));
    const json = JSON.parse(await take('json')) as { sessions: PracticeSessionWithLaps[] };
    const lines = (await take('ndjson')).trimEnd().split('\n');

    expect(rows).toHaveLength(20_000);
    expect(new Set(rows.map((row) => `${row['id']} ${row['lap_number']}`)).size).toBe(20_000);
    expect(json.sessions.flatMap(({ laps }) => laps)).toHaveLength(20_000);
    expect(lines).toHaveLength(500);
  });

  it('begins every CSV, and no other file, with a byte order mark, so that Excel reads UTF-8', async () => {
    const files = [
      `/practice-days/${DAY}/export?`,
      `/drivers/export?track_id=${track_id}&name=driver%207&`,
      `/events/search/export?track_id=${track_id}&`,
      `/events/search/export?track_id=${track_id}&start_date=2001-01-01&end_date=2001-01-02&`,
    ];
    for (const path of files) {
      const bytesOf = async (format: string): Promise<Buffer> =>
        Buffer.from(await (await fetch(`${stage.url}/api/v1${path}format=${format}`)).bytes());
      const [csv, json, ndjson] = [
        await bytesOf('csv'),
        await bytesOf('json'),
        await bytesOf('ndjson'),
      ];

      expect(csv.subarray(0, 3).toString('hex')).toBe('efbbbf');
      for (const rest of [csv.subarray(3), json, ndjson]) expect(rest.indexOf('\uFEFF')).toBe(-1);
    }
  });

  it('reads a few sessions of a day at a time for its file, however many there are', async () => {
    const read = jest.spyOn(StudiedLaps.prototype, 'find');

    const file = await fetch(`${stage.url}/api/v1/practice-days/${DAY}/export?format=ndjson`);
    const lines = (await file.text()).trimEnd().split('\n');
    const asked = read.mock.calls.map(([ids]) => ids.length);
    read.mockRestore();

    expect(lines).toHaveLength(500);
    expect(asked.reduce((sum, count) => sum + count, 0)).toBe(500);
    // Forty laps each: a thousand laps at the most.
    expect(Math.max(...asked)).toBeLessThanOrEqual(13);
  });

  it('keeps answering others while a file is taken and nobody reads it', async () => {
    const leaving = new AbortController();
    const unread = await fetch(`${stage.url}/api/v1/practice-days/${DAY}/export?format=json`, {
      signal: leaving.signal,
    });

    const day = await get(stage, `/practice-days/${DAY}`);
    leaving.abort();

    expect(unread.status).toBe(200);
    expect(day.status).toBe(200);
    await expect(unread.text()).rejects.toThrow(/abort/);
    expect((await get(stage, `/practice-days/${DAY}`)).status).toBe(200);
  });

  it('gives every session of a driver of 200 days as a file', async () => {
    const search = `track_id=${track_id}&name=driver%207`;
    const driver = dataOf(await get<DriverAtTrack>(stage, `/drivers?${search}`));

    const file = await fetch(`${stage.url}/api/v1/drivers/export?${search}&format=csv`);

    const rows = readCsv(await file.text());
    expect(driver.days).toHaveLength(200);
    expect(rows).toHaveLength(driver.session_count);
    expect(new Set(rows.map(({ id }) => id)).size).toBe(driver.session_count);
    expect(driver.session_count).toBeGreaterThan(500);
  });

  it('finds a driver by an index, without reading everybody’s sessions', async () => {
    const client = new Client({ connectionString: stage.databaseUrl });
    await client.connect();
    const plans: string[] = [];
    const { driver: translator } = new DataSource({ type: 'postgres' });
    const store = new DriverStore({
      driver: translator,
      query: async (sql: string, parameters: unknown[]) => {
        const { rows } = await client.query(`EXPLAIN ${sql}`, parameters);
        plans.push(JSON.stringify(rows));
        return [];
      },
    } as never);
    const person = { trackId: track_id, name: 'Driver 1007', transponder: null };
    const driver = { ...person, className: null };

    await store.findTotals(driver);
    await store.findDays(driver);
    await store.findTransponders(driver);
    await store.findSessions(driver, { after: null, limit: 51 });
    const before = plans.length;
    await store.findClasses(driver);
    await store.findClassesOfDays(driver);
    await store.findLapTimes(driver);
    await client.end();

    const byClass = plans.splice(before);
    expect(byClass).toHaveLength(3);
    expect(plans).toHaveLength(4);
    for (const plan of [...plans, ...byClass]) {
      expect(plan).toContain('practice_sessions_of_driver');
      expect(plan).not.toContain('Seq Scan on practice_sessions');
    }
    expect(plans[2]).toContain('practice_sessions_of_transponder');
  });
});
