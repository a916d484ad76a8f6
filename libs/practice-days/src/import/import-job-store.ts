import { Injectable } from '@nestjs/common';
import { InjectDataSource, InjectRepository } from '@nestjs/typeorm';
import { DataSource, In, IsNull, Repository } from 'typeorm';
import type { JobState, ReadingError } from '@trackside/contracts';
import { runSql, type Through } from '@trackside/database';
import { ImportJobEntity } from './import-job.entity.js';
import { ImportJobDayEntity } from './import-job-day.entity.js';
import type {
  ListingJob,
  NewJob,
  NewJobDay,
  StoredJob,
  StoredJobDay,
  WantedDay,
} from './import-jobs.js';

export type * from './import-jobs.js';

/** States of a day for which somebody still waits. */
const WAITING: JobState[] = ['queued', 'running'];

const addDays = (from: string): string => `
  INSERT INTO import_job_days (job_id, day_id, date, day_page_read, state, ended_at)
  SELECT :jobId, day.id, day.date, coalesce(day.day_page_read, false), coalesce(day.state, 'queued'),
    CASE WHEN day.state NOT IN ('queued', 'running') THEN :at::timestamptz END
  ${from} jsonb_to_recordset(:days::jsonb) AS day
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

const ERROR_OF_DAY = `CASE WHEN d.error_code IS NOT NULL THEN
  jsonb_build_object('code', d.error_code, 'message', d.error_message) END AS error`;

const CREATE_JOB = `
  WITH job AS (
    INSERT INTO import_jobs (id, track_id, created_at, start_date, end_date, listed_at)
    VALUES (:jobId, :trackId, :at, :startDate, :endDate,
      CASE WHEN :startDate::date IS NULL THEN :at::timestamptz END))
  ${addDays('FROM')}`;

const ADD_DAYS = `
  WITH job AS (SELECT id FROM import_jobs WHERE id = :jobId AND listed_at IS NULL FOR UPDATE)
  ${addDays('FROM job,')} RETURNING date::text AS date`;

const DAYS_OF_JOB = `
  SELECT d.day_id AS "dayId", d.date::text AS date, d.state, d.ended_at AS "endedAt",
    ${ERROR_OF_DAY}, p.imported_at IS NOT NULL AS imported,
    s.total AS "sessionsTotal", s.read AS "sessionsRead", s.failed AS "failedSessions"
  FROM import_job_days d LEFT JOIN practice_days p ON p.id = d.day_id
  CROSS JOIN LATERAL (${SESSIONS_OF_DAY}) s
  WHERE d.job_id = :jobId ORDER BY d.date DESC`;

const LOCK = 'SELECT pg_advisory_xact_lock(hashtextextended(:key, 0))';

/** The newest job of this one day alone that has not ended. */
const UNFINISHED_JOB = `
  SELECT j.id FROM import_job_days d JOIN import_jobs j ON j.id = d.job_id
  WHERE d.day_id = :dayId AND d.state IN ('queued', 'running') AND j.start_date IS NULL
    AND NOT EXISTS (SELECT FROM import_job_days other
      WHERE other.job_id = j.id AND other.day_id <> d.day_id)
  ORDER BY j.created_at DESC LIMIT 1`;

const OPEN_JOBS = `
  SELECT id FROM import_jobs j WHERE track_id = :trackId AND (listed_at IS NULL OR EXISTS (
    SELECT FROM import_job_days WHERE job_id = j.id AND state IN ('queued', 'running')))
  ORDER BY created_at`;

const CANCEL = `
  WITH days AS (
    UPDATE import_job_days SET state = 'cancelled', ended_at = :at
    WHERE job_id = :jobId AND state IN ('queued', 'running') RETURNING day_id)
  UPDATE import_jobs SET cancelled_at = :at, listed_at = coalesce(listed_at, :at)
  WHERE id = :jobId AND cancelled_at IS NULL
    AND (listed_at IS NULL OR EXISTS (SELECT FROM days))`;

const BEGIN_DAY = `
  WITH begun AS (
    UPDATE import_job_days SET state = 'running', error_code = NULL, error_message = NULL
    WHERE day_id = :dayId AND state IN ('queued', 'running') RETURNING day_page_read)
  SELECT count(*)::integer AS jobs, NOT bool_and(day_page_read) AS "needsDayPage" FROM begun`;

const END_DAY = `
  UPDATE import_job_days SET state = :state, ended_at = :at, error_code = :code,
    error_message = :message
  WHERE day_id = :dayId AND state = 'running' AND (:code::text IS NOT NULL OR NOT EXISTS (
    SELECT FROM practice_sessions WHERE day_id = :dayId AND ${LACKS_LAPS}))`;

const WANTED_DAYS = `
  SELECT j.track_id AS "trackId", d.date::text AS date
  FROM import_job_days d JOIN import_jobs j ON j.id = d.job_id
  WHERE d.state IN ('queued', 'running')
  GROUP BY j.track_id, d.date ORDER BY min(j.created_at), d.date DESC`;

/** Import jobs and their days; each call is one transaction. */
@Injectable()
export class ImportJobStore {
  constructor(
    @InjectRepository(ImportJobEntity) private readonly jobs: Repository<ImportJobEntity>,
    @InjectRepository(ImportJobDayEntity) private readonly days: Repository<ImportJobDayEntity>,
    @InjectDataSource() private readonly database: DataSource,
  ) {}

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
      await runSql(transaction, LOCK, { key: `import of ${job.days[0].id}` });
      const unfinished = await this.findUnfinished(job.days[0].id, transaction);
      if (unfinished === null) await this.insert(transaction, job);
      return unfinished ?? job.id;
    });
  }

  private async insert(through: Through, job: NewJob): Promise<void> {
    await runSql(through, CREATE_JOB, {
      jobId: job.id,
      trackId: job.trackId,
      days: JSON.stringify(job.days),
      at: job.createdAt,
      startDate: job.range?.startDate ?? null,
      endDate: job.range?.endDate ?? null,
    });
  }

  /**
   * Adds days to a job whose days are being listed; those it has are left as they are, and a job
   * that was cancelled meanwhile gets none.
   *
   * @returns the dates of the days that it did not have
   */
  async addDays(jobId: string, days: NewJobDay[], at: Date): Promise<string[]> {
    const added = await runSql<{ date: string }[]>(this.database, ADD_DAYS, {
      jobId,
      days: JSON.stringify(days),
      at,
    });
    return added.map(({ date }) => date);
  }

  /** Every day of the job is known now, or why that could not be found out. */
  async endListing(jobId: string, at: Date, error: ReadingError | null): Promise<void> {
    const listing = { id: jobId, listedAt: IsNull() };
    await this.jobs.update(listing, { listedAt: at, ...errorColumns(error) });
  }

  async find(id: string): Promise<StoredJob | null> {
    const job = await this.jobs.findOneBy({ id });
    if (!job) return null;
    const days = await runSql<StoredJobDay[]>(this.database, DAYS_OF_JOB, { jobId: id });
    const { trackId, createdAt, listedAt, cancelledAt } = job;
    return { id, trackId, createdAt, listedAt, cancelledAt, error: errorOf(job), days };
  }

  private async findUnfinished(dayId: string, through: Through): Promise<string | null> {
    const rows = await runSql<{ id: string }[]>(through, UNFINISHED_JOB, { dayId });
    return rows[0]?.id ?? null;
  }

  /** Jobs of the track that have not ended, oldest first. */
  async findOpen(trackId: string): Promise<string[]> {
    const rows = await runSql<{ id: string }[]>(this.database, OPEN_JOBS, { trackId });
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
      const job = await transaction
        .getRepository(ImportJobEntity)
        .findOne({ where: { id }, lock: { mode: 'pessimistic_write' } });
      await runSql(transaction, CANCEL, { jobId: id, at });
      return job !== null;
    });
  }

  /**
   * Work on the day begins.
   *
   * @returns null when no job waits for it
   */
  async beginDay(dayId: string): Promise<{ needsDayPage: boolean } | null> {
    const [row] = await runSql<{ jobs: number; needsDayPage: boolean }[]>(
      this.database,
      BEGIN_DAY,
      { dayId },
    );
    return row && row.jobs > 0 ? { needsDayPage: row.needsDayPage } : null;
  }

  /** Whether a job waits for the day that has neither ended nor been cancelled. */
  async isWanted(dayId: string): Promise<boolean> {
    return this.days.existsBy({ dayId, state: In(WAITING) });
  }

  /** The day and its sessions are stored for every job for which the day was begun. */
  async noteDayPage(dayId: string): Promise<void> {
    await this.days.update({ dayId, state: 'running' }, { dayPageRead: true });
  }

  /**
   * The day's work has ended for every job for which it was begun; with an error it failed. Jobs that
   * came since wait on. Without an error nothing ends while sessions lack laps: more of them may have
   * been found meanwhile.
   */
  async endDay(dayId: string, at: Date, error: ReadingError | null): Promise<void> {
    const state: JobState = error ? 'failed' : 'completed';
    const { errorCode: code, errorMessage: message } = errorColumns(error);
    await runSql(this.database, END_DAY, { dayId, state, at, code, message });
  }

  /** Why the last attempt at a day failed, while another one follows. */
  async noteFailure(dayId: string, error: ReadingError): Promise<void> {
    await this.days.update({ dayId, state: 'running' }, errorColumns(error));
  }

  /** Everything that somebody still waits for, oldest job first. */
  async findWanted(): Promise<WantedDay[]> {
    return runSql<WantedDay[]>(this.database, WANTED_DAYS, {});
  }

  /** Jobs whose days are still to be listed, oldest first; of them only this one, if it is given. */
  async findListing(jobId: string | null = null): Promise<ListingJob[]> {
    const jobs = await this.jobs.find({
      where: { listedAt: IsNull(), ...(jobId !== null && { id: jobId }) },
      order: { createdAt: 'ASC' },
    });
    // A job of given days is listed from its beginning.
    return jobs.map(({ id, trackId, startDate, endDate }) => {
      return { id, trackId, startDate: startDate!, endDate: endDate! };
    });
  }
}

type ErrorColumns = Pick<ImportJobEntity, 'errorCode' | 'errorMessage'>;

function errorColumns(error: ReadingError | null): ErrorColumns {
  return { errorCode: error?.code ?? null, errorMessage: error?.message ?? null };
}

function errorOf({ errorCode, errorMessage }: ErrorColumns): ReadingError | null {
  return errorCode === null ? null : { code: errorCode, message: errorMessage ?? '' };
}
