import { Injectable } from '@nestjs/common';
import { InjectDataSource, InjectRepository } from '@nestjs/typeorm';
import { DataSource, IsNull, Not, Repository } from 'typeorm';
import type { MonthKey } from '@trackside/calendar';
import { runSql } from '@trackside/database';
import { PageShapeEntity } from './page-shape.entity.js';

/** Pages whose shape is looked at. */
export const CHECKED_PAGES = ['calendar', 'day'] as const;
export type CheckedPage = (typeof CHECKED_PAGES)[number];

/** A kind of page that is not what the parsers know. */
export interface PageDrift {
  page: CheckedPage;
  since: Date;
  checkedAt: Date;
  slug: string;
  message: string;
}

/** A day of a month that has settled, to be compared with what LiveRC shows of it now. */
export interface SettledDay {
  id: string;
  trackId: string;
  month: MonthKey;
  date: string;
}

/** Small days whose rows agreed with their totals, another one each time that it is asked. */
const SETTLED_DAY = `
  SELECT d.id, d.track_id AS "trackId", d.month, d.date::text AS date
  FROM practice_days d
  WHERE d.month BETWEEN :oldest AND :newest AND d.verified AND d.removed_at IS NULL
    AND d.in_calendar AND NOT d.needs_reading AND d.doubted_since IS NULL
    AND d.session_count BETWEEN 1 AND :mostSessions
  ORDER BY md5(d.id::text || :seed) LIMIT 1`;

const NOTE = `
  INSERT INTO page_shapes (page, checked_at, drifted_since, slug, message)
  VALUES (:page, :at, CASE WHEN :message::text IS NOT NULL THEN :at::timestamptz END, :slug, :message)
  ON CONFLICT (page) DO UPDATE SET checked_at = excluded.checked_at, slug = excluded.slug,
    message = excluded.message, drifted_since = CASE WHEN excluded.message IS NOT NULL
      THEN coalesce(page_shapes.drifted_since, excluded.drifted_since) END`;

/** Which kinds of page had which shape, and days to compare with. */
@Injectable()
export class PageShapeStore {
  constructor(
    @InjectRepository(PageShapeEntity) private readonly shapes: Repository<PageShapeEntity>,
    @InjectDataSource() private readonly database: DataSource,
  ) {}

  /** When each kind was checked, and whether it was well then. */
  async findChecks(): Promise<Map<string, { checkedAt: Date; isWell: boolean }>> {
    const rows = await this.shapes.find();
    return new Map(
      rows.map(({ page, checkedAt, driftedSince }) => {
        return [page, { checkedAt, isWell: driftedSince === null }];
      }),
    );
  }

  /** Kinds of page that are not what the parsers know; none while all is well. */
  async findDrifts(): Promise<PageDrift[]> {
    const rows = await this.shapes.find({
      where: { driftedSince: Not(IsNull()) },
      order: { page: 'ASC' },
    });
    return rows.map(({ page, checkedAt, driftedSince, slug, message }) => ({
      page: page as CheckedPage,
      since: driftedSince!,
      checkedAt,
      slug: slug ?? '',
      message: message ?? '',
    }));
  }

  /**
   * @param seed another text, another day
   * @returns null where nothing is known of these months
   */
  async findSettledDay(
    months: { oldest: MonthKey; newest: MonthKey },
    mostSessions: number,
    seed: string,
  ): Promise<SettledDay | null> {
    const parameters = { ...months, mostSessions, seed };
    return (await runSql<SettledDay[]>(this.database, SETTLED_DAY, parameters))[0] ?? null;
  }

  /** @param message how the page of the track differs; null where it does not */
  async note(page: CheckedPage, slug: string, message: string | null, at: Date): Promise<void> {
    await runSql(this.database, NOTE, { page, slug, message, at });
  }
}
