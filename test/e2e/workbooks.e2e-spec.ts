import type { DriverAtTrack, PracticeSession, PracticeSessionWithLaps } from '@trackside/contracts';
import type { DayTruth, SessionTruth } from '@trackside/simulator';
import { readCsv } from './support/csv.js';
import { importDay } from './support/imports.js';
import { literal } from './support/literal.js';
import { dataOf, discoverRange, get, post } from './support/requests.js';
import { trackside } from './support/trackside-fixture.js';
import { trackId } from './support/trackside.js';
import { trueDays } from './support/truth.js';
import { type SheetRow, readSheets } from './support/workbooks.js';

const SLUG = 'marrowgate';
const track_id = trackId(SLUG);
const UNKNOWN = 'Unknown Driver';

type Sheets = Map<string, SheetRow[]>;

const range = 'start_date=2025-09-01&end_date=2025-10-31';

describe('files to take away', () => {
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
  });

  const take = async (path: string): Promise<{ headers: Headers; sheets: Sheets }> => {
    const answer = await stage.agent.get(`/api/v1${path}`).responseType('blob');
    expect(answer.status).toBe(200);
    const headers = new Headers(answer.headers as Record<string, string>);
    return { headers, sheets: await readSheets(answer.body as Buffer) };
  };
  /** LiveRC's ids of the sessions in a file, each once, in their order. */
  const sessionIds = async (path: string, format: string): Promise<unknown[]> => {
    if (format === 'xlsx') {
      return (await take(path)).sheets.get('Sessions')!.map((row) => row['LiveRC session']);
    }
    const { text } = await stage.agent.get(`/api/v1${path}`).buffer(true);
    const sessions = {
      csv: () => readCsv(text.replace(/^\uFEFF/, '')),
      json: () => (JSON.parse(text) as { sessions: object[] }).sessions,
      ndjson: () =>
        text
          .trimEnd()
          .split('\n')
          .map((line) => JSON.parse(line) as object),
    }[format]!();
    return [...new Set(sessions.map((row) => (row as PracticeSession).source_session_id))];
  };
  const rename = (name: string, position: number) =>
    stage.query(`UPDATE practice_sessions SET driver_name = ${literal(name)}
       WHERE day_id = '${dayId}' AND position = ${position}`);

  it('are workbooks with sessions and laps as the API answers, names as text', async () => {
    await rename('=1+1', 0);
    const { items } = dataOf(
      await get<{ items: PracticeSessionWithLaps[] }>(
        stage,
        `/practice-days/${dayId}/sessions?include_laps=true`,
      ),
    );

    const { headers, sheets } = await take(`/practice-days/${dayId}/export?format=xlsx`);
    await rename(truth.sessions[0]!.driver_name, 0);

    expect(headers.get('content-type')).toBe(
      'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    );
    expect(headers.get('content-disposition')).toContain(`${SLUG}-${truth.date}.xlsx"`);
    expect([...sheets.keys()]).toEqual(['Summary', 'Sessions', 'Laps']);
    expect(sheets.get('Sessions')).toEqual(
      items.map((session) =>
        expect.objectContaining({
          Driver: session.driver_name,
          Class: session.class_name,
          Started: asDate(session.started_at),
          Laps: session.lap_count,
          'Best lap (s)': session.fastest_lap_seconds,
          'Median (s)': session.median_lap_seconds,
          'Consistency (%)': session.pace_consistency_percent,
          'LiveRC consistency (%)': session.consistency_percent,
          'LiveRC session': session.source_session_id,
        }),
      ),
    );
    expect(sheets.get('Laps')).toEqual(
      items.flatMap((session) =>
        session.laps.map((lap) =>
          expect.objectContaining({
            Driver: session.driver_name,
            Lap: lap.lap_number,
            'Lap time (s)': lap.lap_time_seconds,
            'Crossed the line': asDate(lap.crossed_at),
            Valid: lap.is_valid ? 'yes' : 'no',
          }),
        ),
      ),
    );
    expect(sheets.get('Sessions')![0]).toMatchObject({ Driver: '=1+1' });
  });

  it('are workbooks of a driver and of a search, too', async () => {
    const { driver_name } = truth.sessions.find((s) => s.driver_name !== 'Unknown Driver')!;
    const search = `track_id=${track_id}&name=${encodeURIComponent(driver_name)}`;
    const driver = dataOf(await get<DriverAtTrack>(stage, `/drivers?${search}&limit=100`));

    const ofDriver = await take(`/drivers/export?${search}&format=xlsx`);
    const ofSearch = await take(`/events/search/export?track_id=${track_id}&${range}&format=xlsx`);

    expect(ofDriver.sheets.get('Sessions')!.map((row) => row['LiveRC session'])).toEqual(
      driver.sessions.items.map((session) => session.source_session_id),
    );
    const summary = ofDriver.sheets.get('Summary')!;
    expect(summary.map((row) => [row['Class'], row['Median (s)']]).toSorted()).toEqual(
      driver.classes.map((one) => [one.class_name, one.median_lap_seconds]).toSorted(),
    );
    const found = ofSearch.sheets.get('Events and practice')!;
    expect(new Set(found.map((row) => row['Kind']))).toEqual(
      new Set(['event', 'practice day', 'discovered practice day']),
    );
  });

  it.each(['csv', 'json', 'ndjson', 'xlsx'])(
    'leave out of a day, as %s does, what is of another driver or class',
    async (format) => {
      const { driver_name, class_name } = truth.sessions.find(
        (session) => session.driver_name !== UNKNOWN,
      )!;
      const idsOf = (is: (session: SessionTruth) => boolean) =>
        truth.sessions.filter(is).map(({ source_session_id }) => source_session_id);
      const name = encodeURIComponent(driver_name.toUpperCase());
      const carClass = encodeURIComponent(class_name.toLowerCase());
      const part = (query: string) =>
        sessionIds(`/practice-days/${dayId}/export?format=${format}&${query}`, format);

      expect(await part(`driver=${name}`)).toEqual(
        idsOf((session) => session.driver_name === driver_name),
      );
      expect(await part(`class=${carClass}`)).toEqual(
        idsOf((session) => session.class_name === class_name),
      );
      expect(await part(`driver=${name}&class=${carClass}`)).toEqual(
        idsOf((one) => one.driver_name === driver_name && one.class_name === class_name),
      );
    },
  );

  it('tell one unknown driver from another, and say whose they are', async () => {
    const { transponder } = truth.sessions.find(
      (session) => session.driver_name === UNKNOWN && session.transponder !== null,
    )!;
    const query = `driver=unknown%20driver&transponder=${transponder}`;

    const { headers, sheets } = await take(`/practice-days/${dayId}/export?format=xlsx&${query}`);

    expect(new Set(sheets.get('Sessions')!.map((row) => row['Transponder']))).toEqual(
      new Set([transponder]),
    );
    expect(headers.get('content-disposition')).toContain(`${truth.date}-unknown-driver.xlsx"`);
  });

  const refusals: [query: string, status: number, code: string, fields: string[]][] = [
    ['driver=Nobody', 404, 'NOT_FOUND', ['driver']],
    ['class=Hovercraft', 404, 'NOT_FOUND', ['class']],
    ['driver=Unknown%20Driver&transponder=1', 404, 'NOT_FOUND', ['transponder']],
    ['driver=', 400, 'VALIDATION_ERROR', ['driver']],
    ['transponder=1', 400, 'VALIDATION_ERROR', ['transponder']],
  ];

  it.each(refusals)('refuse %s with what is wrong', async (query, status, code, fields) => {
    const answer = await get(stage, `/practice-days/${dayId}/export?${query}`);

    expect(answer.status).toBe(status);
    expect(answer.headers.get('content-disposition')).toBeNull();
    const details = fields.map((field) => expect.objectContaining({ field }));
    expect(answer.body).toMatchObject({ error: { code, details } });
  });

  it('refuse a class that the driver did not drive', async () => {
    const { driver_name } = truth.sessions.find((session) => session.driver_name !== UNKNOWN)!;
    const driven = truth.sessions.filter((session) => session.driver_name === driver_name);
    const other = truth.sessions.find((session) =>
      driven.every(({ class_name }) => class_name !== session.class_name),
    )!;
    const query = new URLSearchParams({ driver: driver_name, class: other.class_name });

    const answer = await get(stage, `/practice-days/${dayId}/export?${query}`);

    expect(answer.status).toBe(404);
    expect(JSON.stringify(answer.body)).toContain(`in the class`);
  });
});

/** A spreadsheet's dates have no zone; its reader gives them as of UTC. */
function asDate(moment: string | null): Date | null {
  return moment === null ? null : new Date(`${moment}Z`);
}
