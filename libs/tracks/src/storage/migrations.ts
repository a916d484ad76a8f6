import type { MigrationInterface, QueryRunner } from 'typeorm';

export class CreateTracks1763800000001 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE tracks (
        id uuid PRIMARY KEY,
        slug text NOT NULL UNIQUE,
        name text NOT NULL,
        search_name text NOT NULL,
        status text NOT NULL CHECK (status IN ('racing', 'practice', 'idle')),
        live_video boolean NOT NULL,
        listed_at timestamptz NOT NULL,
        practice_months integer[],
        practice_months_read_at timestamptz
      );
      CREATE TABLE favourites (
        user_id text NOT NULL,
        track_id uuid NOT NULL REFERENCES tracks (id) ON DELETE CASCADE,
        PRIMARY KEY (user_id, track_id)
      );
      CREATE TABLE catalogue_readings (
        id boolean PRIMARY KEY DEFAULT true CHECK (id),
        fetched_at timestamptz NOT NULL,
        listed integer NOT NULL,
        unreadable_rows integer NOT NULL
      );
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE catalogue_readings; DROP TABLE favourites; DROP TABLE tracks;');
  }
}

/** Lists of months with practice in the order in which they were asked for, whatever the clocks say. */
export class OrderMonthLists1764100000009 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE tracks
        ADD COLUMN practice_months_reading bigint NOT NULL DEFAULT 0,
        -- Months that the newest list lacks and an earlier one had, and since when.
        ADD COLUMN practice_months_missing integer[] NOT NULL DEFAULT '{}',
        ADD COLUMN practice_months_missing_since timestamptz;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE tracks DROP COLUMN practice_months_reading,
        DROP COLUMN practice_months_missing, DROP COLUMN practice_months_missing_since;
    `);
  }
}

/** The table is small: one row for each track of the catalogue. */
export class AddPageNames1764100000030 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE tracks
        ADD COLUMN page_name text,
        ADD COLUMN page_name_read_at timestamptz
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE tracks DROP COLUMN page_name, DROP COLUMN page_name_read_at');
  }
}

/** Which tracks people search, so that these can be read before they do. */
export class RememberSearches1764200000040 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE track_searches (
        track_id uuid PRIMARY KEY REFERENCES tracks (id) ON DELETE CASCADE,
        -- Noted once an hour at most.
        last_searched_at timestamptz NOT NULL,
        -- Hours in which it was searched, as of the last one; one a week ago counts half.
        weight double precision NOT NULL
      )
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE track_searches');
  }
}

/** In the order in which they landed. */
export const TRACKS_MIGRATIONS = [
  CreateTracks1763800000001,
  OrderMonthLists1764100000009,
  AddPageNames1764100000030,
  RememberSearches1764200000040,
];
