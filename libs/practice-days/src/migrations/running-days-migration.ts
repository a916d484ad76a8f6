import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Tracks of which somebody follows a running day: who looks at LiveRC, and what was seen when. */
export class FollowRunningDays1764200000001 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE running_days (
        track_id uuid PRIMARY KEY REFERENCES tracks (id),
        -- The day that was followed last; null while none was listed.
        date date,
        -- The look under way, and when it counts as given up; null between looks.
        owner uuid,
        expires_at timestamptz,
        -- Looks that ended, when the last one did, and why it failed where it did.
        looks bigint NOT NULL,
        looked_at timestamptz,
        failure_code text,
        failure_message text,
        -- When a session of the day last came or grew.
        news_at timestamptz,
        -- Grows with each change of a session that followers are told; by session in the notes.
        revision bigint NOT NULL,
        notes jsonb NOT NULL
      )
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE running_days');
  }
}
