import type {
  DriverAtTrack,
  EventsSearchResult,
  ImportedPracticeDayDetail,
  PracticeSessionWithLaps,
} from '@trackside/contracts';
import type { DayTruth } from '@trackside/simulator';
import { readCsv } from './support/csv.js';
import { importDay } from './support/imports.js';
import { literal } from './support/literal.js';
import { dataOf, discoverRange, get, post } from './support/requests.js';
import { trackside } from './support/trackside-fixture.js';
import { trackId } from './support/trackside.js';
import { trueDays } from './support/truth.js';

const SLUG = 'marrowgate';
const track_id = trackId(SLUG);
const range = 'start_date=2025-09-01&end_date=2025-10-31';

describe('taking data away', () => {
  const stage = trackside({ keepsData: true, simulator: { tracks: 30, today: '2025-10-31' } });
  const { simulator } = stage;
  let truth: DayTruth;
  let dayId: string;

  beforeAll(async () => {
    await discoverRange(stage, { track_id, start_date: '2025-09-01', end_date: '2025-10-31' });
    await post(stage, '/events/discover', { track_id });
    const [day] = trueDays(simulator, SLUG, '2025-09-01', '2025-09-30');
    truth = simulator.truth.day(SLUG, day!.date)!;
    dayId = await importDay(stage, SLUG, truth.date);
    simulator.requests.clear();
  });

  afterAll(async () => {
    expect(simulator.requests.counts().total).toBe(0);
  });

  const take = async (path: string): Promise<{ headers: Headers; text: string }> => {
    const { status, headers, text } = await stage.agent.get(`/api/v1${path}`).buffer(true);
    expect(status).toBe(200);
    // As a browser decodes it: the byte order mark is not part of the text.
    const decoded = text.replace(/^\uFEFF/, '');
    return { headers: new Headers(headers as Record<string, string>), text: decoded };
  };
  const rename = (name: string, position: number) =>
    stage.query(`UPDATE practice_sessions SET driver_name = ${literal(name)}
       WHERE day_id = '${dayId}' AND position = ${position}`);

  it('gives a day as CSV: a row a lap, with the columns of its session', async () => {
    const { headers, text } = await take(`/practice-days/${dayId}/export?format=csv`);

    expect(headers.get('content-type')).toBe('text/csv; charset=utf-8');
    expect(headers.get('content-disposition')).toBe(
      `attachment; filename="practice-${SLUG}-${truth.date}.csv"`,
    );
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    const rows = readCsv(text);
    const inTruth = truth.sessions.flatMap((session) =>
      session.laps.map((lap) => [
        session.source_session_id,
        session.transponder ?? '',
        session.detail.ended_at,
        String(session.detail.fastest_lap_seconds ?? ''),
        ...[lap.lap_number, lap.lap_time_seconds, lap.crossed_at, lap.is_valid].map(String),
      ]),
    );
    expect(
      rows
        .filter((row) => row['lap_number'] !== '')
        .map((row) => [
          ...[row['source_session_id'], row['transponder'], row['ended_at']],
          ...[row['fastest_lap_seconds'], row['lap_number'], row['lap_time_seconds']],
          ...[row['crossed_at'], row['is_valid']],
        ]),
    ).toEqual(inTruth);
    expect(inTruth.length).toBeGreaterThan(100);
  });

  it('gives a session without laps one row with empty cells', async () => {
    await stage.query(`DELETE FROM practice_laps USING practice_sessions s
       WHERE session_id = s.id AND s.day_id = '${dayId}' AND s.position = 3`);

    const rows = readCsv((await take(`/practice-days/${dayId}/export?format=csv`)).text);
    const [row, ...others] = rows.filter(
      ({ source_session_id: id }) => id === truth.sessions[3]!.source_session_id,
    );

    expect(others).toEqual([]);
    expect(row).toMatchObject({
      driver_name: truth.sessions[3]!.driver_name,
      lap_number: '',
      lap_time_seconds: '',
      crossed_at: '',
      is_valid: '',
    });
  });

  const names: [name: string, cell: string][] = [
    ['=HYPERLINK("http://evil.example","x")', '\'=HYPERLINK("http://evil.example","x")'],
    ['+1+1', "'+1+1"],
    ['-1+1', "'-1+1"],
    ['@SUM(A1:A9)', "'@SUM(A1:A9)"],
    ['\t=1+1', "'\t=1+1"],
    ['\r=1+1', "'\r=1+1"],
    ['\n=1+1', "'\n=1+1"],
    [' =1+1', "' =1+1"],
    ['\u200B=1+1', "'\u200B=1+1"],
    ['\u0085=1+1', "'\u0085=1+1"],
    ['\u0001=1+1', "'\u0001=1+1"],
    ['\uFF1D1+1', "'\uFF1D1+1"],
    [' \uFF0B1', "' \uFF0B1"],
    ['-5', "'-5"],
    ['Ines "Ace" Caldwell, Jr.', 'Ines "Ace" Caldwell, Jr.'],
    ['two\r\nlines', 'two\r\nlines'],
    ['Žofie Ōkubo 🏁', 'Žofie Ōkubo 🏁'],
    ['\u202Egnp.exe', '\u202Egnp.exe'],
    ["O'Neil-Brandt", "O'Neil-Brandt"],
    ['1=1', '1=1'],
    ['<script>alert(1)</script>', '<script>alert(1)</script>'],
  ];

  it.each(names)('writes the name %j so that no spreadsheet runs it', async (name, cell) => {
    await rename(name, 0);

    const [row] = readCsv((await take(`/practice-days/${dayId}/export?format=csv`)).text);
    await rename(truth.sessions[0]!.driver_name, 0);

    expect(row!['driver_name']).toBe(cell);
  });

  it('leaves negative numbers as they are', async () => {
    await stage.query(`UPDATE practice_sessions SET consistency_percent = -12.5
       WHERE day_id = '${dayId}' AND position = 1`);

    const { text } = await take(`/practice-days/${dayId}/export`);

    const row = readCsv(text).find(
      ({ source_session_id: id }) => id === truth.sessions[1]!.source_session_id,
    );
    expect(row!['consistency_percent']).toBe('-12.5');
  });

  it('gives a day as JSON and as NDJSON with what the API answers', async () => {
    const day = dataOf(await get<ImportedPracticeDayDetail>(stage, `/practice-days/${dayId}`));
    const { items: sessions } = dataOf(
      await get<{ items: PracticeSessionWithLaps[] }>(
        stage,
        `/practice-days/${dayId}/sessions?include_laps=true`,
      ),
    );

    const json = await take(`/practice-days/${dayId}/export?format=json`);
    const ndjson = await take(`/practice-days/${dayId}/export?format=ndjson`);

    expect(JSON.parse(json.text)).toEqual({ practice_day: day, sessions });
    expect(json.headers.get('content-type')).toBe('application/json; charset=utf-8');
    expect(json.headers.get('content-disposition')).toContain(`${truth.date}.json"`);
    const lines = ndjson.text.split('\n');
    expect(lines.pop()).toBe('');
    expect(lines.map((line) => JSON.parse(line) as unknown)).toEqual(sessions);
    expect(ndjson.headers.get('content-type')).toBe('application/x-ndjson; charset=utf-8');
    expect(ndjson.headers.get('content-disposition')).toContain(`${truth.date}.ndjson"`);
  });

  it('gives all sessions of a driver, whatever a page holds', async () => {
    const { driver_name } = truth.sessions.find((s) => s.driver_name !== 'Unknown Driver')!;
    const search = `track_id=${track_id}&name=${encodeURIComponent(driver_name)}`;
    const driver = dataOf(await get<DriverAtTrack>(stage, `/drivers?${search}&limit=100`));
    const { sessions, ...figures } = driver;

    const csv = await take(`/drivers/export?${search}&format=csv`);
    const json = await take(`/drivers/export?${search}&format=json`);
    const ndjson = await take(`/drivers/export?${search}&format=ndjson`);

    expect(sessions.next_cursor).toBeNull();
    expect(JSON.parse(json.text)).toEqual({ driver: figures, sessions: sessions.items });
    expect(ndjson.text).toBe(sessions.items.map((s) => `${JSON.stringify(s)}\n`).join(''));
    expect(
      readCsv(csv.text).map((row) => [row['date'], row['event_id'], row['id'], row['laps_state']]),
    ).toEqual(sessions.items.map((s) => [s.date, s.event_id ?? '', s.id, s.laps_state]));
    expect(csv.headers.get('content-disposition')).toMatch(
      /^attachment; filename="driver-marrowgate-[a-z0-9-]+\.csv"$/,
    );
  });

  it('gives all that is known in a range: events, imported and discovered days', async () => {
    const search = `track_id=${track_id}&${range}`;
    const found = dataOf(
      await get<EventsSearchResult>(stage, `/events/search?${search}&include_practice_days=true`),
    );

    const csv = await take(`/events/search/export?${search}&format=csv`);
    const json = await take(`/events/search/export?${search}&format=json`);
    const ndjson = await take(`/events/search/export?${search}&format=ndjson`);

    const rows = [
      ...found.events.map((event) => ({ kind: 'event', ...event })),
      ...found.practice_days!.map((day) => ({ kind: 'practice_day', ...day })),
      ...found.discovered_practice_days!.map((day) => ({
        kind: 'discovered_practice_day',
        ...day,
      })),
    ];
    expect(found.events.length).toBeGreaterThan(0);
    expect(found.practice_days).toHaveLength(1);
    expect(JSON.parse(json.text)).toEqual({ track: found.track, items: rows });
    expect(ndjson.text).toBe(rows.map((row) => `${JSON.stringify(row)}\n`).join(''));
    const filled = readCsv(csv.text).map((row) =>
      Object.fromEntries(Object.entries(row).filter(([, cell]) => cell !== '')),
    );
    expect(filled).toEqual(
      rows.map((row) =>
        Object.fromEntries(
          Object.entries(row).flatMap(([key, value]) =>
            value === null ? [] : [[key, String(value)]],
          ),
        ),
      ),
    );
    expect(csv.headers.get('content-disposition')).toBe(
      `attachment; filename="search-${SLUG}-2025-09-01-2025-10-31.csv"`,
    );
  });

  it('leaves practice days out of a search if told to, and has a header without any row', async () => {
    const none = 'start_date=2001-01-01&end_date=2001-01-02';

    const events = await take(
      `/events/search/export?track_id=${track_id}&${range}&include_practice_days=false`,
    );
    const empty = await take(`/events/search/export?track_id=${track_id}&${none}`);
    const json = await take(`/events/search/export?track_id=${track_id}&${none}&format=json`);

    expect(new Set(readCsv(events.text).map(({ kind }) => kind))).toEqual(new Set(['event']));
    expect(empty.text).toMatch(/^kind,id,source_event_id,[a-z_,]+,fetched_at\r\n$/);
    expect(JSON.parse(json.text)).toMatchObject({ items: [] });
  });

  it('answers a failure in the envelope, not as a file', async () => {
    const missing = await get(stage, `/practice-days/${track_id}/export?format=csv`);
    const nobody = await get(stage, `/drivers/export?track_id=${track_id}&name=Nobody`);

    expect(missing.status).toBe(404);
    expect(missing.headers.get('content-disposition')).toBeNull();
    expect(missing.body).toMatchObject({ error: { code: 'PRACTICE_DAY_NOT_FOUND' } });
    expect(nobody.status).toBe(404);
    expect(nobody.body).toMatchObject({ error: { code: 'NOT_FOUND' } });
  });

  it('tells of a database that fails before the first row', async () => {
    await stage.query('ALTER TABLE practice_laps RENAME TO practice_laps_elsewhere');

    const answer = await get(stage, `/practice-days/${dayId}/export?format=csv`);
    await stage.query('ALTER TABLE practice_laps_elsewhere RENAME TO practice_laps');

    expect(answer.status).toBe(500);
    expect(answer.headers.get('content-disposition')).toBeNull();
    expect(answer.body).toMatchObject({ error: { code: 'INTERNAL_ERROR' } });
  });
});
