import type { MigrationInterface, QueryRunner } from 'typeorm';
import type { MigrationClass } from '@trackside/database';

/** The switch: no row means that it was never turned, and is on. */
export class AddLivercSwitch1764200000020 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE liverc_switch (
        id boolean PRIMARY KEY DEFAULT true CHECK (id),
        enabled boolean NOT NULL,
        switched_at timestamptz NOT NULL,
        switched_by text NOT NULL
      )`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE liverc_switch');
  }
}

/** In the order in which they landed. */
export const LIVERC_PERMISSION_MIGRATIONS: MigrationClass[] = [AddLivercSwitch1764200000020];
