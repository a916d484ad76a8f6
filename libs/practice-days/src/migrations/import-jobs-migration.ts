import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What people asked to import, and how far it is. The queue holds the work, not its story. */
export class CreateImportJobs1763900000005 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE import_jobs (
        id uuid PRIMARY KEY,
        track_id uuid NOT NULL REFERENCES tracks (id),
        created_at timestamptz NOT NULL,
        -- Where the days of the job are to be found out; null when they were given.
        start_date date,
        end_date date,
        -- Null while the days of the job are still being listed.
        listed_at timestamptz,
        cancelled_at timestamptz,
        error_code text,
        error_message text
      );
      CREATE TABLE import_job_days (
        job_id uuid NOT NULL REFERENCES import_jobs (id) ON DELETE CASCADE,
        day_id uuid NOT NULL,
        date date NOT NULL,
        state text NOT NULL,
        -- Its sessions are stored, laps follow.
        day_page_read boolean NOT NULL,
        ended_at timestamptz,
        error_code text,
        error_message text,
        PRIMARY KEY (job_id, day_id)
      );
      CREATE INDEX import_jobs_of_track ON import_jobs (track_id, created_at);
      CREATE INDEX import_job_days_of_day ON import_job_days (day_id);
      CREATE INDEX import_job_days_ended ON import_job_days (ended_at);
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE import_job_days; DROP TABLE import_jobs;');
  }
}
