import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import { runSql } from '@trackside/database';
import { HAS_OWN_PAGE, IS_SHOWN } from './session-columns.js';

const UNREAD = `
  SELECT s.day_id AS "dayId", count(*)::integer AS count FROM practice_sessions s
  WHERE s.day_id = ANY (:dayIds::uuid[]) AND ${IS_SHOWN} AND NOT (${HAS_OWN_PAGE})
  GROUP BY s.day_id`;

/** How many sessions of imported days have no laps here. */
@Injectable()
export class UnreadSessionsStore {
  constructor(@InjectDataSource() private readonly database: DataSource) {}

  /** By the day's id; a day whose laps are all here is not in the answer. */
  async count(dayIds: readonly string[]): Promise<ReadonlyMap<string, number>> {
    if (dayIds.length === 0) return new Map();
    const rows = await runSql<{ dayId: string; count: number }[]>(this.database, UNREAD, {
      dayIds: [...dayIds],
    });
    return new Map(rows.map(({ dayId, count }) => [dayId, count]));
  }
}
