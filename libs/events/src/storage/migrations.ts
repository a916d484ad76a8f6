import type { MigrationInterface, QueryRunner } from 'typeorm';
import { StoreRaces1764200000300 } from './races-migration.js';

/** Race events of a track, as its events list last told them; importing marks them. */
export class CreateEvents1763800000003 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE event_lists (
        track_id uuid PRIMARY KEY REFERENCES tracks (id),
        fetched_at timestamptz NOT NULL,
        refreshed_at timestamptz
      );
      CREATE TABLE events (
        id uuid PRIMARY KEY,
        track_id uuid NOT NULL REFERENCES tracks (id),
        source_event_id text NOT NULL,
        name text NOT NULL,
        start_date date,
        end_date date,
        entries bigint,
        drivers bigint,
        position integer NOT NULL,
        imported_at timestamptz,
        UNIQUE (track_id, source_event_id)
      );
      CREATE INDEX events_of_track ON events (track_id, start_date);
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE events; DROP TABLE event_lists;');
  }
}

/** When an event's page counted other laps than before, and named no race that would explain it. */
export class NoteRecounts1764200000303 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE event_readings ADD COLUMN recounted_at timestamptz');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE event_readings DROP COLUMN recounted_at');
  }
}

/** In the order in which they landed. */
export const EVENTS_MIGRATIONS = [
  CreateEvents1763800000003,
  StoreRaces1764200000300,
  NoteRecounts1764200000303,
];
