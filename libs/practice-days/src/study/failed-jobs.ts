import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import { Clock } from '@trackside/calendar';
import type { FailedJob, FailedJobs as FailedJobsResult } from '@trackside/contracts';
import { runSql } from '@trackside/database';

const DAY_MS = 86_400_000;
const TOLD_DAYS = 30;
const MOST_TOLD = 100;

/** Days that were not imported, and ranges whose days were not listed. */
const IMPORTS = `
  SELECT 'import' AS kind, d.job_id, j.track_id, d.date AS start_date, d.date AS end_date,
    d.ended_at AS failed_at, d.error_code AS code, d.error_message AS message,
    (SELECT p.id FROM practice_days p WHERE p.id = d.day_id AND p.imported_at IS NOT NULL
      AND EXISTS (SELECT FROM import_job_days later WHERE later.day_id = d.day_id
        AND later.state = 'completed' AND later.ended_at > d.ended_at)) AS event_id
  FROM import_job_days d JOIN import_jobs j ON j.id = d.job_id
  WHERE d.state = 'failed' AND d.ended_at >= :since
  UNION ALL
  SELECT 'import', id, track_id, start_date, end_date, listed_at, error_code, error_message, NULL
  FROM import_jobs WHERE error_code IS NOT NULL AND start_date IS NOT NULL AND listed_at >= :since`;

/** Months that a discovery in the background did not get; a discovery is forgotten after a day. */
const DISCOVERIES = `
  SELECT 'discovery', j.id, j.track_id, make_date(m.month / 100, m.month % 100, 1),
    (make_date(m.month / 100, m.month % 100, 1) + interval '1 month - 1 day')::date,
    coalesce(j.ended_at, j.begun_at, j.created_at), m.outcome ->> 'code', m.outcome ->> 'message',
    NULL
  FROM discovery_job_months m JOIN discovery_jobs j ON j.id = m.job_id
  WHERE m.outcome ->> 'type' = 'month_failed' AND j.created_at >= :since`;

const FAILED = `
  SELECT f.kind, f.job_id, f.track_id, t.name AS track_name, f.start_date::text AS start_date,
    f.end_date::text AS end_date,
    to_char(f.failed_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') AS failed_at,
    coalesce(f.code, 'INTERNAL_ERROR') AS code, coalesce(f.message, '') AS message, f.event_id,
    (count(*) OVER ())::integer AS total
  FROM (${IMPORTS} UNION ALL ${DISCOVERIES}) f JOIN tracks t ON t.id = f.track_id
  ORDER BY f.failed_at DESC, f.start_date DESC, f.job_id LIMIT :most`;

/** What failed of the jobs of the last 30 days, for who is to mend it. */
@Injectable()
export class FailedJobs {
  constructor(
    @InjectDataSource() private readonly database: DataSource,
    private readonly clock: Clock,
  ) {}

  /** The newest hundred first, and how many there are. */
  async find(): Promise<FailedJobsResult> {
    const since = new Date(this.clock.now().getTime() - TOLD_DAYS * DAY_MS);
    const found = await runSql<(FailedJob & { total: number })[]>(this.database, FAILED, {
      since,
      most: MOST_TOLD,
    });
    return {
      count: found[0]?.total ?? 0,
      items: found.map(({ total: _, ...failed }) => failed),
    };
  }
}
