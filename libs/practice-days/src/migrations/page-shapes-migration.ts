import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What the daily look at a page that is known has found. */
export class CheckPageShapes1764200000090 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE page_shapes (
        page text PRIMARY KEY,
        checked_at timestamptz NOT NULL,
        drifted_since timestamptz,
        slug text,
        message text
      )
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE page_shapes');
  }
}
