import type { MigrationInterface, QueryRunner } from 'typeorm';
import type { MigrationClass } from '@trackside/database';

/** The first four tables are those of better-auth, under our names and in our writing. */
export class CreateAccounts1764200000200 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE users (
        id text PRIMARY KEY,
        email text NOT NULL CONSTRAINT users_email_key UNIQUE,
        email_verified boolean NOT NULL,
        name text NOT NULL,
        image text,
        role text NOT NULL CHECK (role IN ('user', 'admin')),
        created_at timestamptz NOT NULL,
        updated_at timestamptz NOT NULL
      );
      CREATE TABLE user_sessions (
        id text PRIMARY KEY,
        user_id text NOT NULL REFERENCES users (id) ON DELETE CASCADE,
        token text NOT NULL CONSTRAINT user_sessions_token_key UNIQUE,
        expires_at timestamptz NOT NULL,
        ip_address text,
        user_agent text,
        created_at timestamptz NOT NULL,
        updated_at timestamptz NOT NULL
      );
      CREATE INDEX user_sessions_of_user ON user_sessions (user_id);
      CREATE TABLE user_accounts (
        id text PRIMARY KEY,
        user_id text NOT NULL REFERENCES users (id) ON DELETE CASCADE,
        provider_id text NOT NULL,
        account_id text NOT NULL,
        access_token text,
        refresh_token text,
        id_token text,
        access_token_expires_at timestamptz,
        refresh_token_expires_at timestamptz,
        scope text,
        password text,
        created_at timestamptz NOT NULL,
        updated_at timestamptz NOT NULL
      );
      CREATE INDEX user_accounts_of_user ON user_accounts (user_id);
      CREATE INDEX user_accounts_of_provider ON user_accounts (provider_id, account_id);
      CREATE TABLE user_verifications (
        id text PRIMARY KEY,
        identifier text NOT NULL,
        value text NOT NULL,
        expires_at timestamptz NOT NULL,
        created_at timestamptz NOT NULL,
        updated_at timestamptz NOT NULL
      );
      CREATE INDEX user_verifications_by_identifier ON user_verifications (identifier);
      CREATE TABLE api_keys (
        id uuid PRIMARY KEY,
        user_id text NOT NULL REFERENCES users (id) ON DELETE CASCADE,
        name text NOT NULL,
        prefix text NOT NULL CONSTRAINT api_keys_prefix_key UNIQUE,
        secret_hash bytea NOT NULL,
        scopes text[] NOT NULL,
        created_at timestamptz NOT NULL,
        expires_at timestamptz,
        last_used_at timestamptz
      );
      CREATE INDEX api_keys_of_user ON api_keys (user_id);
      CREATE TABLE set_up_links (
        token_hash bytea PRIMARY KEY,
        email text,
        role text NOT NULL CHECK (role IN ('user', 'admin')),
        expires_at timestamptz NOT NULL
      );
      CREATE TABLE installation_secrets (
        purpose text PRIMARY KEY,
        secret text NOT NULL
      );
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP TABLE installation_secrets; DROP TABLE set_up_links; DROP TABLE api_keys;
      DROP TABLE user_verifications; DROP TABLE user_accounts; DROP TABLE user_sessions;
      DROP TABLE users;
    `);
  }
}

/** Rows that come and go by the minute: a crash may take them, and everybody begins anew. */
export class CountRequests1764200000220 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE UNLOGGED TABLE allowances (
        who text NOT NULL,
        kind text NOT NULL,
        used integer NOT NULL,
        ends_at timestamptz NOT NULL,
        PRIMARY KEY (who, kind)
      );
      CREATE UNLOGGED TABLE open_streams (
        id uuid PRIMARY KEY,
        user_id text NOT NULL,
        expires_at timestamptz NOT NULL
      );
      CREATE INDEX open_streams_of_user ON open_streams (user_id);
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE open_streams; DROP TABLE allowances;');
  }
}

export class ClaimJobs1764200000230 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE job_claims (
        job_id uuid NOT NULL,
        user_id text NOT NULL,
        claimed_at timestamptz NOT NULL,
        PRIMARY KEY (job_id, user_id)
      )`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE job_claims');
  }
}

/** The table of users is small, and a default that is no function rewrites nothing. */
export class KeepWhatIsTheirs1764200000250 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE users ADD COLUMN names text[] NOT NULL DEFAULT '{}';
      CREATE TABLE saved_searches (
        id uuid PRIMARY KEY,
        user_id text NOT NULL,
        name text NOT NULL,
        track_id uuid NOT NULL REFERENCES tracks (id) ON DELETE CASCADE,
        start_date date,
        end_date date,
        driver_name text,
        class_name text,
        created_at timestamptz NOT NULL
      );
      CREATE INDEX saved_searches_of_user ON saved_searches (user_id);
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE saved_searches; ALTER TABLE users DROP COLUMN names;');
  }
}

/** A column without a default rewrites nothing. */
export class SavePeriods1764200000290 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE saved_searches ADD COLUMN period text');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE saved_searches DROP COLUMN period');
  }
}

/** In the order in which they landed. */
export const ACCOUNTS_MIGRATIONS: MigrationClass[] = [
  CreateAccounts1764200000200,
  CountRequests1764200000220,
  ClaimJobs1764200000230,
  KeepWhatIsTheirs1764200000250,
  SavePeriods1764200000290,
];
