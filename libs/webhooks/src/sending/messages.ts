import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import type {
  FinalResultsNews,
  FinishedImportNews,
  ListedDayNews,
  ReadSessionNews,
  WebhookMessage,
} from '@trackside/contracts';
import { runSql } from '@trackside/database';
import type { BegunDelivery } from './delivery-store.js';
import { WANTS_SESSION } from './news-store.js';

const MOST_DAYS = 100;

const TRACK = 't.id AS track_id, t.slug AS track_slug, t.name AS track_name';

const LISTED_DAY = `
  SELECT d.id AS event_id, ${TRACK}, d.date::text AS date,
    coalesce(d.session_count, d.listed_session_count) AS session_count
  FROM practice_days d JOIN tracks t ON t.id = d.track_id
  WHERE d.id = :subjectId AND d.removed_at IS NULL`;

/** Looked at again: meanwhile its driver may have asked to be hidden, and is nobody's to follow. */
const READ_SESSION = `
  SELECT s.id AS session_id, d.id AS event_id, ${TRACK}, d.date::text AS date, s.driver_name,
    s.class_name, s.transponder, to_char(s.started_at, 'YYYY-MM-DD"T"HH24:MI:SS') AS started_at,
    s.lap_count, coalesce(s.valid_fastest_lap_seconds, s.fastest_lap_seconds) AS fastest_lap_seconds
  FROM practice_sessions s JOIN practice_days d ON d.id = s.day_id
  JOIN tracks t ON t.id = d.track_id JOIN webhooks w ON w.id = :webhookId
  WHERE s.id = :subjectId AND s.removed_at IS NULL AND ${WANTS_SESSION}`;

const FINISHED_IMPORT = `
  SELECT j.id AS job_id, ${TRACK}, days.total AS days_total, days.newest AS days,
    CASE WHEN j.cancelled_at IS NOT NULL THEN 'cancelled'
      WHEN j.error_code IS NOT NULL OR days.failed THEN 'failed' ELSE 'completed' END AS state
  FROM import_jobs j JOIN tracks t ON t.id = j.track_id CROSS JOIN LATERAL (
    SELECT count(*)::integer AS total, coalesce(bool_or(state = 'failed'), false) AS failed,
      coalesce(jsonb_agg(jsonb_build_object('date', date::text, 'event_id', event_id, 'state', state)
        ORDER BY date DESC) FILTER (WHERE place <= ${MOST_DAYS}), '[]') AS newest
    FROM (SELECT day.date, day.state, p.id AS event_id,
        row_number() OVER (ORDER BY day.date DESC) AS place
      FROM import_job_days day
      LEFT JOIN practice_days p ON p.id = day.day_id AND p.imported_at IS NOT NULL
      WHERE day.job_id = j.id) AS placed) AS days
  WHERE j.id = :subjectId`;

const FINISHED_EVENT = `
  SELECT j.id AS job_id, ${TRACK}, 0 AS days_total, '[]'::jsonb AS days, j.event_id, j.state
  FROM event_jobs j JOIN events e ON e.id = j.event_id JOIN tracks t ON t.id = e.track_id
  WHERE j.id = :subjectId`;

const FINAL_RESULTS = `
  SELECT e.id AS event_id, ${TRACK}, e.name, e.start_date::text AS start_date,
    e.end_date::text AS end_date,
    (SELECT count(*)::integer FROM races WHERE event_id = e.id) AS race_count
  FROM events e JOIN tracks t ON t.id = e.track_id WHERE e.id = :subjectId`;

/** What is said of something that happened, as it is when it is said. */
@Injectable()
export class Messages {
  constructor(@InjectDataSource() private readonly database: DataSource) {}

  /** @returns null when it is not there any more, or not wanted */
  async of({
    event,
    subjectId,
    webhookId,
    createdAt,
  }: BegunDelivery): Promise<WebhookMessage | null> {
    const timestamp = createdAt.toISOString();
    switch (event) {
      case 'practice_day.listed': {
        const data = await this.read<ListedDayNews>(LISTED_DAY, { subjectId });
        return data && { type: event, timestamp, data };
      }
      case 'practice_session.read': {
        const data = await this.read<ReadSessionNews>(READ_SESSION, { subjectId, webhookId });
        return data && { type: event, timestamp, data };
      }
      case 'import.finished': {
        const data =
          (await this.read<FinishedImportNews>(FINISHED_IMPORT, { subjectId })) ??
          (await this.read<FinishedImportNews>(FINISHED_EVENT, { subjectId }));
        return data && { type: event, timestamp, data };
      }
      case 'event.results_final': {
        const data = await this.read<FinalResultsNews>(FINAL_RESULTS, { subjectId });
        return data && { type: event, timestamp, data };
      }
    }
  }

  private async read<Data>(sql: string, parameters: Record<string, string>): Promise<Data | null> {
    const rows = await runSql<Data[]>(this.database, sql, parameters);
    return rows[0] ?? null;
  }
}
