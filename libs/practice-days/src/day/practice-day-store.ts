import { Injectable } from '@nestjs/common';
import { InjectDataSource, InjectRepository } from '@nestjs/typeorm';
import { DataSource, Repository } from 'typeorm';
import { type MonthKey, monthKey, type MonthWindow } from '@trackside/calendar';
import type { PracticeSession, YearMonth } from '@trackside/contracts';
import { runSql, withoutCollision } from '@trackside/database';
import { SharedReads } from '@trackside/streams';
import { toldSession } from './hidden-in-day.js';
import type { Doubt, StoredDay, StoredMonth } from './stored-month.js';
import {
  DAY_COLUMNS,
  type DayRow,
  DOUBT,
  IS_KNOWN_DAY,
  type MonthRow,
  toDoubt,
  toStoredDay,
} from './day-columns.js';
import { PracticeDayEntity } from './practice-day.entity.js';

/**
 * The listed days are JSON; a refresh applies to the dates from `from` to `until`, and days from
 * `settledBefore` on have not settled.
 *
 * A day keeps its summary without another request when it has settled and its listed count equals
 * the count it was read or settled with. A day that is known with sessions and no longer listed stays,
 * and its page has to be read: a calendar alone takes nothing away. Of a calendar that was asked for
 * before the one that is stored only days are taken that nobody knew.
 */
const SAVE_LISTING = `
  WITH newest AS (
    SELECT NOT EXISTS (SELECT FROM practice_months
      WHERE track_id = :trackId AND month = :month AND reading > :order) AS is_this
  ), listed AS (
    SELECT * FROM jsonb_to_recordset(:listed::jsonb)
      AS listed (id uuid, date date, "sessionCount" bigint)
  ), month AS (
    INSERT INTO practice_months (track_id, month, fetched_at, refreshed_at, reading)
    VALUES (:trackId, :month, :fetchedAt,
      CASE WHEN :refresh::boolean THEN :fetchedAt::timestamptz END, :order)
    ON CONFLICT (track_id, month) DO UPDATE SET fetched_at = excluded.fetched_at,
      refreshed_at = coalesce(excluded.refreshed_at, practice_months.refreshed_at),
      reading = excluded.reading
    WHERE practice_months.reading <= excluded.reading
  ), unlisted AS (
    UPDATE practice_days d SET in_calendar = false,
      needs_reading = greatest(d.session_count, d.listed_session_count) > 0
        AND (d.doubt IS NOT NULL OR (:refresh AND d.date BETWEEN :from::date AND :until::date)
          OR d.settled_fingerprint IS NULL OR d.settled_listed_count IS NOT NULL),
      verified = CASE WHEN d.summarised_at IS NULL THEN d.verified ELSE false END
    WHERE d.track_id = :trackId AND d.month = :month AND d.removed_at IS NULL
      AND (SELECT is_this FROM newest)
      AND NOT EXISTS (SELECT FROM listed WHERE listed.date = d.date)
    RETURNING ${DAY_COLUMNS}
  ), saved AS (
    INSERT INTO practice_days AS d
      (id, track_id, month, date, listed_session_count, needs_reading)
    SELECT id, :trackId, :month, date, "sessionCount", true FROM listed
    ON CONFLICT (id) DO UPDATE SET
      listed_session_count = excluded.listed_session_count, in_calendar = true, removed_at = NULL,
      needs_reading = d.needs_reading OR d.summarised_at IS NULL OR d.removed_at IS NOT NULL
        OR (d.reading <= :order
          AND ((:refresh AND d.date BETWEEN :from::date AND :until::date)
            OR d.date >= :settledBefore::date))
        OR CASE WHEN d.settled_fingerprint IS NULL THEN d.session_count
          ELSE d.settled_listed_count END IS DISTINCT FROM excluded.listed_session_count
    WHERE (SELECT is_this FROM newest)
    RETURNING ${DAY_COLUMNS}
  ), gone AS (
    SELECT ${DAY_COLUMNS} FROM practice_days d
    WHERE d.track_id = :trackId AND d.month = :month AND d.removed_at IS NOT NULL
      AND d.imported_at IS NOT NULL
      AND NOT EXISTS (SELECT FROM listed WHERE listed.date = d.date)
  )
  SELECT newest.is_this AS is_newest, known.* FROM newest LEFT JOIN (
    SELECT * FROM saved UNION ALL SELECT * FROM unlisted UNION ALL SELECT * FROM gone
  ) known ON true`;

/** A calendar page's word about a month. */
export interface MonthListing {
  /** The place of the reading among all readings. */
  order: number;
  fetchedAt: Date;
  days: { id: string; date: string; sessionCount: number }[];
}

/** How a listing is to be stored. */
export interface ListingRules {
  /** A caller asked to read again: every day of the window needs reading. */
  refresh: boolean;
  /** Days before this date have settled and keep their summary while their count is the same. */
  settledBefore: string;
  /** The days to which `refresh` applies. */
  window: MonthWindow;
}

/** What is known of a month when a reading of it begins. */
export interface BegunReading {
  /** The place of the reading among all readings. */
  order: number;
  /** Null for a month that was never read. */
  month: StoredMonth | null;
}

const KNOWN_MONTHS = `
  SELECT m.month AS stored_month, m.fetched_at, m.refreshed_at, ${DAY_COLUMNS}
  FROM practice_months m
  LEFT JOIN practice_days d
    ON d.track_id = m.track_id AND d.month = m.month AND ${IS_KNOWN_DAY}
  WHERE m.track_id = :trackId AND m.month = ANY (:months)`;

const FIND_MONTHS = `${KNOWN_MONTHS} ORDER BY m.month DESC, d.date DESC`;

const BEGIN_READING = `
  WITH begun AS MATERIALIZED (SELECT nextval('practice_reading_order') AS reading_order)
  SELECT begun.reading_order, known.* FROM begun LEFT JOIN (${KNOWN_MONTHS}) known ON true
  ORDER BY known.date DESC`;

const SESSIONS_OF_DAYS = `
  SELECT id, day_id, source_session_id, driver_name, driver_hidden, class_name, transponder,
    to_char(started_at, 'YYYY-MM-DD"T"HH24:MI:SS') AS started_at, duration_seconds, lap_count,
    fastest_lap_seconds, average_lap_seconds
  FROM practice_sessions WHERE day_id = ANY (:dayIds) AND removed_at IS NULL
  ORDER BY day_id, position`;

const DAYS_IN_RANGE = `
  SELECT ${DAY_COLUMNS}, coalesce(d.summarised_at, m.fetched_at) AS fetched_at
  FROM practice_days d
  LEFT JOIN practice_months m ON m.track_id = d.track_id AND m.month = d.month
  WHERE d.track_id = :trackId AND d.date BETWEEN :startDate AND :endDate AND ${IS_KNOWN_DAY}
  ORDER BY d.date DESC`;

const DOUBT_OF_DAY = `SELECT ${DOUBT} AS doubt FROM practice_days d WHERE d.id = :dayId`;

/** Months, days and sessions in PostgreSQL; each call is one round trip. */
@Injectable()
export class PracticeDayStore {
  /** By track and months: a crowd that wants the same is told by a few statements. */
  private readonly looks = new SharedReads<Map<MonthKey, StoredMonth>>();

  constructor(
    @InjectRepository(PracticeDayEntity) private readonly days: Repository<PracticeDayEntity>,
    @InjectDataSource() private readonly database: DataSource,
  ) {}

  /** What is stored of these months; a month that was never read is not in the answer. */
  async findMonths(trackId: string, months: YearMonth[]): Promise<Map<MonthKey, StoredMonth>> {
    const keys = months.map(monthKey);
    return this.looks.run([trackId, ...keys].join(), async () => {
      const parameters = { trackId, months: keys };
      return groupByMonth(
        await runSql<(MonthRow & DayRow)[]>(this.database, FIND_MONTHS, parameters),
      );
    });
  }

  /**
   * Numbers a reading of the month that is about to begin, and gives what is stored of it. Which of two
   * readings is newer, these numbers tell, whatever the clocks say.
   */
  async beginReading(trackId: string, month: YearMonth): Promise<BegunReading> {
    const rows = await runSql<(MonthRow & DayRow & { reading_order: number })[]>(
      this.database,
      BEGIN_READING,
      { trackId, months: [monthKey(month)] },
    );
    const isStored = (row: MonthRow): boolean => row.stored_month !== null;
    const stored = groupByMonth(rows.filter(isStored)).get(monthKey(month));
    return { order: rows[0]!.reading_order, month: stored ?? null };
  }

  /**
   * Stores what a calendar page lists. Days that are known with sessions and no longer listed stay.
   *
   * @returns the days of the month with what is known of them, newest first; `needsReading` tells
   *   which day pages are to be asked for
   */
  async saveListing(
    trackId: string,
    month: YearMonth,
    listing: MonthListing,
    rules: ListingRules,
  ): Promise<StoredDay[]> {
    const parameters = {
      trackId,
      month: monthKey(month),
      order: listing.order,
      fetchedAt: listing.fetchedAt,
      listed: JSON.stringify(listing.days),
      refresh: rules.refresh,
      from: rules.window.from,
      until: rules.window.until,
      settledBefore: rules.settledBefore,
    };
    const rows = await withoutCollision(() =>
      runSql<(DayRow & { is_newest: boolean })[]>(this.database, SAVE_LISTING, parameters),
    );
    if (!rows[0]!.is_newest) {
      return (await this.findMonths(trackId, [month])).get(monthKey(month))?.days ?? [];
    }
    const days = rows.filter(({ id }) => id !== null).map(toStoredDay);
    return days.sort((a, b) => (a.date < b.date ? 1 : -1));
  }

  /** Sessions of each day, in the order of the day page; a day without any is not in the answer. */
  async findSessions(dayIds: string[]): Promise<Map<string, PracticeSession[]>> {
    const rows = await runSql<(PracticeSession & { day_id: string })[]>(
      this.database,
      SESSIONS_OF_DAYS,
      { dayIds },
    );
    const sessions = new Map<string, PracticeSession[]>();
    for (const { day_id, ...session } of rows) {
      sessions.set(day_id, [...(sessions.get(day_id) ?? []), toldSession(session)]);
    }
    return sessions;
  }

  /** Days known in the range, newest first, with the moment at which each was last read. */
  async findDays(
    trackId: string,
    startDate: string,
    endDate: string,
  ): Promise<(StoredDay & { fetchedAt: string })[]> {
    const rows = await runSql<(DayRow & { fetched_at: Date })[]>(this.database, DAYS_IN_RANGE, {
      trackId,
      startDate,
      endDate,
    });
    return rows.map((row) => ({ ...toStoredDay(row), fetchedAt: row.fetched_at.toISOString() }));
  }

  /** What contradicts the day and is not settled; null for a day without doubt, or an unknown one. */
  async findDoubt(dayId: string): Promise<Doubt | null> {
    const rows = await runSql<Pick<DayRow, 'doubt'>[]>(this.database, DOUBT_OF_DAY, { dayId });
    return toDoubt(rows[0]?.doubt ?? null);
  }

  /** When the calendar of each of these months was read; one never read is not in the answer. */
  async findReadings(trackId: string, months: YearMonth[]): Promise<Map<MonthKey, Date>> {
    const rows = await runSql<{ month: MonthKey; fetched_at: Date }[]>(this.database, READINGS, {
      trackId,
      months: months.map(monthKey),
    });
    return new Map(rows.map((row) => [row.month, row.fetched_at]));
  }

  /** First and last date of the days known at the track; nulls when none is known. */
  async findDateRange(trackId: string): Promise<{ first: string | null; last: string | null }> {
    const range = await this.days
      .createQueryBuilder('d')
      .select(['min(d.date) AS first', 'max(d.date) AS last'])
      .where('d.trackId = :trackId', { trackId })
      .andWhere(IS_KNOWN_DAY)
      .getRawOne<{ first: string | null; last: string | null }>();
    return range ?? { first: null, last: null };
  }
}

/** Asked with every search; entities of a year take as long as the query. */
const READINGS = `
  SELECT month, fetched_at FROM practice_months
  WHERE track_id = :trackId AND month = ANY (:months)`;

function groupByMonth(rows: (MonthRow & DayRow)[]): Map<MonthKey, StoredMonth> {
  const months = new Map<MonthKey, StoredMonth>();
  for (const row of rows) {
    const month = months.get(row.stored_month) ?? {
      fetchedAt: row.fetched_at.toISOString(),
      refreshedAt: row.refreshed_at?.toISOString() ?? null,
      days: [],
    };
    if (row.id) month.days.push(toStoredDay(row));
    months.set(row.stored_month, month);
  }
  return months;
}
