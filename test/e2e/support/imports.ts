import type { ImportJob, IngestResult, JobRecord } from '@trackside/contracts';
import type { Simulator } from '@trackside/simulator';
import { createParser } from 'eventsource-parser';
import { type Answer, dataOf, get, post } from './requests.js';
import { query, type Reachable, trackId } from './trackside.js';

const ENDED = ['completed', 'failed', 'cancelled'];

export function ingest(
  trackside: Reachable,
  slug: string,
  date: string,
): Promise<Answer<IngestResult>> {
  return post<IngestResult>(trackside, '/practice-days/ingest', { track_id: trackId(slug), date });
}

export async function findJob(trackside: Reachable, id: string): Promise<ImportJob> {
  return dataOf(await get<ImportJob>(trackside, `/jobs/${id}`));
}

/** The job when it has ended; fails after a minute. */
export async function untilJobEnds(trackside: Reachable, id: string): Promise<ImportJob> {
  for (let waited = 0; waited < 60_000; waited += 50) {
    const job = await findJob(trackside, id);
    if (ENDED.includes(job.state)) return job;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error('the job did not end within a minute');
}

/** Imports a day to its end; gives its id. */
export async function importDay(trackside: Reachable, slug: string, date: string): Promise<string> {
  const { event_id, job_id } = dataOf(await ingest(trackside, slug, date));
  const job = await untilJobEnds(trackside, job_id);
  if (job.state !== 'completed') throw new Error(`the import ${job.state}`);
  return event_id;
}

/** Every record of a job's stream, to its end. */
export async function readJobEvents(
  trackside: Reachable,
  id: string,
  onRecord?: (record: JobRecord<ImportJob>) => void,
): Promise<JobRecord<ImportJob>[]> {
  const response = await fetch(`${trackside.url}/api/v1/jobs/${id}/events`);
  const records: JobRecord<ImportJob>[] = [];
  const parser = createParser({
    onEvent: ({ event, data }) => {
      const record = JSON.parse(data) as JobRecord<ImportJob>;
      expect(event).toBe(record.type);
      records.push(record);
      onRecord?.(record);
    },
  });
  for await (const text of response.body!.pipeThrough(new TextDecoderStream())) parser.feed(text);
  return records;
}

/** The newest days of a track, a few sessions at least each. */
export function newestDays(simulator: Simulator, slug: string, count: number): string[] {
  const dates: string[] = [];
  // A busy track has a quarter of a million sessions: only the months that are needed are driven.
  for (const month of simulator.truth.months(slug)) {
    if (dates.length >= count) break;
    const days = simulator.truth.month(slug, month).practice_days;
    dates.push(...days.filter((day) => day.session_count > 2).map(({ date }) => date));
  }
  return dates.slice(0, count);
}

/** What is stored of a day, in the shape of {@link trueSessions}. */
export async function storedSessions(databaseUrl: string, eventId: string): Promise<unknown[]> {
  return query(
    databaseUrl,
    `SELECT source_session_id, driver_name, to_char(ended_at, 'YYYY-MM-DD"T"HH24:MI:SS') AS ended_at,
       valid_fastest_lap_seconds AS fastest_lap_seconds,
       valid_average_lap_seconds AS average_lap_seconds,
       top_3_consecutive_seconds, average_top_5_seconds, average_top_10_seconds,
       average_top_15_seconds, standard_deviation_seconds, consistency_percent,
       valid_lap_min_seconds, valid_lap_max_seconds, invalid_lap_count,
       (SELECT coalesce(jsonb_agg(jsonb_build_object('lap_number', lap_number,
           'lap_time_seconds', lap_time_seconds,
           'crossed_at', to_char(crossed_at, 'YYYY-MM-DD"T"HH24:MI:SS'), 'is_valid', is_valid)
           ORDER BY lap_number), '[]') FROM practice_laps WHERE session_id = s.id) AS laps
     FROM practice_sessions s
     WHERE day_id = '${eventId}' AND removed_at IS NULL ORDER BY position`,
  );
}

/** What LiveRC's session pages of a day say. */
export function trueSessions(simulator: Simulator, slug: string, date: string): unknown[] {
  return simulator.truth.day(slug, date)!.sessions.map(({ detail, laps, ...session }) => ({
    source_session_id: session.source_session_id,
    driver_name: session.driver_name,
    ...detail,
    invalid_lap_count: laps.filter((lap) => !lap.is_valid).length,
    laps,
  }));
}
