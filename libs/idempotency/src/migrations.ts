import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What was answered to requests that bear a key of their caller's. */
export class KeepIdempotentAnswers1764200000240 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE idempotency_keys (
        user_id text NOT NULL,
        key text NOT NULL,
        -- SHA-256 of the request: the same key with another one is a mistake of the caller's.
        fingerprint bytea NOT NULL,
        status integer NOT NULL,
        -- The answer's data as JSON.
        data text NOT NULL,
        answered_at timestamptz NOT NULL,
        PRIMARY KEY (user_id, key)
      )
    `);
    await runner.query(
      'CREATE INDEX idempotency_keys_answered_at ON idempotency_keys (answered_at)',
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE idempotency_keys');
  }
}

/** In the order in which they landed. */
export const IDEMPOTENCY_MIGRATIONS = [KeepIdempotentAnswers1764200000240];
