import type { ImportJob, JobDay, JobRecord } from '@trackside/contracts';
import type { FakeScript, FakeStream } from './fake-api.js';

const CREATED = '2025-11-16T10:00:00.000Z';
/** Dates in a job's id, so that the fake server needs no memory. */
const SEPARATOR = '_';

/** The id under which a day is found once it is imported. */
export function eventIdOf(date: string): string {
  return `day-${date}`;
}

export function jobDay(date: string, change: Partial<JobDay> = {}): JobDay {
  return {
    date,
    event_id: eventIdOf(date),
    state: 'completed',
    sessions_total: 40,
    sessions_read: 40,
    failed_sessions: [],
    error: null,
    ...change,
  };
}

/** A day that waits for its turn. */
export function queuedDay(date: string): JobDay {
  return jobDay(date, { state: 'queued', event_id: null, sessions_total: null, sessions_read: 0 });
}

export function readingDay(date: string, read: number, total: number): JobDay {
  return jobDay(date, { state: 'running', sessions_total: total, sessions_read: read });
}

export function failedDay(date: string, message: string): JobDay {
  return { ...queuedDay(date), state: 'failed', error: { code: 'LIVERC_TIMEOUT', message } };
}

export function failedSession(driver: string, message: string): JobDay['failed_sessions'][number] {
  const code = 'LIVERC_TIMEOUT';
  return { session_id: driver, driver_name: driver, started_at: null, code, message };
}

/** The job of some days, with the sums that follow from them. */
export function job(id: string, state: ImportJob['state'], days: JobDay[]): ImportJob {
  const ended = state !== 'queued' && state !== 'running';
  const sum = (of: (day: JobDay) => number): number =>
    days.reduce((total, day) => total + of(day), 0);
  return {
    id,
    kind: 'import',
    state,
    track_id: 'track',
    created_at: CREATED,
    finished_at: ended ? CREATED : null,
    days_total: days.length,
    days_ended: days.filter(({ state }) => state !== 'queued' && state !== 'running').length,
    sessions_total: sum((day) => day.sessions_total ?? 0),
    sessions_read: sum((day) => day.sessions_read),
    sessions_failed: sum((day) => day.failed_sessions.length),
    days,
    error: null,
  };
}

export function progress(id: string, days: JobDay[]): JobRecord<ImportJob> {
  return { type: 'progress', ...job(id, 'running', days) };
}

export function ended(
  id: string,
  days: JobDay[],
  state: ImportJob['state'] = 'completed',
): JobRecord<ImportJob> {
  return { type: 'done', ...job(id, state, days) };
}

export function jobIdOf(dates: string[]): string {
  return dates.join(SEPARATOR);
}

export function datesOf(jobId: string): string[] {
  return jobId.split(SEPARATOR);
}

/** Each day of the job is read, one after the other. */
export async function importAll(stream: FakeStream, id: string): Promise<void> {
  const dates = datesOf(id);
  for (const [index, date] of dates.entries()) {
    const [before, after] = [dates.slice(0, index), dates.slice(index + 1)];
    const rest = after.map(queuedDay);
    stream.send(progress(id, [...before.map((d) => jobDay(d)), readingDay(date, 12, 40), ...rest]));
    await stream.wait(5);
  }
  stream.send(
    ended(
      id,
      dates.map((date) => jobDay(date)),
    ),
  );
}

/** A server on which every import succeeds. */
export function importsWell(): Pick<
  FakeScript,
  'ingest' | 'ingestRange' | 'job' | 'cancelJob' | 'jobStream'
> {
  const finished = (id: string): ImportJob =>
    job(
      id,
      'completed',
      datesOf(id).map((date) => jobDay(date)),
    );
  return {
    ingest: (date) => ({
      event_id: eventIdOf(date),
      sessions_ingested: 40,
      state: 'queued',
      job_id: jobIdOf([date]),
    }),
    ingestRange: (dates) => ({ job_id: jobIdOf(dates) }),
    job: finished,
    cancelJob: finished,
    jobStream: importAll,
  };
}
