import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';

/** A race event as the store knows it. */
export interface StoredEvent {
  id: string;
  sourceEventId: string;
  name: string;
  /** `YYYY-MM-DD`; null when LiveRC gives no date that can be. */
  startDate: string | null;
  endDate: string | null;
  entries: number | null;
  drivers: number | null;
  imported: boolean;
}

/** When a track's events list was read. */
export interface ListReading {
  fetchedAt: Date;
  /** The last time because a caller asked for it; null when there was none. */
  refreshedAt: Date | null;
}

export type ListedEvent = Omit<StoredEvent, 'imported'>;

const EVENT_COLUMNS = `
  id, source_event_id AS "sourceEventId", name, start_date::text AS "startDate",
  end_date::text AS "endDate", entries, drivers, imported_at IS NOT NULL AS imported`;

const NEWEST_FIRST = 'ORDER BY start_date DESC NULLS LAST, position';

@Injectable()
export class EventStore {
  constructor(@InjectDataSource() private readonly database: DataSource) {}

  /** When the track's events list was last read; null before that. */
  async findListReading(trackId: string): Promise<ListReading | null> {
    const rows = await this.database.query<ListReading[]>(
      `SELECT fetched_at AS "fetchedAt", refreshed_at AS "refreshedAt"
       FROM event_lists WHERE track_id = $1`,
      [trackId],
    );
    return rows[0] ?? null;
  }

  /** Every event known at the track, newest first, those without a date last. */
  async findAll(trackId: string): Promise<StoredEvent[]> {
    return this.database.query<StoredEvent[]>(
      `SELECT ${EVENT_COLUMNS} FROM events WHERE track_id = $1 ${NEWEST_FIRST}`,
      [trackId],
    );
  }

  /** Events of the track that touch the range, newest first. */
  async findInRange(trackId: string, startDate: string, endDate: string): Promise<StoredEvent[]> {
    return this.database.query<StoredEvent[]>(
      `SELECT ${EVENT_COLUMNS} FROM events
       WHERE track_id = $1 AND start_date <= $3 AND end_date >= $2 ${NEWEST_FIRST}`,
      [trackId, startDate, endDate],
    );
  }

  /**
   * Stores a reading of the events list: events it no longer names are forgotten unless imported.
   */
  async saveList(
    trackId: string,
    events: ListedEvent[],
    { fetchedAt, refreshedAt }: ListReading,
  ): Promise<void> {
    const listed = events.map((event, position) => ({ ...event, position }));
    await this.database.query(
      `WITH listed AS (
         SELECT * FROM jsonb_to_recordset($2::jsonb) AS listed (
           id uuid, "sourceEventId" text, name text, "startDate" date, "endDate" date,
           entries bigint, drivers bigint, position integer)
       ), reading AS (
         INSERT INTO event_lists (track_id, fetched_at, refreshed_at) VALUES ($1, $3, $4)
         ON CONFLICT (track_id) DO UPDATE SET fetched_at = excluded.fetched_at,
           refreshed_at = coalesce(excluded.refreshed_at, event_lists.refreshed_at)
       ), gone AS (
         DELETE FROM events stored WHERE track_id = $1 AND imported_at IS NULL
           AND NOT EXISTS (SELECT FROM listed WHERE listed.id = stored.id)
       )
       INSERT INTO events
         (id, track_id, source_event_id, name, start_date, end_date, entries, drivers, position)
       SELECT id, $1, "sourceEventId", name, "startDate", "endDate", entries, drivers, position
       FROM listed
       ON CONFLICT (id) DO UPDATE SET name = excluded.name, start_date = excluded.start_date,
         end_date = excluded.end_date, entries = excluded.entries, drivers = excluded.drivers,
         position = excluded.position`,
      [trackId, JSON.stringify(listed), fetchedAt, refreshedAt],
    );
  }

  /** Marks events as imported; those that are already stay as they are. Tells how many changed. */
  async markImported(trackId: string, sourceEventIds: string[], at: Date): Promise<number> {
    const rows = await this.database.query<{ changed: number }[]>(
      `WITH changed AS (
         UPDATE events SET imported_at = $3
         WHERE track_id = $1 AND source_event_id = ANY ($2) AND imported_at IS NULL RETURNING id
       ) SELECT count(*)::integer AS changed FROM changed`,
      [trackId, sourceEventIds, at],
    );
    return rows[0]?.changed ?? 0;
  }
}
