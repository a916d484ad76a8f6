import type { DriverAtTrack, PracticeSessionWithLaps } from '@trackside/contracts';
import type { DayTruth } from '@trackside/simulator';
import { importDay } from './support/imports.js';
import { literal } from './support/literal.js';
import { dataOf, discoverRange, get, post } from './support/requests.js';
import { trackside } from './support/trackside-fixture.js';
import { trackId } from './support/trackside.js';
import { trueDays } from './support/truth.js';
import { type SheetRow, readSheets } from './support/workbooks.js';

const SLUG = 'marrowgate';
const track_id = trackId(SLUG);
type Sheets = Map<string, SheetRow[]>;

const range = 'start_date=2025-09-01&end_date=2025-10-31';

describe('workbooks', () => {
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
  const rename = (name: string, position: number) =>
    stage.query(`UPDATE practice_sessions SET driver_name = ${literal(name)}
       WHERE day_id = '${dayId}' AND position = ${position}`);

  it('have sessions and laps of a day as the API answers, names as text', async () => {
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

  it('are made of a driver and of a search, too', async () => {
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
});

/** A spreadsheet's dates have no zone; its reader gives them as of UTC. */
function asDate(moment: string | null): Date | null {
  return moment === null ? null : new Date(`${moment}Z`);
}
