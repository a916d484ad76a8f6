import type { MigrationInterface, QueryRunner } from 'typeorm';

/** When people search, and what reading ahead of them has cost. */
export class PrefetchMonths1764200000041 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE prefetched_tracks (
        track_id uuid PRIMARY KEY REFERENCES tracks (id) ON DELETE CASCADE,
        -- The last reading ahead, and how many have failed in a row.
        read_at timestamptz NOT NULL,
        failures integer NOT NULL
      );
      -- When people search: hours of the week from monday, UTC, half as much after four weeks.
      CREATE TABLE search_hours (
        hour_of_week smallint PRIMARY KEY,
        weight double precision NOT NULL,
        noted_at timestamptz NOT NULL
      );
      CREATE TABLE prefetch_hours (
        hour timestamptz PRIMARY KEY,
        requests integer NOT NULL,
        -- LiveRC has said 429: nothing more that day.
        stopped boolean NOT NULL DEFAULT false
      )
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE prefetch_hours, search_hours, prefetched_tracks');
  }
}
