import type { MigrationInterface, QueryRunner } from 'typeorm';
import { alterQuickly } from '@trackside/database';

/** An import of an event has ended: whoever asked for it is told, and perhaps its results are final. */
export class NoteRaceNews1764200000301 implements MigrationInterface {
  readonly transaction = false;

  async up(runner: QueryRunner): Promise<void> {
    for (const trigger of TRIGGERS) await alterQuickly(runner, trigger);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP TRIGGER event_jobs_note_ended ON event_jobs;
      DROP TRIGGER event_jobs_note_final ON event_jobs;
    `);
  }
}

const TRIGGERS = [
  `CREATE OR REPLACE TRIGGER event_jobs_note_ended AFTER UPDATE OF ended_at ON event_jobs
     FOR EACH ROW WHEN (NEW.ended_at IS NOT NULL)
     EXECUTE FUNCTION note_webhook_news('import.finished', 'id')`,
  // Whether they are final is looked at when the news is taken.
  `CREATE OR REPLACE TRIGGER event_jobs_note_final AFTER UPDATE OF ended_at ON event_jobs
     FOR EACH ROW WHEN (NEW.state = 'completed')
     EXECUTE FUNCTION note_webhook_news('event.results_final', 'event_id')`,
];
