import type { MigrationInterface, QueryRunner } from 'typeorm';
import type { MigrationClass } from '@trackside/database';

/** Names that are hidden, and what was asked for. */
export class HideNames1764200000260 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE hidden_names (
        id uuid PRIMARY KEY,
        name_hash bytea NOT NULL,
        track_id uuid REFERENCES tracks (id),
        hidden_at timestamptz NOT NULL,
        applied_at timestamptz
      );
      CREATE UNIQUE INDEX hidden_names_name_hash_key ON hidden_names (name_hash);
      -- Without a reference: a page's drivers are numbered before its day is stored.
      CREATE TABLE hidden_drivers (
        day_id uuid NOT NULL,
        number integer NOT NULL,
        token bytea NOT NULL,
        PRIMARY KEY (day_id, number)
      );
      CREATE UNIQUE INDEX hidden_drivers_token_key ON hidden_drivers (day_id, token);
      CREATE TABLE privacy_requests (
        id uuid PRIMARY KEY,
        name text NOT NULL,
        track_id uuid REFERENCES tracks (id),
        reason text NOT NULL,
        contact text NOT NULL,
        asked_at timestamptz NOT NULL
      );
      CREATE INDEX privacy_requests_asked_at ON privacy_requests (asked_at);
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(
      'DROP TABLE privacy_requests; DROP TABLE hidden_drivers; DROP TABLE hidden_names;',
    );
  }
}

/** In the order in which they landed. */
export const PRIVACY_MIGRATIONS: MigrationClass[] = [HideNames1764200000260];
