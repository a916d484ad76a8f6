import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import { latestCredible } from '@trackside/calendar';
import { runSql } from '@trackside/database';
import { isTimeToRetry, longestRetryMs } from '@trackside/jobs';
import { SESSION_RETRIES } from './failures.js';

const HOUR_MS = 3_600_000;

/** Jobs take their time, too: until the last try, and some days more. */
const JOBS_COUNT_MS = longestRetryMs(SESSION_RETRIES) + 88 * HOUR_MS;

/** An imported day with sessions that lack laps after the same number of failures. */
interface FailedDay {
  trackId: string;
  date: string;
  count: number;
  /** The first and the last of these failures. */
  firstAt: Date;
  lastAt: Date;
}

/**
 * Imported days that lack laps and that nobody is reading, with each number of failures and when
 * they were. Jobs that ended before `endedSince` are left out, as are failures from `pausedSince`, a
 * pause ago, to `credible`, the latest moment that a right clock can have told. A session that
 * failed counts its own failures. A session that was never tried counts the failures of its day's
 * jobs.
 */
const FAILED_DAYS = `
  WITH last AS (
    SELECT DISTINCT ON (day_id) day_id, state, ended_at FROM import_job_days
    WHERE ended_at > :endedSince ORDER BY day_id, ended_at DESC
  ), failed AS (
    SELECT day_id, laps_failures AS count, min(laps_failed_at) AS first_at,
      max(laps_failed_at) AS last_at
    FROM practice_sessions
    WHERE laps_error_code IS NOT NULL AND laps_failures <= :mostFailures AND removed_at IS NULL
      AND (laps_failed_at < :pausedSince OR laps_failed_at > :credible)
    GROUP BY day_id, laps_failures
  ), left_over AS (
    SELECT last.day_id, failures.count, last.ended_at AS first_at, last.ended_at AS last_at
    FROM last CROSS JOIN LATERAL (
      SELECT count(*)::integer FROM import_job_days
      WHERE day_id = last.day_id AND state = 'failed') failures
    WHERE last.state = 'failed' AND failures.count <= :mostFailures
      AND (last.ended_at < :pausedSince OR last.ended_at > :credible)
      AND EXISTS (SELECT FROM practice_sessions s WHERE s.day_id = last.day_id
        AND s.removed_at IS NULL AND s.laps_error_code IS NULL
        AND (s.laps_read_at IS NULL OR s.laps_outdated))
  )
  SELECT d.track_id AS "trackId", d.date::text AS date, failures.count,
    failures.first_at AS "firstAt", failures.last_at AS "lastAt"
  FROM (SELECT * FROM failed UNION ALL SELECT * FROM left_over) failures
  JOIN practice_days d ON d.id = failures.day_id
  LEFT JOIN last ON last.day_id = d.id
  WHERE d.imported_at IS NOT NULL AND last.state IS DISTINCT FROM 'cancelled'
    AND NOT EXISTS (SELECT FROM import_job_days w
      WHERE w.day_id = d.id AND w.state IN ('queued', 'running'))
  ORDER BY d.date DESC`;

/** Days that one tick begins; the others wait for the next one. */
const MOST_DAYS = 100;

/** Finds imported days whose sessions failed and are to be tried again. */
@Injectable()
export class RetryDays {
  constructor(@InjectDataSource() private readonly database: DataSource) {}

  /** Newest first, at most a hundred. */
  async find(now: Date): Promise<{ trackId: string; date: string }[]> {
    const failed = await runSql<FailedDay[]>(this.database, FAILED_DAYS, {
      mostFailures: SESSION_RETRIES.mostFailures,
      endedSince: new Date(now.getTime() - JOBS_COUNT_MS),
      pausedSince: new Date(now.getTime() - SESSION_RETRIES.firstPauseMs),
      credible: latestCredible(now),
    });
    const due = new Map<string, { trackId: string; date: string }>();
    for (const day of failed) {
      const { trackId, date } = day;
      if (isDue(day, now)) due.set(`${trackId} ${date}`, { trackId, date });
    }
    return [...due.values()].slice(0, MOST_DAYS);
  }
}

function isDue({ count, firstAt, lastAt }: FailedDay, now: Date): boolean {
  return [firstAt, lastAt].some((at) => isTimeToRetry(SESSION_RETRIES, { count, lastAt: at }, now));
}
