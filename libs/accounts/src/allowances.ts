import { Inject, Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import { Clock } from '@trackside/calendar';
import { runSql } from '@trackside/database';
import {
  ACCOUNTS_OPTIONS,
  type AccountsOptions,
  type Allowance,
  type AllowanceKind,
} from './options.js';

/** What is left of an allowance. */
export interface AllowanceLeft extends Allowance {
  kind: AllowanceKind;
  remaining: number;
  /** Until it begins anew; at least 1. */
  resetSeconds: number;
}

/** Somebody has had all there was for now. */
export class AllowanceSpentError extends Error {
  readonly code = 'RATE_LIMITED';
  override readonly name = 'AllowanceSpentError';

  constructor(
    readonly left: AllowanceLeft,
    asked: number,
  ) {
    super(wordsOf(left, asked));
  }

  get retryAfterSeconds(): number {
    return this.left.resetSeconds;
  }
}

const WORDS: Record<AllowanceKind, string> = {
  requests: 'requests',
  cold_months: 'months that LiveRC has to be asked for',
  imports: 'imported days and events',
  sign_ins: 'attempts to sign in',
  privacy_requests: 'requests to hide a name',
};
/** Rows of stretches that are over: a few go whenever somebody begins a new one. */
const FORGOTTEN_AT_ONCE = 20;

/** Counts where it fits in, and tells what there is either way: one statement, one round trip. */
const TAKE = `
  WITH gone AS (
    DELETE FROM allowances WHERE (who, kind) IN (
      SELECT who, kind FROM allowances WHERE ends_at < :now AND who <> :who
      LIMIT ${FORGOTTEN_AT_ONCE} FOR UPDATE SKIP LOCKED)
  ), taken AS (
    INSERT INTO allowances AS a (who, kind, used, ends_at)
    VALUES (:who, :kind, :count, :endsAt)
    ON CONFLICT (who, kind) DO UPDATE SET
      used = CASE WHEN a.ends_at <= :now THEN excluded.used ELSE a.used + excluded.used END,
      ends_at = CASE WHEN a.ends_at <= :now THEN excluded.ends_at ELSE a.ends_at END
    WHERE a.ends_at <= :now OR a.used + excluded.used <= :most
    RETURNING used, ends_at
  )
  SELECT used, ends_at AS "endsAt", true AS granted FROM taken
  UNION ALL
  SELECT used, ends_at, false FROM allowances
  WHERE who = :who AND kind = :kind AND NOT EXISTS (SELECT FROM taken)`;

/** What each may have of the server and of LiveRC, counted in the database: all processes share it. */
@Injectable()
export class Allowances {
  constructor(
    @InjectDataSource() private readonly database: DataSource,
    private readonly clock: Clock,
    @Inject(ACCOUNTS_OPTIONS) private readonly options: AccountsOptions,
  ) {}

  /**
   * Takes so much of somebody's allowance, all or nothing.
   *
   * @param who a user's id, or what else is counted by
   * @throws AllowanceSpentError when that much isn't left
   */
  async take(kind: AllowanceKind, who: string, count = 1): Promise<AllowanceLeft> {
    const { most, seconds } = this.options.allowances[kind];
    const now = this.clock.now();
    const endsAt = new Date(now.getTime() + seconds * 1000);
    const whole = { kind, most, seconds, remaining: most, resetSeconds: seconds };
    if (count > most) throw new AllowanceSpentError(whole, count);
    const [row] = await runSql<{ used: number; endsAt: Date; granted: boolean }[]>(
      this.database,
      TAKE,
      { who, kind, count, most, now, endsAt },
    );
    // Whoever was refused finds no row when it has gone meanwhile.
    const { used, endsAt: ends, granted } = row ?? { used: most, endsAt, granted: false };
    const resetSeconds = Math.max(1, Math.ceil((ends.getTime() - now.getTime()) / 1000));
    const left = { ...whole, remaining: Math.max(0, most - used), resetSeconds };
    if (!granted) throw new AllowanceSpentError(left, count);
    return left;
  }
}

function wordsOf({ kind, most, seconds, remaining, resetSeconds }: AllowanceLeft, asked: number) {
  const within = seconds === 3_600 ? 'an hour' : seconds === 60 ? 'a minute' : `${seconds} s`;
  const there = `${most} ${WORDS[kind]} ${within} are allowed`;
  if (asked > most) return `${there}, and this asks for ${asked}: ask for less at once`;
  const left = remaining === 0 ? 'none is left' : `${remaining} are left, and this takes ${asked}`;
  return `${there}, ${left}: try again in ${resetSeconds} s`;
}
