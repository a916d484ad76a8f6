import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Months, days and sessions of practice. `month` is year × 100 + month. A month is complete when its
 * row is there and none of its days needs reading: the state is derived, never stored twice.
 */
export class CreatePracticeDays1763800000002 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE practice_months (
        track_id uuid NOT NULL REFERENCES tracks (id),
        month integer NOT NULL,
        fetched_at timestamptz NOT NULL,
        refreshed_at timestamptz,
        PRIMARY KEY (track_id, month)
      );
      CREATE TABLE practice_days (
        id uuid PRIMARY KEY,
        track_id uuid NOT NULL REFERENCES tracks (id),
        month integer NOT NULL,
        date date NOT NULL,
        listed_session_count bigint NOT NULL,
        needs_reading boolean NOT NULL,
        session_count bigint,
        total_laps bigint,
        total_track_time_seconds bigint,
        unique_drivers bigint,
        unique_classes bigint,
        time_range_start text,
        time_range_end text,
        verified boolean,
        summarised_at timestamptz,
        imported_at timestamptz,
        UNIQUE (track_id, date)
      );
      CREATE INDEX practice_days_of_month ON practice_days (track_id, month);
      CREATE TABLE practice_sessions (
        id uuid PRIMARY KEY,
        day_id uuid NOT NULL REFERENCES practice_days (id) ON DELETE CASCADE,
        position integer NOT NULL,
        source_session_id text NOT NULL,
        driver_name text NOT NULL,
        class_name text,
        transponder text,
        started_at timestamp NOT NULL,
        duration_seconds bigint,
        lap_count bigint,
        fastest_lap_seconds double precision,
        average_lap_seconds double precision
      );
      CREATE INDEX practice_sessions_of_day ON practice_sessions (day_id, position);
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(
      'DROP TABLE practice_sessions; DROP TABLE practice_days; DROP TABLE practice_months;',
    );
  }
}
