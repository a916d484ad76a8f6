import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Who else used a transponder, without reading every session of the track. */
export class IndexTransponders1763900000007 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE INDEX practice_sessions_of_transponder ON practice_sessions (transponder, day_id)
        WHERE transponder IS NOT NULL
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP INDEX practice_sessions_of_transponder');
  }
}
