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

/** One row an origin: a few in a path's, one a track in a host's form of `LIVERC_BASE_URL`. */
export class AddLivercRobots1764200000050 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE liverc_robots (
        origin text PRIMARY KEY,
        text text,
        answered_at timestamptz,
        failures integer NOT NULL DEFAULT 0,
        due_at timestamptz NOT NULL,
        asked_until timestamptz
      )`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE liverc_robots');
  }
}

/** In the order in which they landed. */
export const LIVERC_PERMISSION_MIGRATIONS: MigrationClass[] = [
  AddLivercSwitch1764200000020,
  AddLivercRobots1764200000050,
];
