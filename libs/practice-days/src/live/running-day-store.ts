import { Injectable } from '@nestjs/common';
import { InjectDataSource, InjectRepository } from '@nestjs/typeorm';
import { DataSource, Repository } from 'typeorm';
import { LEASE_MS } from '@trackside/calendar';
import type { ErrorCode, ReadingError } from '@trackside/contracts';
import { DatabaseBus, runSql } from '@trackside/database';
import type { PrintedSession } from '../study/session-columns.js';
import { RunningDayEntity } from './running-day.entity.js';
import { noteSessions, type SessionNotes } from './session-notes.js';

/** How things stand at a track; every age is measured by the database's clock. */
export interface FollowedTrack {
  date: string | null;
  /** Looks that ended. */
  looks: number;
  lookedAt: Date | null;
  /** In milliseconds; null where there was none. */
  sinceLookMs: number | null;
  sinceNewsMs: number | null;
  /** Some process looks at LiveRC just now. */
  isLookedAt: boolean;
  /** Why the last look failed; null where it did not. */
  failure: ReadingError | null;
  /** Differs whenever something of the day or its sessions is stored. */
  stamp: string;
}

interface FollowedRow extends Omit<FollowedTrack, 'failure'> {
  failureCode: ErrorCode | null;
  failureMessage: string | null;
}

const OPEN = `
  INSERT INTO running_days (track_id, looks, revision, notes) VALUES (:trackId, 0, 0, '{}')
  ON CONFLICT (track_id) DO NOTHING`;

/** A process that ended has ended its connections with it; one without any is given its time. */
const ALIVE = `(r.backend IS NULL OR EXISTS (
  SELECT FROM pg_stat_activity WHERE pid = r.backend AND datname = current_database()))`;

const FIND = `
  SELECT r.date::text AS date, r.looks, r.looked_at AS "lookedAt",
    (extract(epoch FROM clock_timestamp() - r.looked_at) * 1000)::float8 AS "sinceLookMs",
    (extract(epoch FROM clock_timestamp() - r.news_at) * 1000)::float8 AS "sinceNewsMs",
    coalesce(r.expires_at > clock_timestamp(), false) AND ${ALIVE} AS "isLookedAt",
    r.failure_code AS "failureCode", r.failure_message AS "failureMessage",
    concat_ws(' ', r.date, d.reading, d.session_count, (
      SELECT md5(string_agg(concat_ws(' ', s.id, s.removed_at, s.driver_hidden, s.laps_read_at,
        s.laps_outdated, s.laps_error_code, s.laps_failed_at), ',' ORDER BY s.id))
      FROM practice_sessions s WHERE s.day_id = d.id)) AS stamp
  FROM running_days r LEFT JOIN practice_days d ON d.track_id = r.track_id AND d.date = r.date
  WHERE r.track_id = :trackId`;

/** A track goes on to a newer day, never back. */
const CHOOSE = `
  UPDATE running_days SET date = :newDate, news_at = NULL, notes = '{}'
  WHERE track_id = :trackId AND (date IS NULL OR date < :newDate::date)`;

const CLAIM = `
  WITH claimed AS (
    UPDATE running_days AS r SET owner = :owner, backend = :backend,
      expires_at = clock_timestamp() + :leaseMs * interval '1 millisecond'
    WHERE track_id = :trackId AND (owner IS NULL OR expires_at < clock_timestamp() OR NOT ${ALIVE})
      AND (looked_at IS NULL
        OR looked_at <= clock_timestamp() - :pauseMs * interval '1 millisecond')
    RETURNING track_id)
  SELECT track_id FROM claimed`;

const RENEW = `
  UPDATE running_days SET backend = :backend,
    expires_at = clock_timestamp() + :leaseMs * interval '1 millisecond'
  WHERE track_id = :trackId AND owner = :owner`;

const END_LOOK = `
  UPDATE running_days SET owner = NULL, backend = NULL, expires_at = NULL, looks = looks + 1,
    looked_at = clock_timestamp(), failure_code = :code, failure_message = :message
  WHERE track_id = :trackId AND owner = :owner`;

/** Which process looks at which track, and what followers anywhere were told; never held across a look. */
@Injectable()
export class RunningDayStore {
  constructor(
    @InjectRepository(RunningDayEntity) private readonly tracks: Repository<RunningDayEntity>,
    @InjectDataSource() private readonly database: DataSource,
    private readonly bus: DatabaseBus,
  ) {}

  /** Somebody follows the track now. */
  async open(trackId: string): Promise<void> {
    await runSql(this.database, OPEN, { trackId });
  }

  /** Expects that the track was opened. */
  async find(trackId: string): Promise<FollowedTrack> {
    const rows = await runSql<FollowedRow[]>(this.database, FIND, { trackId });
    const { failureCode: code, failureMessage: message, ...followed } = rows[0]!;
    return { ...followed, failure: code === null ? null : { code, message: message ?? '' } };
  }

  /** From now on this day is followed, unless a newer one is. */
  async choose(trackId: string, newDate: string): Promise<void> {
    await runSql(this.database, CHOOSE, { trackId, newDate });
  }

  /**
   * Takes the look at LiveRC, unless another process has it or the last one is younger than `pauseMs`.
   *
   * @param owner names this look
   * @returns whether the look is this one's
   */
  async claim(trackId: string, owner: string, pauseMs: number): Promise<boolean> {
    const { backend } = this.bus;
    const parameters = { trackId, owner, backend, pauseMs, leaseMs: LEASE_MS };
    return (await runSql<unknown[]>(this.database, CLAIM, parameters)).length > 0;
  }

  /** The look goes on. */
  async renew(trackId: string, owner: string): Promise<void> {
    const { backend } = this.bus;
    await runSql(this.database, RENEW, { trackId, owner, backend, leaseMs: LEASE_MS });
  }

  /** The look has ended; with a failure, as one that failed. */
  async endLook(trackId: string, owner: string, failure: ReadingError | null): Promise<void> {
    const { code = null, message = null } = failure ?? {};
    await runSql(this.database, END_LOOK, { trackId, owner, code, message });
  }

  /** The look was given up, as if it had not been begun. */
  async release(trackId: string, owner: string): Promise<void> {
    await this.tracks.update({ trackId, owner }, { owner: null, backend: null, expiresAt: null });
  }

  /**
   * Notes the sessions of the day; which changes come after which is the same for all processes.
   *
   * @param find gives the sessions as they are stored now
   * @returns null where the track is followed on another day by now
   */
  async note(
    trackId: string,
    date: string,
    find: () => Promise<PrintedSession[]>,
  ): Promise<{
    sessions: PrintedSession[];
    notes: SessionNotes;
    revision: number;
  } | null> {
    for (;;) {
      // First the notes, then the sessions: these are at least as new as what was noted.
      const before = await this.tracks.findOneByOrFail({ trackId });
      if (before.date !== date) return null;
      const sessions = await find();
      const { hasNews, hasChanged, ...noted } = noteSessions(before, sessions);
      if (!hasChanged) return { sessions, ...noted };
      const news = hasNews ? { newsAt: () => 'clock_timestamp()' } : {};
      const unchanged = { trackId, date, revision: before.revision };
      const { affected } = await this.tracks.update(unchanged, { ...noted, ...news });
      if (affected) return { sessions, ...noted };
    }
  }
}
