import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Dashboards that were read just before a month's calendar: the same figures later mean no news. */
export class KeepDashboards1764200000070 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE IF NOT EXISTS month_dashboards (
        track_id uuid NOT NULL REFERENCES tracks (id) ON DELETE CASCADE,
        month integer NOT NULL,
        read_at timestamptz NOT NULL,
        practice_sessions bigint NOT NULL,
        laps bigint NOT NULL,
        -- Sessions that the calendar after it listed; null until that was read.
        listed_sessions bigint,
        -- Once its figures stood still while the calendar gained sessions.
        lags boolean NOT NULL,
        PRIMARY KEY (track_id, month)
      )
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE month_dashboards');
  }
}
