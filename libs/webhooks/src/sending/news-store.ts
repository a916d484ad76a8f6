import { Inject, Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import { addDays, Clock, earliestToday } from '@trackside/calendar';
import { type ChannelName, isKeyOf, runSql } from '@trackside/database';
import { WEBHOOKS_OPTIONS, type WebhooksOptions } from '../options.js';

/** Where the database tells that there is news; see the migration NoteWebhookNews. */
export const NEWS_CHANNEL: ChannelName = 'trackside_webhooks';

/** A day that is found later is history: whoever reads a track for the first time finds hundreds. */
const NEW_DAYS = 14;
const TAKEN_AT_ONCE = 200;

/** Of webhooks `w` and the session `s` of a day `d`. */
export const WANTS_SESSION = `(w.track_id IS NULL OR w.track_id = d.track_id)
  AND (w.driver_name IS NULL OR ${isKeyOf('s.driver_key', 'w.driver_name')})`;

const HAS_ENDED = `j.listed_at IS NOT NULL AND NOT EXISTS (
  SELECT FROM import_job_days day WHERE day.job_id = j.id AND day.state IN ('queued', 'running'))`;

/**
 * Of an event `e`: every race is read, and the overall ranking, and nothing that is ranked is
 * provisional.
 */
const IS_FINAL = `
  NOT EXISTS (SELECT FROM races r WHERE r.event_id = e.id
    AND (r.read_at IS NULL OR r.error_code IS NOT NULL))
  AND NOT EXISTS (SELECT FROM event_pages p WHERE p.event_id = e.id
    AND (p.provisional OR p.read_at IS NULL OR p.error_code IS NOT NULL))
  AND EXISTS (SELECT FROM event_pages p WHERE p.event_id = e.id AND p.kind = 'overall')`;

/** Takes news and makes a delivery for each webhook that wants it, once for each subject. */
const TAKE_NEWS = `
  WITH taken AS (
    DELETE FROM webhook_news WHERE id IN (
      SELECT id FROM webhook_news ORDER BY id LIMIT ${TAKEN_AT_ONCE} FOR UPDATE SKIP LOCKED)
    RETURNING event, subject_id
  ), news AS (SELECT DISTINCT event, subject_id FROM taken
  ), wanted AS (
    SELECT w.id AS webhook_id, n.event, n.subject_id
    FROM news n JOIN webhooks w ON n.event = ANY (w.events) AND w.switched_off_at IS NULL
      AND (:forLocalUser OR w.user_id <> 'local')
    LEFT JOIN practice_sessions s ON n.event = 'practice_session.read' AND s.id = n.subject_id
    LEFT JOIN practice_days d
      ON d.id = CASE n.event WHEN 'practice_day.listed' THEN n.subject_id ELSE s.day_id END
    LEFT JOIN import_jobs j ON n.event = 'import.finished' AND j.id = n.subject_id
    LEFT JOIN event_jobs ej ON n.event = 'import.finished' AND ej.id = n.subject_id
    LEFT JOIN events e ON e.id = CASE n.event
      WHEN 'event.results_final' THEN n.subject_id ELSE ej.event_id END
    WHERE CASE n.event
      WHEN 'practice_day.listed' THEN
        d.date >= :newFrom AND (w.track_id IS NULL OR w.track_id = d.track_id)
      WHEN 'practice_session.read' THEN s.removed_at IS NULL AND ${WANTS_SESSION}
      WHEN 'import.finished' THEN
        (w.track_id IS NULL OR w.track_id = coalesce(j.track_id, e.track_id))
        AND (ej.ended_at IS NOT NULL OR ${HAS_ENDED})
        AND (w.user_id = 'local' OR EXISTS (
          SELECT FROM job_claims c WHERE c.job_id = n.subject_id AND c.user_id = w.user_id))
      WHEN 'event.results_final' THEN
        e.end_date >= :newFrom AND (w.track_id IS NULL OR w.track_id = e.track_id) AND ${IS_FINAL}
      END
  ), made AS (
    INSERT INTO webhook_deliveries
      (id, webhook_id, event, subject_id, created_at, state, attempts, next_attempt_at)
    SELECT gen_random_uuid(), webhook_id, event, subject_id, :now, 'pending', 0, :now FROM wanted
    ON CONFLICT (webhook_id, event, subject_id) DO NOTHING RETURNING id
  )
  SELECT (SELECT count(*) FROM taken)::integer AS taken, (SELECT count(*) FROM made)::integer AS made`;

/** What happened, as the triggers of the database note it. */
@Injectable()
export class NewsStore {
  constructor(
    @InjectDataSource() private readonly database: DataSource,
    @Inject(WEBHOOKS_OPTIONS) private readonly options: WebhooksOptions,
    private readonly clock: Clock,
  ) {}

  /**
   * Takes some news, and makes its deliveries with the same commit; several processes may.
   *
   * @returns how many deliveries it made, and whether there may be more news
   */
  async take(): Promise<{ made: number; isMore: boolean }> {
    const now = this.clock.now();
    const [row] = await runSql<{ taken: number; made: number }[]>(this.database, TAKE_NEWS, {
      now,
      newFrom: addDays(earliestToday(now), -NEW_DAYS),
      forLocalUser: this.options.sendsForLocalUser,
    });
    const { taken, made } = row!;
    return { made, isMore: taken === TAKEN_AT_ONCE };
  }
}
