import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Discoveries in the background, and what each of their months told. */
export class KeepTimelines1764200000010 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE discovery_jobs (
        id uuid PRIMARY KEY,
        track_id uuid NOT NULL REFERENCES tracks (id),
        start_date date NOT NULL,
        end_date date NOT NULL,
        refresh boolean NOT NULL,
        skip_covered boolean NOT NULL,
        created_at timestamptz NOT NULL,
        -- Null while nobody works on it yet; null until its last month has ended.
        begun_at timestamptz,
        ended_at timestamptz,
        cancelled boolean NOT NULL,
        -- The place of the record told last; grows with every record of its months.
        told integer NOT NULL
      );
      -- Who asks for the same joins the one that has not ended.
      CREATE UNIQUE INDEX discovery_jobs_open
        ON discovery_jobs (track_id, start_date, end_date, refresh, skip_covered)
        WHERE ended_at IS NULL;
      CREATE INDEX discovery_jobs_ended ON discovery_jobs (ended_at);
      CREATE TABLE discovery_job_months (
        job_id uuid NOT NULL REFERENCES discovery_jobs (id) ON DELETE CASCADE,
        -- Year x 100 + month.
        month integer NOT NULL,
        -- Records as readers get them, each with its place among those of the job.
        listing jsonb,
        listing_place integer,
        outcome jsonb,
        outcome_place integer,
        PRIMARY KEY (job_id, month)
      );
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE discovery_job_months; DROP TABLE discovery_jobs;');
  }
}
