import type { MigrationInterface, QueryRunner } from 'typeorm';
import type { MigrationClass } from '@trackside/database';

/** Pages as they came. They are compressed before they get here: PostgreSQL does not try again. */
export class KeepPages1764200000080 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE vault_pages (
        id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        kind text NOT NULL,
        slug text NOT NULL,
        parameters text NOT NULL,
        hash bytea NOT NULL,
        url text NOT NULL,
        reason text NOT NULL,
        parser_version integer NOT NULL,
        code text,
        message text,
        first_seen_at timestamptz NOT NULL,
        seen_at timestamptz NOT NULL,
        page_bytes integer NOT NULL,
        stored_bytes integer NOT NULL,
        encoding text NOT NULL,
        content bytea NOT NULL,
        CONSTRAINT vault_pages_content_key UNIQUE (kind, slug, parameters, hash)
      )`);
    await runner.query('ALTER TABLE vault_pages ALTER COLUMN content SET STORAGE EXTERNAL');
    await runner.query('CREATE INDEX vault_pages_seen ON vault_pages (seen_at, id)');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE vault_pages');
  }
}

/** In the order in which they landed. */
export const PAGE_VAULT_MIGRATIONS: MigrationClass[] = [KeepPages1764200000080];
