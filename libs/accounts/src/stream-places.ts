import { randomUUID } from 'node:crypto';
import { Inject, Injectable, Logger } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import { Clock } from '@trackside/calendar';
import { runSql } from '@trackside/database';
import { ACCOUNTS_OPTIONS, type AccountsOptions } from './options.js';

/** A place that nobody has said to be taken for so long is free. */
const KEPT_MS = 60_000;
export const SAID_AGAIN_MS = 20_000;

/** Somebody has as many streams open as one may, or the process has. */
export class TooManyStreamsError extends Error {
  readonly code = 'RATE_LIMITED';
  override readonly name = 'TooManyStreamsError';
  readonly retryAfterSeconds = 10;
}

const TAKE = `
  WITH gone AS (DELETE FROM open_streams WHERE expires_at < :now)
  INSERT INTO open_streams (id, user_id, expires_at)
  SELECT :id, :userId, :expiresAt
  WHERE (SELECT count(*) FROM open_streams WHERE user_id = :userId AND expires_at >= :now) < :most
  RETURNING id`;

const SAY_AGAIN = `
  INSERT INTO open_streams (id, user_id, expires_at)
  SELECT id, user_id, :expiresAt
  FROM jsonb_to_recordset(:places::jsonb) AS place (id uuid, user_id text)
  ON CONFLICT (id) DO UPDATE SET expires_at = excluded.expires_at`;

/** How many streams each user has open, at all processes together. */
@Injectable()
export class StreamPlaces {
  private readonly logger = new Logger(StreamPlaces.name);
  /** User ids by the ids of their places at this process. */
  private readonly taken = new Map<string, string>();

  constructor(
    @InjectDataSource() private readonly database: DataSource,
    private readonly clock: Clock,
    @Inject(ACCOUNTS_OPTIONS) private readonly options: AccountsOptions,
  ) {}

  /**
   * @returns gives the place back
   * @throws TooManyStreamsError
   */
  async take(userId: string): Promise<() => void> {
    const { ofUser, ofProcess } = this.options.streams;
    if (this.taken.size >= ofProcess) {
      throw new TooManyStreamsError('this server has all the streams open that it may: try again');
    }
    const id = randomUUID();
    this.taken.set(id, userId);
    try {
      if (await this.insert(id, userId, ofUser)) return () => this.giveBack(id);
    } catch (error) {
      this.taken.delete(id);
      throw error;
    }
    this.taken.delete(id);
    throw new TooManyStreamsError(
      `you have ${ofUser} streams open, as many as one may: close one of them, or follow several ` +
        'things in one',
    );
  }

  /** Says that all places taken here still are. */
  async sayAgain(): Promise<void> {
    if (this.taken.size === 0) return;
    const expiresAt = new Date(this.clock.now().getTime() + KEPT_MS);
    const places = JSON.stringify(Array.from(this.taken, ([id, user_id]) => ({ id, user_id })));
    await runSql(this.database, SAY_AGAIN, { places, expiresAt });
  }

  /** Who comes with many at once waits for each: together they would pass the limit. */
  private insert(id: string, userId: string, most: number): Promise<boolean> {
    return this.database.transaction(async (transaction) => {
      const now = this.clock.now();
      const expiresAt = new Date(now.getTime() + KEPT_MS);
      await runSql(transaction, 'SELECT pg_advisory_xact_lock(hashtext(:lock))', {
        lock: `streams of ${userId}`,
      });
      const rows = await runSql<unknown[]>(transaction, TAKE, {
        ...{ id, userId, most, now, expiresAt },
      });
      return rows.length > 0;
    });
  }

  private giveBack(id: string): void {
    if (!this.taken.delete(id)) return;
    runSql(this.database, 'DELETE FROM open_streams WHERE id = :id', { id }).catch(
      // It is free in a minute by itself.
      (error: unknown) => this.logger.debug(error),
    );
  }
}
