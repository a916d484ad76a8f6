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

/**
 * Whose pages they are: an imported event's or day's, and since when LiveRC shows them no more; and what
 * pages showed otherwise before they were read again.
 */
export class KeepImportedPages1764200000302 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE vault_pages ADD COLUMN owner_id uuid, ADD COLUMN gone_at timestamptz;
      CREATE INDEX vault_pages_of_owner ON vault_pages (owner_id) WHERE owner_id IS NOT NULL;
    `);
    await runner.query(`
      CREATE TABLE page_changes (
        id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        -- The event or practice day. Changes of one that is deleted are nobody's, and harmless.
        owner_id uuid NOT NULL,
        changed_at timestamptz NOT NULL,
        old_read_at timestamptz NOT NULL,
        kind text NOT NULL,
        source_id text NOT NULL,
        sorted_by text NOT NULL,
        title text,
        row_label text,
        driver_name text,
        field text NOT NULL,
        old jsonb,
        new jsonb
      );
      CREATE INDEX page_changes_of_owner ON page_changes (owner_id, id);
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP TABLE page_changes;
      DROP INDEX vault_pages_of_owner;
      ALTER TABLE vault_pages DROP COLUMN gone_at, DROP COLUMN owner_id;
    `);
  }
}

/** In the order in which they landed. */
export const PAGE_VAULT_MIGRATIONS: MigrationClass[] = [
  KeepPages1764200000080,
  KeepImportedPages1764200000302,
];
