import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import type { PracticeSession, YearMonth } from '@trackside/contracts';
import { type MonthKey, monthKey, monthOf } from '../calendar/months.js';
import type { MonthWindow } from '../calendar/range.js';
import type { DaySummary, StoredDay, StoredMonth } from '../discovery/stored-month.js';
import { DAY_COLUMNS, type DayRow, type MonthRow, toStoredDay } from './rows.js';
import { SAVE_DAY, SAVE_LISTING } from './statements.js';

/** A calendar page's word about a month. */
export interface MonthListing {
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

/** A day page's word about a day. */
export interface DayReading {
  id: string;
  trackId: string;
  date: string;
  listedSessionCount: number;
  readAt: Date;
  summary: DaySummary;
  /** In the order of the page. */
  sessions: PracticeSession[];
  /** Rows of the page that are not among the sessions. */
  unreadableRows: number;
}

/** Months, days and sessions in PostgreSQL; each call is one round trip. */
@Injectable()
export class PracticeDayStore {
  constructor(@InjectDataSource() private readonly database: DataSource) {}

  /** What is stored of these months; a month that was never read is not in the answer. */
  async findMonths(trackId: string, months: YearMonth[]): Promise<Map<MonthKey, StoredMonth>> {
    const rows = await this.database.query<(MonthRow & DayRow)[]>(
      `SELECT m.month AS stored_month, m.fetched_at, m.refreshed_at, ${DAY_COLUMNS}
       FROM practice_months m
       LEFT JOIN practice_days d ON d.track_id = m.track_id AND d.month = m.month
       WHERE m.track_id = $1 AND m.month = ANY ($2)
       ORDER BY m.month DESC, d.date DESC`,
      [trackId, months.map(monthKey)],
    );
    return groupByMonth(rows);
  }

  /**
   * Stores what a calendar page lists and forgets days it no longer lists.
   *
   * @returns the listed days with what is known of them, newest first; `needsReading` tells which
   *   day pages are to be asked for
   */
  async saveListing(
    trackId: string,
    month: YearMonth,
    listing: MonthListing,
    rules: ListingRules,
  ): Promise<StoredDay[]> {
    const rows = await this.database.query<DayRow[]>(SAVE_LISTING, [
      trackId,
      monthKey(month),
      JSON.stringify(listing.days),
      listing.fetchedAt,
      rules.refresh,
      rules.settledBefore,
      rules.window.from,
      rules.window.until,
    ]);
    return rows.map(toStoredDay).sort((a, b) => (a.date < b.date ? 1 : -1));
  }

  /** Stores a day's totals and sessions; sessions that are surely gone from the page go. */
  async saveDay(reading: DayReading): Promise<void> {
    const { summary } = reading;
    const sessions = reading.sessions.map((session, position) => ({ ...session, position }));
    await this.database.query(SAVE_DAY, [
      reading.id,
      reading.trackId,
      monthKey(monthOf(reading.date)),
      reading.date,
      reading.listedSessionCount,
      summary.session_count,
      summary.total_laps,
      summary.total_track_time_seconds,
      summary.unique_drivers,
      summary.unique_classes,
      summary.time_range_start,
      summary.time_range_end,
      summary.verified,
      reading.readAt,
      JSON.stringify(sessions),
      reading.unreadableRows === 0,
    ]);
  }

  /** Sessions of each day, in the order of the day page; a day without any is not in the answer. */
  async findSessions(dayIds: string[]): Promise<Map<string, PracticeSession[]>> {
    const rows = await this.database.query<(PracticeSession & { day_id: string })[]>(
      `SELECT id, day_id, source_session_id, driver_name, class_name, transponder,
         to_char(started_at, 'YYYY-MM-DD"T"HH24:MI:SS') AS started_at, duration_seconds, lap_count,
         fastest_lap_seconds, average_lap_seconds
       FROM practice_sessions WHERE day_id = ANY ($1) ORDER BY day_id, position`,
      [dayIds],
    );
    const sessions = new Map<string, PracticeSession[]>();
    for (const { day_id, ...session } of rows) {
      sessions.set(day_id, [...(sessions.get(day_id) ?? []), session]);
    }
    return sessions;
  }

  /** Days known in the range, newest first, with the moment at which each was last read. */
  async findDays(
    trackId: string,
    startDate: string,
    endDate: string,
  ): Promise<(StoredDay & { fetchedAt: string })[]> {
    const rows = await this.database.query<(DayRow & { fetched_at: Date })[]>(
      `SELECT ${DAY_COLUMNS}, coalesce(d.summarised_at, m.fetched_at) AS fetched_at
       FROM practice_days d
       LEFT JOIN practice_months m ON m.track_id = d.track_id AND m.month = d.month
       WHERE d.track_id = $1 AND d.date BETWEEN $2 AND $3 ORDER BY d.date DESC`,
      [trackId, startDate, endDate],
    );
    return rows.map((row) => ({ ...toStoredDay(row), fetchedAt: row.fetched_at.toISOString() }));
  }

  /** When the calendar of each of these months was read; one never read is not in the answer. */
  async findReadings(trackId: string, months: YearMonth[]): Promise<Map<MonthKey, Date>> {
    const rows = await this.database.query<{ month: MonthKey; fetched_at: Date }[]>(
      'SELECT month, fetched_at FROM practice_months WHERE track_id = $1 AND month = ANY ($2)',
      [trackId, months.map(monthKey)],
    );
    return new Map(rows.map((row) => [row.month, row.fetched_at]));
  }

  /** First and last date of the days known at the track; nulls when none is known. */
  async findDateRange(trackId: string): Promise<{ first: string | null; last: string | null }> {
    const rows = await this.database.query<{ first: string | null; last: string | null }[]>(
      `SELECT min(date)::text AS first, max(date)::text AS last
       FROM practice_days WHERE track_id = $1`,
      [trackId],
    );
    return rows[0] ?? { first: null, last: null };
  }
}

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
