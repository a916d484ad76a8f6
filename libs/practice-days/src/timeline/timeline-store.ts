import { Injectable } from '@nestjs/common';
import { InjectDataSource, InjectRepository } from '@nestjs/typeorm';
import { DataSource, IsNull, Repository } from 'typeorm';
import { monthKey, type MonthKey } from '@trackside/calendar';
import type { ListingRecord } from '@trackside/contracts';
import { type ChannelName, runSql, tell } from '@trackside/database';
import { isMonthEnd, type MonthEnd, toMonthState } from '../discovery/discovery-records.js';
import { DiscoveryJobEntity } from './discovery-job.entity.js';
import type {
  DiscoveryJobRow,
  JobWithMonths,
  StoryPart,
  StoryRecord,
  TimelineWish,
} from './discovery-jobs.js';

/** Messages about stories: the id of a job that has told something. */
export const TIMELINES: ChannelName = 'trackside_timelines';

const JOIN = `
  INSERT INTO discovery_jobs (id, track_id, start_date, end_date, refresh, skip_covered, created_at,
    cancelled, told)
  VALUES (:jobId, :trackId, :startDate, :endDate, :refresh, :skipCovered, :at, false, 0)
  ON CONFLICT (track_id, start_date, end_date, refresh, skip_covered) WHERE ended_at IS NULL
  DO UPDATE SET told = discovery_jobs.told
  RETURNING id`;

const JOB_COLUMNS = `
  j.id, j.track_id AS "trackId", j.start_date AS "startDate", j.end_date AS "endDate", j.refresh,
  j.skip_covered AS "skipCovered", j.created_at AS "createdAt", j.begun_at AS "begunAt",
  j.ended_at AS "endedAt", j.cancelled`;

/** What ended too long ago is not known any more, whether it is deleted yet or not. */
const IS_KEPT = '(j.ended_at IS NULL OR j.ended_at >= :endedSince)';

const BEGIN_WORK = `
  UPDATE discovery_jobs j SET begun_at = coalesce(begun_at, :at)
  WHERE id = :jobId AND ended_at IS NULL RETURNING ${JOB_COLUMNS}`;

/**
 * Each record gets the next place among those of the job, whose row is locked meanwhile: places are
 * seen in their order. A month ends once, and a job that has ended tells nothing more.
 */
const TELL = `
  WITH job AS (
    UPDATE discovery_jobs SET told = told + :count, ended_at = :endedAt,
      cancelled = cancelled OR :cancelled
    WHERE id = :jobId AND ended_at IS NULL
    RETURNING id, told - :count AS before
  )
  INSERT INTO discovery_job_months AS m
    (job_id, month, listing, listing_place, outcome, outcome_place)
  SELECT job.id, t.month, t.listing, job.before + t.listing_place, t.outcome,
    job.before + t.outcome_place
  FROM job CROSS JOIN jsonb_to_recordset(:months::jsonb) AS t
    (month integer, listing jsonb, listing_place integer, outcome jsonb, outcome_place integer)
  ON CONFLICT (job_id, month) DO UPDATE SET listing = coalesce(excluded.listing, m.listing),
    listing_place = coalesce(excluded.listing_place, m.listing_place),
    outcome = excluded.outcome, outcome_place = excluded.outcome_place
  WHERE m.outcome IS NULL`;

const STORY = `
  SELECT ${JOB_COLUMNS}, j.told, m.listing, m.listing_place AS "listingPlace", m.outcome,
    m.outcome_place AS "outcomePlace"
  FROM discovery_jobs j LEFT JOIN discovery_job_months m
    ON m.job_id = j.id AND (m.listing_place > :after OR m.outcome_place > :after)
  WHERE j.id = :jobId AND ${IS_KEPT}`;

const STATES = `
  SELECT ${JOB_COLUMNS}, m.outcome - 'practice_days' AS outcome
  FROM discovery_jobs j LEFT JOIN discovery_job_months m
    ON m.job_id = j.id AND m.outcome IS NOT NULL
  WHERE j.id = :jobId AND ${IS_KEPT} ORDER BY m.month DESC`;

const ENDED_MONTHS = `
  SELECT month FROM discovery_job_months WHERE job_id = :jobId AND outcome IS NOT NULL`;

const FORGET = `
  DELETE FROM discovery_jobs WHERE id IN (
    SELECT id FROM discovery_jobs WHERE ended_at < :before LIMIT 100)`;

interface StoryRow extends DiscoveryJobRow {
  told: number;
  listing: ListingRecord | null;
  listingPlace: number | null;
  outcome: MonthEnd | null;
  outcomePlace: number | null;
}

/** Discoveries in the background and their stories in PostgreSQL; each call changes all or nothing. */
@Injectable()
export class TimelineStore {
  constructor(
    @InjectRepository(DiscoveryJobEntity) private readonly jobs: Repository<DiscoveryJobEntity>,
    @InjectDataSource() private readonly database: DataSource,
  ) {}

  /** Whether a discovery of this wish has not ended. */
  isUnderWay({
    trackId,
    startDate,
    endDate,
    refresh,
    skipCovered,
  }: TimelineWish): Promise<boolean> {
    const wish = { trackId, startDate, endDate, refresh, skipCovered };
    return this.jobs.existsBy({ ...wish, endedAt: IsNull() });
  }

  /**
   * The discovery of this wish that has not ended; else a new one, with the id `jobId`. Processes
   * that ask at the same time are given the same.
   *
   * @returns its id
   */
  async join(jobId: string, wish: TimelineWish, at: Date): Promise<string> {
    const { trackId, startDate, endDate, refresh, skipCovered } = wish;
    const [row] = await runSql<{ id: string }[]>(this.database, JOIN, {
      ...{ jobId, trackId, startDate, endDate, refresh, skipCovered, at },
    });
    return row!.id;
  }

  /** @returns the job; null when it has ended, or there is none */
  async beginWork(jobId: string, at: Date): Promise<DiscoveryJobRow | null> {
    const [[job]] = await runSql<[DiscoveryJobRow[], number]>(this.database, BEGIN_WORK, {
      jobId,
      at,
    });
    return job ?? null;
  }

  /** Months of the job that have ended, however they did. */
  async findEndedMonths(jobId: string): Promise<Set<MonthKey>> {
    const rows = await runSql<{ month: MonthKey }[]>(this.database, ENDED_MONTHS, { jobId });
    return new Set(rows.map(({ month }) => month));
  }

  /** Adds to the story; of months that have ended nothing is taken. */
  async tell(jobId: string, records: StoryRecord[]): Promise<void> {
    await this.write(jobId, records, { endedAt: null, cancelled: false });
  }

  /** The job ends; `rest` stands for those of its months that have not ended. */
  async end(jobId: string, at: Date, rest: MonthEnd[] = []): Promise<void> {
    await this.write(jobId, rest, { endedAt: at, cancelled: false });
  }

  /** The same for a job that somebody cancels; one that has ended stays as it is. */
  async cancel(jobId: string, at: Date, rest: MonthEnd[]): Promise<void> {
    await this.write(jobId, rest, { endedAt: at, cancelled: true });
  }

  async isOpen(jobId: string): Promise<boolean> {
    return this.jobs.existsBy({ id: jobId, endedAt: IsNull() });
  }

  /** Ids of all jobs that have not ended, oldest first. */
  async findOpen(): Promise<string[]> {
    const open = await this.jobs.find({
      select: { id: true },
      where: { endedAt: IsNull() },
      order: { createdAt: 'ASC' },
    });
    return open.map(({ id }) => id);
  }

  /**
   * What was told after that place, 0 for everything.
   *
   * @returns null when there is no such job, or when it ended before `endedSince`
   */
  async findStory(jobId: string, after: number, endedSince: Date): Promise<StoryPart | null> {
    const rows = await runSql<StoryRow[]>(this.database, STORY, { jobId, after, endedSince });
    const [job] = rows;
    if (!job) return null;
    const placed = rows.flatMap(({ listing, listingPlace, outcome, outcomePlace }) => [
      { record: listing, place: listingPlace },
      { record: outcome, place: outcomePlace },
    ]);
    const records = placed
      .filter(({ place }) => place !== null && place > after)
      .sort((a, b) => a.place! - b.place!)
      .map(({ record }) => record!);
    return { job, records, place: job.told };
  }

  /** @returns null when there is no such job, or when it ended before `endedSince` */
  async findWithMonths(jobId: string, endedSince: Date): Promise<JobWithMonths | null> {
    const rows = await runSql<StoryRow[]>(this.database, STATES, { jobId, endedSince });
    const [job] = rows;
    if (!job) return null;
    const ends = rows.flatMap(({ outcome }) => outcome ?? []);
    return { job, months: ends.map(toMonthState) };
  }

  /** Deletes a hundred jobs that ended before that moment; gives how many there were. */
  async forget(before: Date): Promise<number> {
    const [, deleted] = await runSql<[unknown[], number]>(this.database, FORGET, { before });
    return deleted;
  }

  private async write(
    jobId: string,
    records: StoryRecord[],
    end: { endedAt: Date | null; cancelled: boolean },
  ): Promise<void> {
    const months = new Map<MonthKey, object>();
    records.forEach((record, index) => {
      const key = monthKey(record);
      const place = index + 1;
      const told = isMonthEnd(record)
        ? { outcome: record, outcome_place: place }
        : { listing: record, listing_place: place };
      months.set(key, { ...months.get(key), ...told, month: key });
    });
    await runSql(this.database, TELL, {
      jobId,
      count: records.length,
      months: toJson([...months.values()]),
      ...end,
    });
    await tell(this.database, TIMELINES, jobId);
  }
}

/** PostgreSQL takes no half of a character, which a sentence that was cut may end with. */
function toJson(value: unknown): string {
  return JSON.stringify(value, (_, part: unknown) =>
    typeof part === 'string' ? part.toWellFormed() : part,
  );
}
