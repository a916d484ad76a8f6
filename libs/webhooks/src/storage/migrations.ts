import type { MigrationInterface, QueryRunner } from 'typeorm';
import { alterQuickly, type MigrationClass } from '@trackside/database';
import { NoteRaceNews1764200000301 } from './race-news-migration.js';

export class KeepWebhooks1764200000270 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE webhooks (
        id uuid PRIMARY KEY,
        user_id text NOT NULL,
        url text NOT NULL,
        events text[] NOT NULL,
        track_id uuid REFERENCES tracks (id) ON DELETE CASCADE,
        driver_name text,
        created_at timestamptz NOT NULL,
        failing_since timestamptz,
        switched_off_at timestamptz,
        switched_off_reason text
      );
      CREATE INDEX webhooks_of_user ON webhooks (user_id);
      -- What happened, until it is known who wants to be told.
      CREATE TABLE webhook_news (
        id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        event text NOT NULL,
        subject_id uuid NOT NULL
      );
      CREATE TABLE webhook_deliveries (
        id uuid PRIMARY KEY,
        webhook_id uuid NOT NULL REFERENCES webhooks (id) ON DELETE CASCADE,
        event text NOT NULL,
        -- A practice day, a session or a job. What is said of it is read when it is sent.
        subject_id uuid NOT NULL,
        created_at timestamptz NOT NULL,
        state text NOT NULL,
        attempts integer NOT NULL,
        last_attempt_at timestamptz,
        next_attempt_at timestamptz,
        response_status integer,
        error text,
        CONSTRAINT webhook_deliveries_subject_key UNIQUE (webhook_id, event, subject_id)
      );
      CREATE INDEX webhook_deliveries_of_webhook ON webhook_deliveries (webhook_id, created_at, id);
      CREATE INDEX webhook_deliveries_due ON webhook_deliveries (next_attempt_at)
        WHERE state = 'pending';
      CREATE INDEX webhook_deliveries_created_at ON webhook_deliveries (created_at);
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(
      'DROP TABLE webhook_deliveries; DROP TABLE webhook_news; DROP TABLE webhooks',
    );
  }
}

/**
 * What happens is noted with the commit that makes it happen, whichever process, job or statement
 * that is: a process that dies at any moment loses nothing. Nothing is noted that nobody wants.
 */
export class NoteWebhookNews1764200000271 implements MigrationInterface {
  readonly transaction = false;

  async up(runner: QueryRunner): Promise<void> {
    await alterQuickly(runner, FUNCTION);
    for (const trigger of TRIGGERS) await alterQuickly(runner, trigger);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP FUNCTION note_webhook_news CASCADE');
  }
}

/** Its arguments are the event and the column of its subject. */
const FUNCTION = `
  CREATE OR REPLACE FUNCTION note_webhook_news() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    IF EXISTS (SELECT FROM webhooks
               WHERE TG_ARGV[0] = ANY (events) AND switched_off_at IS NULL) THEN
      INSERT INTO webhook_news (event, subject_id)
      VALUES (TG_ARGV[0], (to_jsonb(NEW) ->> TG_ARGV[1])::uuid);
      PERFORM pg_notify('trackside_webhooks', '');
    END IF;
    RETURN NULL;
  END $$`;

/** A session whose laps are read, as answers tell it. */
const isRead = (row: 'OLD' | 'NEW') =>
  `(${row}.laps_read_at IS NOT NULL AND NOT ${row}.laps_outdated AND ${row}.laps_error_code IS NULL)`;

/** Whether a job has ended as a whole is looked at when the news is: other days may end meanwhile. */
const TRIGGERS = [
  `CREATE OR REPLACE TRIGGER practice_days_note_listed AFTER INSERT ON practice_days
     FOR EACH ROW EXECUTE FUNCTION note_webhook_news('practice_day.listed', 'id')`,
  `CREATE OR REPLACE TRIGGER practice_sessions_note_read
     AFTER UPDATE OF laps_read_at, laps_outdated, laps_error_code ON practice_sessions
     FOR EACH ROW WHEN (${isRead('NEW')} AND NOT ${isRead('OLD')})
     EXECUTE FUNCTION note_webhook_news('practice_session.read', 'id')`,
  `CREATE OR REPLACE TRIGGER import_job_days_note_ended
     AFTER INSERT OR UPDATE OF state ON import_job_days
     FOR EACH ROW WHEN (NEW.state NOT IN ('queued', 'running'))
     EXECUTE FUNCTION note_webhook_news('import.finished', 'job_id')`,
  `CREATE OR REPLACE TRIGGER import_jobs_note_ended
     AFTER INSERT OR UPDATE OF listed_at, cancelled_at ON import_jobs
     FOR EACH ROW WHEN (NEW.listed_at IS NOT NULL)
     EXECUTE FUNCTION note_webhook_news('import.finished', 'id')`,
  // Whoever asked is noted after the job, which may have ended by then.
  `CREATE OR REPLACE TRIGGER job_claims_note_claimed AFTER INSERT ON job_claims
     FOR EACH ROW EXECUTE FUNCTION note_webhook_news('import.finished', 'job_id')`,
];

/** In the order in which they landed. */
export const WEBHOOKS_MIGRATIONS: MigrationClass[] = [
  KeepWebhooks1764200000270,
  NoteWebhookNews1764200000271,
  NoteRaceNews1764200000301,
];
