import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * What an event's pages tell: its races with results and laps, its entries and its rankings, and
 * the jobs that read them.
 */
export class StoreRaces1764200000300 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(EVENTS_AND_JOBS);
    await runner.query(RACES);
    await runner.query(RANKINGS);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP TABLE event_ranking_rows; DROP TABLE event_entries; DROP TABLE event_pages;
      DROP TABLE race_results; DROP TABLE races; DROP TABLE event_jobs; DROP TABLE event_readings;
    `);
  }
}

const EVENTS_AND_JOBS = `
  CREATE TABLE event_readings (
    event_id uuid PRIMARY KEY
      CONSTRAINT event_readings_event_id_fkey REFERENCES events (id) ON DELETE CASCADE,
    fetched_at timestamptz NOT NULL,
    -- All as the event's page prints them.
    name text NOT NULL,
    entry_count integer,
    driver_count integer,
    race_lap_count integer,
    -- Why not all of its rows could be read.
    error_code text,
    error_message text
  );
  CREATE TABLE event_jobs (
    id uuid PRIMARY KEY,
    event_id uuid NOT NULL
      CONSTRAINT event_jobs_event_id_fkey REFERENCES events (id) ON DELETE CASCADE,
    created_at timestamptz NOT NULL,
    state text NOT NULL,
    ended_at timestamptz,
    error_code text,
    error_message text
  );
  CREATE UNIQUE INDEX event_jobs_open ON event_jobs (event_id) WHERE ended_at IS NULL;
  CREATE INDEX event_jobs_of_event ON event_jobs (event_id, created_at);
  CREATE INDEX event_jobs_ended ON event_jobs (ended_at);
`;

const RACES = `
  CREATE TABLE races (
    id uuid PRIMARY KEY,
    event_id uuid NOT NULL
      CONSTRAINT races_event_id_fkey REFERENCES events (id) ON DELETE CASCADE,
    source_race_id text NOT NULL,
    -- In the order of the programme, first run first.
    position integer NOT NULL,
    section text NOT NULL,
    section_title text NOT NULL,
    round integer,
    race_number integer,
    label text NOT NULL,
    class_name text,
    -- Track-local.
    completed_at timestamp,
    -- The race's row on the event's page, as it is now and as it was when its own page was read.
    listed_as bytea NOT NULL,
    read_as bytea,
    read_at timestamptz,
    length_seconds double precision,
    first_lap_counts boolean,
    checked_figures integer,
    mismatches jsonb,
    error_code text,
    error_message text,
    -- When a reading of the event's page first lacked it.
    missing_since timestamptz
  );
  CREATE INDEX races_of_event ON races (event_id, position);
  CREATE TABLE race_results (
    race_id uuid NOT NULL
      CONSTRAINT race_results_race_id_fkey REFERENCES races (id) ON DELETE CASCADE,
    row_number integer NOT NULL,
    position integer,
    status text,
    driver_name text NOT NULL,
    driver_hidden boolean NOT NULL,
    -- The name as names are compared; of a hidden driver nothing that is looked for.
    driver_key text NOT NULL,
    source_driver_id text,
    car_number integer,
    qualified_position integer,
    started boolean NOT NULL,
    lap_count integer,
    total_seconds double precision,
    gap_ahead_seconds double precision,
    gap_ahead_laps integer,
    fastest_lap_seconds double precision,
    fastest_lap_number integer,
    average_lap_seconds double precision,
    average_top_5_seconds double precision,
    average_top_10_seconds double precision,
    average_top_15_seconds double precision,
    top_2_consecutive_seconds double precision,
    top_3_consecutive_seconds double precision,
    standard_deviation_seconds double precision,
    consistency_percent double precision,
    -- The laps, which are only ever read all together.
    lap_numbers integer[] NOT NULL,
    lap_times double precision[] NOT NULL,
    lap_positions integer[] NOT NULL,
    PRIMARY KEY (race_id, row_number)
  );
  CREATE INDEX race_results_of_driver ON race_results (driver_key);
`;

const RANKINGS = `
  CREATE TABLE event_pages (
    id uuid PRIMARY KEY,
    event_id uuid NOT NULL
      CONSTRAINT event_pages_event_id_fkey REFERENCES events (id) ON DELETE CASCADE,
    -- entries, or a ranking's.
    kind text NOT NULL,
    source_id text NOT NULL,
    -- What a round is ranked by; empty for the other kinds.
    sorted_by text NOT NULL,
    position integer NOT NULL,
    title text NOT NULL,
    provisional boolean,
    read_at timestamptz,
    -- Once something was tried: what the newest try said.
    error_code text,
    error_message text,
    missing_since timestamptz
  );
  CREATE INDEX event_pages_of_event ON event_pages (event_id, position);
  CREATE TABLE event_entries (
    event_id uuid NOT NULL
      CONSTRAINT event_entries_event_id_fkey REFERENCES events (id) ON DELETE CASCADE,
    row_number integer NOT NULL,
    class_name text NOT NULL,
    car_number integer,
    driver_name text NOT NULL,
    driver_hidden boolean NOT NULL,
    transponder text,
    PRIMARY KEY (event_id, row_number)
  );
  CREATE TABLE event_ranking_rows (
    page_id uuid NOT NULL
      CONSTRAINT event_ranking_rows_page_id_fkey REFERENCES event_pages (id) ON DELETE CASCADE,
    row_number integer NOT NULL,
    class_name text NOT NULL,
    tie_breaker_rule text,
    position integer,
    driver_name text NOT NULL,
    driver_hidden boolean NOT NULL,
    result text,
    tie_breaker text,
    rounds jsonb NOT NULL,
    PRIMARY KEY (page_id, row_number)
  );
`;
