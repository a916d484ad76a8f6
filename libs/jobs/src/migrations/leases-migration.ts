import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Which process works on which unit, so that no other one does the same. */
export class LeaseUnits1764200000060 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE leases (
        unit text PRIMARY KEY,
        -- This one piece of work, and the process that does it.
        holder uuid NOT NULL,
        process uuid NOT NULL,
        -- The process's connection for messages, which ends when the process does; null where it has none.
        backend integer,
        -- Whether a person waits for the work; one that nobody waits for makes way.
        urgent boolean NOT NULL,
        expires_at timestamptz NOT NULL
      )
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE leases');
  }
}
