import type { Stand, StandAnswer } from './stand.js';
import type { WorldDates } from './site-world.js';

const ATTEMPTS = 20;

/** A session as an answer gave it. */
export interface ServedSession {
  source_session_id: string;
  driver_name: string;
  class_name: string | null;
  transponder: string | null;
  started_at: string | null;
  duration_seconds: number | null;
  lap_count: number | null;
  laps_state?: string;
  laps?: { lap_number: number; lap_time_seconds: number }[];
}

export interface ServedDay {
  date: string;
  session_count: number;
  total_laps: number | null;
  verified: boolean | null;
  listed?: boolean;
  event_id?: string;
  sessions?: ServedSession[];
}

export interface ServedMonth {
  status: string;
  stale: boolean;
  missing_dates: string[];
  missing?: { date: string; code: string; message: string }[];
}

/** Everything that is told of the month at one moment. */
export interface View {
  trackId: string;
  /** The answer of the discovery that was asked for; null when something else was asked, or it failed. */
  discovered: { days: ServedDay[]; month: ServedMonth } | null;
  /** From the database alone: imported days, with sessions and laps. */
  imported: ServedDay[];
  /** From the database alone: known days that are not imported. */
  known: ServedDay[];
  openJobs: string[];
}

/** Reads what the database alone says. */
export async function readView(
  stand: Stand,
  trackId: string,
  where: WorldDates,
  discovery: StandAnswer | null,
): Promise<View> {
  const range = `start_date=${where.month}-01&end_date=${where.month}-30`;
  const query = `track_id=${trackId}&${range}&include_practice_days=true`;
  const { practice_days, discovered_practice_days, import_job_ids } = await read(
    stand,
    `/events/search?${query}`,
  );
  const imported = await Promise.all(
    (practice_days as ServedDay[]).map(async (day) => {
      const path = `/practice-days/${day.event_id}/sessions?include_laps=true`;
      return { ...day, sessions: (await read(stand, path)).items as ServedSession[] };
    }),
  );
  const told = discovery?.status === 200 ? discovery.body.data : null;
  return {
    trackId,
    discovered: told && { days: told.practice_days, month: told.month },
    imported,
    known: discovered_practice_days,
    openJobs: import_job_ids ?? [],
  };
}

/** A connection that was cut is found out when it is used next: then the answer is a 503, once each. */
// eslint-disable-next-line @typescript-eslint/no-explicit-any
async function read(stand: Stand, path: string): Promise<any> {
  for (let attempt = 1; ; attempt += 1) {
    const { status, body } = await stand.get(path);
    if (status === 200) return body.data;
    if (status !== 503 || attempt === ATTEMPTS) {
      throw new Error(`${path} gave ${status}: ${JSON.stringify(body)}`);
    }
  }
}
