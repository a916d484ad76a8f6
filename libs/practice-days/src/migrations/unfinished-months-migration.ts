import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Months that somebody has searched in vain, and that are read again by themselves. */
export class FinishMonths1764200000002 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE unfinished_months (
        track_id uuid NOT NULL REFERENCES tracks (id) ON DELETE CASCADE,
        month integer NOT NULL,
        -- The days that were searched.
        from_date date NOT NULL,
        until_date date NOT NULL,
        -- When somebody last searched it in vain.
        searched_at timestamptz NOT NULL,
        -- Readings since then that did not complete it, and when the next one is due.
        tries integer NOT NULL,
        due_at timestamptz NOT NULL,
        PRIMARY KEY (track_id, month)
      );
      CREATE INDEX unfinished_months_due ON unfinished_months (due_at)
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE unfinished_months');
  }
}
