import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import { Clock } from '@trackside/calendar';
import type { FailedEvent, FailedJob, FailedJobs } from '@trackside/contracts';
import { runSql } from '@trackside/database';
import { ProgressView } from '../import/progress-view.js';

const DAY_MS = 86_400_000;
const TOLD_DAYS = 30;
const MOST_TOLD = 100;

/** Without dates of its own an event stands at the day of its failure. */
const FAILED = `
  SELECT 'event' AS kind, j.id AS job_id, e.track_id, t.name AS track_name,
    coalesce(e.start_date, j.ended_at::date)::text AS start_date,
    coalesce(e.end_date, e.start_date, j.ended_at::date)::text AS end_date,
    to_char(j.ended_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') AS failed_at,
    coalesce(j.error_code, 'INTERNAL_ERROR') AS code, coalesce(j.error_message, '') AS message,
    CASE WHEN EXISTS (SELECT FROM event_jobs later WHERE later.event_id = e.id
      AND later.state = 'completed' AND later.ended_at > j.ended_at) THEN e.id END AS event_id,
    jsonb_build_object('id', e.id, 'source_event_id', e.source_event_id, 'name', e.name) AS event,
    (count(*) OVER ())::integer AS total
  FROM event_jobs j JOIN events e ON e.id = j.event_id JOIN tracks t ON t.id = e.track_id
  WHERE j.state = 'failed' AND j.ended_at >= :since
  ORDER BY j.ended_at DESC, j.id LIMIT :most`;

type FailedEventJob = FailedJob & { event: Omit<FailedEvent, 'pages'>; total: number };

/** Imports of events that failed in the last 30 days, for who is to mend them. */
@Injectable()
export class FailedEvents {
  constructor(
    @InjectDataSource() private readonly database: DataSource,
    private readonly progress: ProgressView,
    private readonly clock: Clock,
  ) {}

  /**
   * The newest hundred first, and how many there are. What of an event is still not here stands with
   * its newest failure, unless a later import was completed.
   */
  async find(): Promise<FailedJobs> {
    const since = new Date(this.clock.now().getTime() - TOLD_DAYS * DAY_MS);
    const parameters = { since, most: MOST_TOLD };
    const found = await runSql<FailedEventJob[]>(this.database, FAILED, parameters);
    const told = new Set<string>();
    const items: FailedJob[] = [];
    for (const { total: _, event, ...failed } of found) {
      const isNewest = !told.has(event.id) && failed.event_id === null;
      told.add(event.id);
      const pages = isNewest ? (await this.progress.find(event.id, failed.track_id)).errors : [];
      items.push({ ...failed, event: { ...event, pages } });
    }
    return { count: found[0]?.total ?? 0, items };
  }
}
