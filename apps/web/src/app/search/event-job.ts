import type { Injector } from '@angular/core';
import type { BegunEventImport, EventJob, Race } from '@trackside/contracts';
import { asApiError } from '../api/api-error';
import { RaceEventsApi } from '../api/race-events-api';
import { JobFollower } from '../jobs/job-follower';
import { formatCount } from '../laps/count';
import type { EventImport, EventProblem } from '../rows/event-import';

/**
 * Follows the job that reads an event's pages to its end. It is fetched with the first import, as the
 * first page has no room for it.
 *
 * @returns what could not be read, null when all was; the event is usable either way
 */
export async function followEvent(
  injector: Injector,
  { job_id: jobId, event_id: eventId }: BegunEventImport,
  tell: (state: EventImport) => void,
  signal: AbortSignal,
): Promise<EventProblem | null> {
  const last: { job: EventJob | null } = { job: null };
  try {
    await injector.get(JobFollower).follow<EventJob>(
      jobId,
      (job) => {
        last.job = job;
        tell(importOf(job));
      },
      signal,
    );
  } catch (cause) {
    signal.throwIfAborted();
    return { words: 'Import not followed', detail: asApiError(cause).message };
  }
  const { job } = last;
  if (job === null || job.state === 'completed') return null;
  // Without them the job's own errors name what failed.
  const races = await injector
    .get(RaceEventsApi)
    .races(eventId, signal)
    .catch(() => []);
  return problemOf(job, races);
}

/** How far the job is. */
export function importOf({ progress }: EventJob): EventImport {
  const { races_total: total, races_read: read, races_failed: failed } = progress;
  if (total === 0) return { share: null, words: '' };
  const words = `${formatCount(read)} of ${formatCount(total)}`;
  return { share: (read + failed) / total, words };
}

/** What of the event is missing, by name. @param races as far as they are known */
export function problemOf(job: EventJob, races: readonly Race[]): EventProblem {
  if (job.state === 'cancelled') return { words: 'Cancelled', detail: 'The import was cancelled.' };
  const failed = races
    .filter(({ state }) => state === 'failed')
    .map(({ label, error }) => `${label}: ${error?.message ?? 'not read'}`);
  const pages = job.progress.errors.map(({ page, message }) => `${message} (${page})`);
  const detail = failed.length > 0 ? failed : pages;
  const count = job.progress.races_failed;
  return {
    words: count > 0 ? `${formatCount(count)} failed` : 'Partly read',
    detail: detail.join('\n') || (job.error?.message ?? 'LiveRC’s pages could not be read.'),
  };
}
