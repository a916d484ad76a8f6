import type { MigrationInterface, QueryRunner } from 'typeorm';
import { alterQuickly } from '@trackside/database';

/** As it was when this landed. */
const KEY = `left(lower(regexp_replace(btrim(normalize(NEW.driver_name, NFC)), '\\s+', ' ', 'g')), 200)`;

/**
 * Sessions of drivers whose names are hidden. Nobody finds them by name: keys that are asked for have no
 * capitals, and one driver of two days has two.
 */
export class HideDrivers1764200000261 implements MigrationInterface {
  readonly transaction = false;

  async up(runner: QueryRunner): Promise<void> {
    await alterQuickly(
      runner,
      `ALTER TABLE practice_sessions
         ADD COLUMN IF NOT EXISTS driver_hidden boolean NOT NULL DEFAULT false;
       CREATE OR REPLACE FUNCTION set_driver_key() RETURNS trigger LANGUAGE plpgsql AS $$
       BEGIN
         NEW.driver_key := CASE WHEN NEW.driver_hidden
           THEN 'HIDDEN ' || NEW.day_id || ' ' || NEW.driver_name ELSE ${KEY} END;
         RETURN NEW;
       END $$;
       CREATE OR REPLACE TRIGGER practice_sessions_driver_key
         BEFORE INSERT OR UPDATE OF driver_name, driver_key, driver_hidden, day_id
         ON practice_sessions FOR EACH ROW EXECUTE FUNCTION set_driver_key()`,
    );
  }

  /** Names that are hidden can't come back: only the column goes. */
  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE OR REPLACE FUNCTION set_driver_key() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        NEW.driver_key := ${KEY};
        RETURN NEW;
      END $$;
      CREATE OR REPLACE TRIGGER practice_sessions_driver_key
        BEFORE INSERT OR UPDATE OF driver_name, driver_key ON practice_sessions
        FOR EACH ROW EXECUTE FUNCTION set_driver_key();
      ALTER TABLE practice_sessions DROP COLUMN driver_hidden;
    `);
  }
}
