import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import type { ReadingError } from '@trackside/contracts';
import type {
  ListingJob,
  NewJob,
  NewJobDay,
  StoredJob,
  StoredJobDay,
  WantedDay,
} from './import-jobs.js';

export type * from './import-jobs.js';

interface JobRow {
  id: string;
  track_id: string;
  created_at: Date;
  listed_at: Date | null;
  cancelled_at: Date | null;
  error: ReadingError | null;
}

/** $1 job, $2 days as JSON, $3 now. */
const addDays = (from: string): string => `
  INSERT INTO import_job_days (job_id, day_id, date, day_page_read, state, ended_at)
  SELECT $1, day.id, day.date, coalesce(day.day_page_read, false), coalesce(day.state, 'queued'),
    CASE WHEN day.state NOT IN ('queued', 'running') THEN $3::timestamptz END
  ${from} jsonb_to_recordset($2::jsonb) AS day
    (id uuid, date date, state text, day_page_read boolean)
  ON CONFLICT (job_id, day_id) DO NOTHING`;

/** Of a row of `practice_sessions`: its own page is to be read. */
export const LACKS_LAPS =
  '(removed_at IS NULL AND (laps_read_at IS NULL OR laps_outdated OR laps_error_code IS NOT NULL))';

/** A day's sessions by the state of their laps. */
const SESSIONS_OF_DAY = `
  SELECT count(*)::integer AS total,
    count(*) FILTER (WHERE laps_read_at IS NOT NULL AND NOT laps_outdated
      AND laps_error_code IS NULL)::integer AS read,
    coalesce(jsonb_agg(jsonb_build_object('session_id', id, 'driver_name', driver_name,
      'started_at', to_char(started_at, 'YYYY-MM-DD"T"HH24:MI:SS'), 'code', laps_error_code,
      'message', laps_error_message) ORDER BY position) FILTER (WHERE laps_error_code IS NOT NULL),
      '[]') AS failed
  FROM practice_sessions WHERE day_id = d.day_id AND removed_at IS NULL`;

const ERROR_OF = (table: string): string => `CASE WHEN ${table}.error_code IS NOT NULL THEN
  jsonb_build_object('code', ${table}.error_code, 'message', ${table}.error_message) END AS error`;

/** The database, or one transaction of it. */
type Through = Pick<DataSource, 'query'>;

/** Import jobs and their days; each call is one transaction. */
@Injectable()
export class ImportJobStore {
  constructor(@InjectDataSource() private readonly database: DataSource) {}

  async create(job: NewJob): Promise<void> {
    await this.insert(this.database, job);
  }

  /**
   * The job of one day alone: the newest that has not ended, else this one, which is created then.
   * Processes that ask at the same time are given the same job.
   *
   * @returns its id
   */
  async findOrCreate(job: NewJob & { days: [NewJobDay] }): Promise<string> {
    return this.database.transaction(async (transaction) => {
      // Held to the end: the look of whoever comes second sees what the first one has created.
      await transaction.query(`SELECT pg_advisory_xact_lock(hashtextextended($1, 0))`, [
        `import of ${job.days[0].id}`,
      ]);
      const unfinished = await this.findUnfinished(job.days[0].id, transaction);
      if (unfinished === null) await this.insert(transaction, job);
      return unfinished ?? job.id;
    });
  }

  private async insert(through: Through, job: NewJob): Promise<void> {
    await through.query(
      `WITH job AS (
         INSERT INTO import_jobs (id, track_id, created_at, start_date, end_date, listed_at)
         VALUES ($1, $4, $3, $5, $6, CASE WHEN $5::date IS NULL THEN $3::timestamptz END))
       ${addDays('FROM')}`,
      [
        job.id,
        JSON.stringify(job.days),
        job.createdAt,
        job.trackId,
        job.range?.startDate ?? null,
        job.range?.endDate ?? null,
      ],
    );
  }

  /**
   * Adds days to a job whose days are being listed; those it has are left as they are, and a job
   * that was cancelled meanwhile gets none.
   *
   * @returns the dates of the days that it did not have
   */
  async addDays(jobId: string, days: NewJobDay[], at: Date): Promise<string[]> {
    const added = await this.database.query<{ date: string }[]>(
      `WITH job AS (SELECT id FROM import_jobs WHERE id = $1 AND listed_at IS NULL FOR UPDATE)
       ${addDays('FROM job,')} RETURNING date::text AS date`,
      [jobId, JSON.stringify(days), at],
    );
    return added.map(({ date }) => date);
  }

  /** Every day of the job is known now, or why that could not be found out. */
  async endListing(jobId: string, at: Date, error: ReadingError | null): Promise<void> {
    await this.database.query(
      `UPDATE import_jobs SET listed_at = $2, error_code = $3, error_message = $4
       WHERE id = $1 AND listed_at IS NULL`,
      [jobId, at, error?.code ?? null, error?.message ?? null],
    );
  }

  async find(id: string): Promise<StoredJob | null> {
    const [job] = await this.database.query<JobRow[]>(
      `SELECT j.id, j.track_id, j.created_at, j.listed_at, j.cancelled_at, ${ERROR_OF('j')}
       FROM import_jobs j WHERE j.id = $1`,
      [id],
    );
    if (!job) return null;
    const days = await this.database.query<StoredJobDay[]>(
      `SELECT d.day_id AS "dayId", d.date::text AS date, d.state, d.ended_at AS "endedAt",
         ${ERROR_OF('d')}, p.imported_at IS NOT NULL AS imported,
         s.total AS "sessionsTotal", s.read AS "sessionsRead", s.failed AS "failedSessions"
       FROM import_job_days d LEFT JOIN practice_days p ON p.id = d.day_id
       CROSS JOIN LATERAL (${SESSIONS_OF_DAY}) s
       WHERE d.job_id = $1 ORDER BY d.date DESC`,
      [id],
    );
    return {
      id: job.id,
      trackId: job.track_id,
      createdAt: job.created_at,
      listedAt: job.listed_at,
      cancelledAt: job.cancelled_at,
      error: job.error,
      days,
    };
  }

  /** The newest job of this one day alone that has not ended. */
  private async findUnfinished(dayId: string, through: Through): Promise<string | null> {
    const rows = await through.query<{ id: string }[]>(
      `SELECT j.id FROM import_job_days d JOIN import_jobs j ON j.id = d.job_id
       WHERE d.day_id = $1 AND d.state IN ('queued', 'running') AND j.start_date IS NULL
         AND NOT EXISTS (SELECT FROM import_job_days other
           WHERE other.job_id = j.id AND other.day_id <> d.day_id)
       ORDER BY j.created_at DESC LIMIT 1`,
      [dayId],
    );
    return rows[0]?.id ?? null;
  }

  /** Jobs of the track that have not ended, oldest first. */
  async findOpen(trackId: string): Promise<string[]> {
    const rows = await this.database.query<{ id: string }[]>(
      `SELECT id FROM import_jobs j WHERE track_id = $1 AND (listed_at IS NULL OR EXISTS (
         SELECT FROM import_job_days WHERE job_id = j.id AND state IN ('queued', 'running')))
       ORDER BY created_at`,
      [trackId],
    );
    return rows.map(({ id }) => id);
  }

  /**
   * Cancels what has not ended of a job.
   *
   * @returns whether there is such a job
   */
  async cancel(id: string, at: Date): Promise<boolean> {
    return this.database.transaction(async (transaction) => {
      // First, so that days which are being added are seen and cancelled too.
      const jobs = await transaction.query<unknown[]>(
        'SELECT FROM import_jobs WHERE id = $1 FOR UPDATE',
        [id],
      );
      await transaction.query(
        `WITH days AS (
           UPDATE import_job_days SET state = 'cancelled', ended_at = $2
           WHERE job_id = $1 AND state IN ('queued', 'running') RETURNING day_id)
         UPDATE import_jobs SET cancelled_at = $2, listed_at = coalesce(listed_at, $2)
         WHERE id = $1 AND cancelled_at IS NULL
           AND (listed_at IS NULL OR EXISTS (SELECT FROM days))`,
        [id, at],
      );
      return jobs.length > 0;
    });
  }

  /**
   * Work on the day begins.
   *
   * @returns null when no job waits for it
   */
  async beginDay(dayId: string): Promise<{ needsDayPage: boolean } | null> {
    const [row] = await this.database.query<{ jobs: number; needsDayPage: boolean }[]>(
      `WITH begun AS (
         UPDATE import_job_days SET state = 'running', error_code = NULL, error_message = NULL
         WHERE day_id = $1 AND state IN ('queued', 'running') RETURNING day_page_read)
       SELECT count(*)::integer AS jobs, NOT bool_and(day_page_read) AS "needsDayPage" FROM begun`,
      [dayId],
    );
    return row && row.jobs > 0 ? { needsDayPage: row.needsDayPage } : null;
  }

  /** Whether a job waits for the day that has neither ended nor been cancelled. */
  async isWanted(dayId: string): Promise<boolean> {
    const rows = await this.database.query<unknown[]>(
      `SELECT FROM import_job_days WHERE day_id = $1 AND state IN ('queued', 'running') LIMIT 1`,
      [dayId],
    );
    return rows.length > 0;
  }

  /** The day and its sessions are stored for every job for which the day was begun. */
  async noteDayPage(dayId: string): Promise<void> {
    await this.database.query(
      `UPDATE import_job_days SET day_page_read = true WHERE day_id = $1 AND state = 'running'`,
      [dayId],
    );
  }

  /**
   * The day's work has ended for every job for which it was begun; with an error it failed. Jobs that
   * came since wait on. Without an error nothing ends while sessions lack laps: more of them may have
   * been found meanwhile.
   */
  async endDay(dayId: string, at: Date, error: ReadingError | null): Promise<void> {
    await this.database.query(
      `UPDATE import_job_days SET state = $2, ended_at = $3, error_code = $4, error_message = $5
       WHERE day_id = $1 AND state = 'running' AND ($4::text IS NOT NULL OR NOT EXISTS (
         SELECT FROM practice_sessions WHERE day_id = $1 AND ${LACKS_LAPS}))`,
      [dayId, error ? 'failed' : 'completed', at, error?.code ?? null, error?.message ?? null],
    );
  }

  /** Why the last attempt at a day failed, while another one follows. */
  async noteFailure(dayId: string, error: ReadingError): Promise<void> {
    await this.database.query(
      `UPDATE import_job_days SET error_code = $2, error_message = $3
       WHERE day_id = $1 AND state = 'running'`,
      [dayId, error.code, error.message],
    );
  }

  /** Everything that somebody still waits for, oldest job first. */
  async findWanted(): Promise<WantedDay[]> {
    return this.database.query<WantedDay[]>(
      `SELECT j.track_id AS "trackId", d.date::text AS date
       FROM import_job_days d JOIN import_jobs j ON j.id = d.job_id
       WHERE d.state IN ('queued', 'running')
       GROUP BY j.track_id, d.date ORDER BY min(j.created_at), d.date DESC`,
    );
  }

  /** Jobs whose days are still to be listed, oldest first; of them only this one, if it is given. */
  async findListing(jobId: string | null = null): Promise<ListingJob[]> {
    return this.database.query<ListingJob[]>(
      `SELECT id, track_id AS "trackId", start_date::text AS "startDate", end_date::text AS "endDate"
       FROM import_jobs WHERE listed_at IS NULL AND ($1::uuid IS NULL OR id = $1)
       ORDER BY created_at`,
      [jobId],
    );
  }
}
