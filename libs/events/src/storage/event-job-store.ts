import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import type { EventProgress, JobState, ReadingError } from '@trackside/contracts';
import { runSql } from '@trackside/database';
import type { EventPageKind } from './race-rows.js';

/** An import of an event as it stands. */
export interface StoredEventJob {
  id: string;
  eventId: string;
  trackId: string;
  createdAt: Date;
  state: JobState;
  endedAt: Date | null;
  error: ReadingError | null;
}

/** An event that a job waits for. */
export interface WantedEvent {
  eventId: string;
  trackId: string;
}

/** An open job of the event is the one that is given, whoever asked for it. */
const FIND_OR_CREATE = `
  WITH created AS (
    INSERT INTO event_jobs (id, event_id, created_at, state)
    VALUES (:jobId, :eventId, :at, 'queued')
    ON CONFLICT (event_id) WHERE ended_at IS NULL DO NOTHING RETURNING id, state)
  SELECT id, state FROM created
  UNION ALL SELECT id, state FROM event_jobs WHERE event_id = :eventId AND ended_at IS NULL
  LIMIT 1`;

const FIND = `
  SELECT j.id, j.event_id AS "eventId", e.track_id AS "trackId", j.created_at AS "createdAt",
    j.state, j.ended_at AS "endedAt", CASE WHEN j.error_code IS NOT NULL THEN
      jsonb_build_object('code', j.error_code, 'message', j.error_message) END AS error
  FROM event_jobs j JOIN events e ON e.id = j.event_id WHERE j.id = :id`;

const BEGIN = `
  UPDATE event_jobs SET state = 'running', error_code = NULL, error_message = NULL
  WHERE event_id = :eventId AND ended_at IS NULL RETURNING created_at AS "createdAt"`;

const END = `
  UPDATE event_jobs SET state = :state, ended_at = :at, error_code = :code,
    error_message = :message
  WHERE event_id = :eventId AND ended_at IS NULL`;

const CANCEL = `
  WITH cancelled AS (
    UPDATE event_jobs SET state = 'cancelled', ended_at = :at
    WHERE id = :id AND ended_at IS NULL)
  SELECT FROM event_jobs WHERE id = :id`;

const WANTED = `
  SELECT j.event_id AS "eventId", e.track_id AS "trackId"
  FROM event_jobs j JOIN events e ON e.id = j.event_id
  WHERE j.ended_at IS NULL ORDER BY j.created_at`;

/** The event's page, a race and any other page, each with what the newest try said of it. */
const PROGRESS = `
  WITH pages AS (
    SELECT 'event' AS kind, e.source_event_id AS source_id, '' AS sorted_by, -1 AS position,
      r.error_code, r.error_message
    FROM event_readings r JOIN events e ON e.id = r.event_id WHERE r.event_id = :eventId
    UNION ALL SELECT 'race', source_race_id, '', position, error_code, error_message
    FROM races WHERE event_id = :eventId
    UNION ALL SELECT kind, source_id, sorted_by, 1000000 + position, error_code, error_message
    FROM event_pages WHERE event_id = :eventId
  )
  SELECT races.total AS "races_total", races.read AS "races_read", races.failed AS "races_failed",
    coalesce((SELECT jsonb_agg(jsonb_build_object('kind', kind, 'sourceId', source_id,
      'sortedBy', sorted_by, 'code', error_code, 'message', error_message) ORDER BY position)
      FROM pages WHERE error_code IS NOT NULL), '[]') AS errors
  FROM (SELECT count(*)::integer AS total,
    count(*) FILTER (WHERE error_code IS NOT NULL)::integer AS failed,
    count(*) FILTER (WHERE error_code IS NULL AND read_as = listed_as)::integer AS read
    FROM races WHERE event_id = :eventId) races`;

/** A page that failed, as it is stored. */
export interface FailedPage extends ReadingError {
  kind: 'event' | 'race' | EventPageKind;
  sourceId: string;
  sortedBy: string;
}

export type StoredProgress = Omit<EventProgress, 'errors'> & { errors: FailedPage[] };

/** Imports of events; each call is one statement. */
@Injectable()
export class EventJobStore {
  constructor(@InjectDataSource() private readonly database: DataSource) {}

  /**
   * The event's job that has not ended, else this one, which is created then. Processes that ask at
   * the same time are given the same.
   */
  async findOrCreate(
    jobId: string,
    eventId: string,
    at: Date,
  ): Promise<{ id: string; state: JobState }> {
    // Whoever comes second sees nothing of a job that is being created, nor one that just ended.
    for (;;) {
      const [job] = await runSql<{ id: string; state: JobState }[]>(this.database, FIND_OR_CREATE, {
        jobId,
        eventId,
        at,
      });
      if (job) return job;
    }
  }

  async find(id: string): Promise<StoredEventJob | null> {
    const [job] = await runSql<StoredEventJob[]>(this.database, FIND, { id });
    return job ?? null;
  }

  /**
   * Work on the event begins.
   *
   * @returns null when no job waits for it
   */
  async begin(eventId: string): Promise<{ createdAt: Date } | null> {
    const [jobs] = await runSql<[{ createdAt: Date }[], number]>(this.database, BEGIN, { eventId });
    return jobs[0] ?? null;
  }

  /** Whether a job waits for the event that has neither ended nor been cancelled. */
  async isWanted(eventId: string): Promise<boolean> {
    const open = await runSql<unknown[]>(
      this.database,
      'SELECT FROM event_jobs WHERE event_id = :eventId AND ended_at IS NULL',
      { eventId },
    );
    return open.length > 0;
  }

  async end(eventId: string, at: Date, error: ReadingError | null): Promise<void> {
    const state: JobState = error ? 'failed' : 'completed';
    const { code, message } = error ?? { code: null, message: null };
    await runSql(this.database, END, { eventId, at, state, code, message });
  }

  /** @returns whether there is such a job */
  async cancel(id: string, at: Date): Promise<boolean> {
    return (await runSql<unknown[]>(this.database, CANCEL, { id, at })).length > 0;
  }

  /** Events that a job waits for, the longest waiting first. */
  async findWanted(): Promise<WantedEvent[]> {
    return runSql<WantedEvent[]>(this.database, WANTED, {});
  }

  /** How far the event's pages are. */
  async progress(eventId: string): Promise<StoredProgress> {
    const [progress] = await runSql<StoredProgress[]>(this.database, PROGRESS, { eventId });
    return progress!;
  }

  /** Forgets jobs that ended before `before`; what they brought stays. */
  async forget(before: Date): Promise<void> {
    await runSql(this.database, 'DELETE FROM event_jobs WHERE ended_at < :before', { before });
  }
}
