import { Client } from 'pg';

/** Tables in whose midst a statement can be cut: where it writes, it is held up and then cut. */
export const CUT_AT = ['practice_days', 'practice_sessions', 'practice_months', 'practice_laps'];

const LOOKS = 400;
const LOOK_MS = 2;

/** Cuts database connections in the midst of a statement that writes. */
export class ConnectionCutter {
  private readonly holder: Client;
  private readonly killer: Client;

  constructor(databaseUrl: string) {
    this.holder = new Client({ connectionString: databaseUrl });
    this.killer = new Client({ connectionString: databaseUrl });
  }

  async open(): Promise<void> {
    await this.holder.connect();
    await this.killer.connect();
  }

  async close(): Promise<void> {
    await this.holder.end();
    await this.killer.end();
  }

  /**
   * Does the work; the first statements that write to the table are cut in their midst.
   *
   * @returns whether any was
   */
  async during(table: string, work: () => Promise<void>): Promise<boolean> {
    await this.holder.query(`BEGIN; LOCK TABLE ${table} IN SHARE MODE`);
    let over = false;
    const working = work().finally(() => (over = true));
    let cut = 0;
    for (let look = 0; look < LOOKS && !over && cut === 0; look += 1) {
      const { rowCount } = await this.killer.query(
        `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
         WHERE datname = current_database() AND application_name = 'trackside'
           AND wait_event_type = 'Lock'`,
      );
      cut = rowCount ?? 0;
      if (cut === 0) await new Promise((resolve) => setTimeout(resolve, LOOK_MS));
    }
    await this.holder.query('ROLLBACK');
    await working;
    return cut > 0;
  }
}
