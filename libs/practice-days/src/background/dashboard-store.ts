import { Injectable } from '@nestjs/common';
import { InjectDataSource, InjectRepository } from '@nestjs/typeorm';
import { DataSource, Repository } from 'typeorm';
import type { MonthKey } from '@trackside/calendar';
import { runSql } from '@trackside/database';
import { MonthDashboardEntity } from './month-dashboard.entity.js';

/** What a track's dashboard said just before a month's calendar was read. */
export type MonthDashboard = Omit<MonthDashboardEntity, 'trackId' | 'month'>;

/** The track's month whose dashboard it is. */
export interface MonthOfTrack {
  trackId: string;
  month: MonthKey;
}

/** Only a month whose calendar was read since `baselineAt`, and all of whose days are known. */
const RENEW = `
  WITH renewed AS (
    UPDATE practice_months m SET fetched_at = :readAt
    WHERE m.track_id = :trackId AND m.month = :month
      AND m.fetched_at >= :baselineAt AND m.fetched_at < :readAt
      AND NOT EXISTS (SELECT FROM practice_days d WHERE d.track_id = m.track_id
        AND d.month = m.month AND d.removed_at IS NULL AND d.needs_reading)
    RETURNING m.month)
  SELECT month FROM renewed`;

/** A dashboard that stood still while sessions came is believed no more. */
const NOTE_LISTED = `
  UPDATE month_dashboards b SET listed_sessions = now.sessions,
    lags = b.lags OR (:stoodStill::boolean AND now.sessions > :listedBefore::bigint)
  FROM (SELECT coalesce(sum(greatest(d.listed_session_count, d.session_count)), 0)::bigint AS sessions
    FROM practice_days d
    WHERE d.track_id = :trackId AND d.month = :month AND d.removed_at IS NULL) now
  WHERE b.track_id = :trackId AND b.month = :month`;

/** Dashboards that stand in for calendars; each call is one statement. */
@Injectable()
export class DashboardStore {
  constructor(
    @InjectRepository(MonthDashboardEntity)
    private readonly dashboards: Repository<MonthDashboardEntity>,
    @InjectDataSource() private readonly database: DataSource,
  ) {}

  async find({ trackId, month }: MonthOfTrack): Promise<MonthDashboard | null> {
    return this.dashboards.findOneBy({ trackId, month });
  }

  /** The dashboard was read, and the month's calendar is read next. */
  async save({ trackId, month }: MonthOfTrack, dashboard: MonthDashboard): Promise<void> {
    await this.dashboards.upsert({ trackId, month, ...dashboard }, ['trackId', 'month']);
  }

  /**
   * The stored month counts as if its calendar had been read at `readAt`.
   *
   * @param baselineAt when the dashboard was read that says the same
   * @returns whether it does: its calendar was read since then, and no day lacks
   */
  async renew({ trackId, month }: MonthOfTrack, readAt: Date, baselineAt: Date): Promise<boolean> {
    const parameters = { trackId, month, readAt, baselineAt };
    return (await runSql<unknown[]>(this.database, RENEW, parameters)).length > 0;
  }

  /** Notes how many sessions the calendar lists now that was read after the dashboard. */
  async noteListed(
    { trackId, month }: MonthOfTrack,
    { stoodStill, listedBefore }: { stoodStill: boolean; listedBefore: number | null },
  ): Promise<void> {
    await runSql(this.database, NOTE_LISTED, { trackId, month, stoodStill, listedBefore });
  }
}
