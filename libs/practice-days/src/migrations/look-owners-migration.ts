import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Which process looks at a running day, as PostgreSQL numbers its connection for messages. */
export class KnowWhoLooks1764200000100 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE running_days ADD COLUMN IF NOT EXISTS backend integer');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE running_days DROP COLUMN backend');
  }
}
