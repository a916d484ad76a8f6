import { randomUUID } from 'node:crypto';
import { performance } from 'node:perf_hooks';
import type { Logger } from 'typeorm';
import { isDiskFull } from './database-trouble.js';

/** So long a failure stands without being looked into. */
const BELIEVED_MS = 10_000;
/** The database had no room to write. */
export class DatabaseFullError extends Error {
  readonly code = 'SERVICE_UNAVAILABLE';
  readonly retryAfterSeconds = 30;

  constructor() {
    super('the database has no room to write: make room on its disk; nothing stored is lost');
    this.name = 'DatabaseFullError';
  }
}

/**
 * Whether the database has room to write, as far as its own answers tell: a query that asks nothing
 * of the disk succeeds on a full one. Hears of every query that failed, as TypeORM's logger.
 */
export class DatabaseRoom implements Logger {
  private fullAt: number | null = null;

  /** @param now monotonic milliseconds */
  constructor(private readonly now: () => number = () => performance.now()) {}

  logQueryError(error: string | Error): void {
    if (isDiskFull(error)) this.fullAt = this.now();
  }

  /**
   * Passes unless a write failed for want of room. One that failed a while ago is followed by a try,
   * so that room which was made is noticed though nobody else writes.
   *
   * @param query runs a statement of its own
   * @throws DatabaseFullError; what `query` throws for other reasons
   */
  async check(query: (sql: string) => Promise<unknown>): Promise<void> {
    if (this.fullAt === null) return;
    if (this.now() - this.fullAt < BELIEVED_MS) throw new DatabaseFullError();
    const noticed = this.fullAt;
    try {
      await query(writeSomething());
    } catch (error) {
      throw this.fullAt === noticed ? error : new DatabaseFullError();
    }
    if (this.fullAt === noticed) this.fullAt = null;
  }

  logQuery(): void {}
  logQuerySlow(): void {}
  logSchemaBuild(): void {}
  logMigration(): void {}
  log(): void {}
}

/**
 * Writes a megabyte into new files and into the log, and takes it back, as one transaction: a full
 * disk lets small writes pass.
 */
function writeSomething(): string {
  const table = `trackside_room_${randomUUID().replaceAll('-', '')}`;
  return `
    CREATE TABLE ${table} AS
    SELECT repeat(md5(number::text), 32) AS filler FROM generate_series(1, 1000) AS number;
    DROP TABLE ${table}`;
}
