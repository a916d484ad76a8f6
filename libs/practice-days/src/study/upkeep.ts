import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import type { FailedImport, FavouriteFreshness } from '@trackside/contracts';
import { runSql } from '@trackside/database';

const MOST_FAVOURITES = 100;
const MOST_FAILURES = 10;

const UTC = `'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'`;

const FAVOURITES = `
  SELECT t.id AS track_id, t.name AS track_name, (
    SELECT to_char(max(m.fetched_at) AT TIME ZONE 'UTC', ${UTC}) FROM practice_months m
    WHERE m.track_id = t.id) AS refreshed_at
  FROM favourites f JOIN tracks t ON t.id = f.track_id
  WHERE f.user_id = :userId ORDER BY t.search_name LIMIT :most`;

const FAILURES = `
  SELECT d.job_id, j.track_id, t.name AS track_name, d.date::text AS date,
    to_char(d.ended_at AT TIME ZONE 'UTC', ${UTC}) AS failed_at,
    d.error_code AS code, d.error_message AS message
  FROM import_job_days d JOIN import_jobs j ON j.id = d.job_id JOIN tracks t ON t.id = j.track_id
  WHERE d.state = 'failed' AND d.ended_at > now() - interval '7 days'
  ORDER BY d.ended_at DESC, d.date DESC LIMIT :most`;

const MONTHS = `
  SELECT (SELECT count(*) FROM practice_months)::integer AS known,
    (SELECT count(DISTINCT (track_id, month)) FROM practice_days
      WHERE needs_reading AND removed_at IS NULL)::integer AS partial,
    (SELECT count(*) FROM unfinished_months)::integer AS awaited`;

/** Months in the database. */
export interface MonthCounts {
  complete: number;
  /** Days of them are to be read. */
  partial: number;
  /** Searched in vain, and to be completed by themselves. */
  awaited: number;
}

/** How fresh things are, and what went wrong, for people who want to trust them. */
@Injectable()
export class Upkeep {
  constructor(@InjectDataSource() private readonly database: DataSource) {}

  /** The user's favourite tracks by name, at most a hundred, with their newest reading. */
  findFavourites(userId: string): Promise<FavouriteFreshness[]> {
    return runSql(this.database, FAVOURITES, { userId, most: MOST_FAVOURITES });
  }

  /** Reads whole tables. */
  async countMonths(): Promise<MonthCounts> {
    const [found] = await runSql<{ known: number; partial: number; awaited: number }[]>(
      this.database,
      MONTHS,
      {},
    );
    const { known, partial, awaited } = found!;
    return { complete: Math.max(0, known - partial), partial, awaited };
  }

  /** The newest ten days whose import failed within a week, the newest first. */
  findFailures(): Promise<FailedImport[]> {
    return runSql(this.database, FAILURES, { most: MOST_FAILURES });
  }
}
