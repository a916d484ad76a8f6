import { Injectable } from '@nestjs/common';
import { InjectDataSource, InjectRepository } from '@nestjs/typeorm';
import { DataSource, Repository } from 'typeorm';
import type { MonthKey } from '@trackside/calendar';
import { runSql } from '@trackside/database';
import type { KnownMonthState, TrackState } from './prefetch-choice.js';
import { HOUR_HALF_LIFE_MS } from './prefetch-pace.js';
import { SearchHourEntity } from './search-hour.entity.js';

type StateRow = Omit<TrackState, 'months'> & {
  months: {
    month: MonthKey;
    fetchedAt: string;
    openPages: number;
    dashboard: { readAt: string; lags: boolean } | null;
  }[];
};

const STATES = `
  SELECT wanted.id AS "trackId", p.read_at AS "readAheadAt", coalesce(p.failures, 0) AS failures,
    (SELECT coalesce(jsonb_agg(jsonb_build_object('month', m.month, 'fetchedAt', m.fetched_at,
      'openPages', (SELECT count(*) FROM practice_days d
        WHERE d.track_id = m.track_id AND d.month = m.month AND d.removed_at IS NULL
          AND (d.needs_reading OR d.date >= :settledBefore::date)),
      'dashboard', CASE WHEN b.read_at IS NOT NULL THEN
        jsonb_build_object('readAt', b.read_at, 'lags', b.lags) END)), '[]')
      FROM practice_months m
      LEFT JOIN month_dashboards b ON b.track_id = m.track_id AND b.month = m.month
      WHERE m.track_id = wanted.id AND m.month >= :oldest) AS months
  FROM unnest(:trackIds::uuid[]) AS wanted (id)
  LEFT JOIN prefetched_tracks p ON p.track_id = wanted.id`;

/** Months of one track that fail together are one failure. */
const NOTE_READ = `
  INSERT INTO prefetched_tracks AS known (track_id, read_at, failures)
  VALUES (:trackId, :at, CASE WHEN :failed::boolean THEN 1 ELSE 0 END)
  ON CONFLICT (track_id) DO UPDATE SET read_at = excluded.read_at,
    failures = CASE WHEN NOT :failed::boolean THEN 0
      WHEN known.failures > 0 AND known.read_at > excluded.read_at - interval '5 minutes'
        THEN known.failures
      ELSE known.failures + 1 END`;

const NOTE_HOUR = `
  INSERT INTO search_hours AS known (hour_of_week, weight, noted_at) VALUES (:hourOfWeek, 1, :at)
  ON CONFLICT (hour_of_week) DO UPDATE SET noted_at = excluded.noted_at,
    weight = 1 + known.weight * 0.5 ^ (greatest(0,
      extract(epoch FROM excluded.noted_at - known.noted_at)) / :halfLifeSeconds)`;

/** What is known when tracks are chosen to be read ahead; each call is one statement. */
@Injectable()
export class PrefetchStore {
  constructor(
    @InjectRepository(SearchHourEntity) private readonly hours: Repository<SearchHourEntity>,
    @InjectDataSource() private readonly database: DataSource,
  ) {}

  /**
   * Each of these tracks with its months from `oldest` on.
   *
   * @param settledBefore pages of days from this date on are read again with their month
   */
  async findStates(
    trackIds: string[],
    oldest: MonthKey,
    settledBefore: string,
  ): Promise<Map<string, TrackState>> {
    const parameters = { trackIds, oldest, settledBefore };
    const rows = await runSql<StateRow[]>(this.database, STATES, parameters);
    return new Map(rows.map((row) => [row.trackId, { ...row, months: row.months.map(toState) }]));
  }

  /** A month of the track was read ahead, or could not be. */
  async noteRead(trackId: string, at: Date, failed: boolean): Promise<void> {
    await runSql(this.database, NOTE_READ, { trackId, at, failed });
  }

  /** A track was searched in this hour of the week. */
  async noteHour(hourOfWeek: number, at: Date): Promise<void> {
    const halfLifeSeconds = HOUR_HALF_LIFE_MS / 1000;
    await runSql(this.database, NOTE_HOUR, { hourOfWeek, at, halfLifeSeconds });
  }

  /** By hour of the week how many tracks were searched in it, as far as that counts now. */
  async findHours(now: Date): Promise<Map<number, number>> {
    const hours = await this.hours.find();
    return new Map(
      hours.map(({ hourOfWeek, weight, notedAt }) => {
        const age = Math.max(0, now.getTime() - notedAt.getTime());
        return [hourOfWeek, weight * 0.5 ** (age / HOUR_HALF_LIFE_MS)];
      }),
    );
  }
}

function toState({ fetchedAt, dashboard, ...rest }: StateRow['months'][number]): KnownMonthState {
  const read = dashboard && { ...dashboard, readAt: new Date(dashboard.readAt) };
  return { ...rest, fetchedAt: new Date(fetchedAt), dashboard: read };
}
