import type { MigrationInterface, QueryRunner } from 'typeorm';
import { driverKeyOf } from './driver-key.js';

/** Keys of drivers that an index can hold, however long a name is. */
export class ShortenDriverKeys1763900000008 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    // What a generated column is made of can't be changed before PostgreSQL 17.
    await runner.query(`
      ALTER TABLE practice_sessions DROP COLUMN driver_key;
      ALTER TABLE practice_sessions
        ADD COLUMN driver_key text NOT NULL GENERATED ALWAYS AS (${driverKeyOf('driver_name')}) STORED;
      CREATE INDEX practice_sessions_of_driver ON practice_sessions (driver_key, day_id);
    `);
  }

  /** The column stays: the migration that made it takes it away. */
  async down(): Promise<void> {}
}
