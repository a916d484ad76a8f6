import { Injectable } from '@nestjs/common';
import { InjectDataSource, InjectRepository } from '@nestjs/typeorm';
import { Any, DataSource, IsNull, Repository } from 'typeorm';
import { runSql, withoutCollision } from '@trackside/database';
import { EventEntity } from './event.entity.js';
import { EventListEntity } from './event-list.entity.js';

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

/** Rows as the records they become: entities of hundreds of events take four times as long. */
const EVENTS = `
  SELECT id, source_event_id AS "sourceEventId", name, start_date AS "startDate",
    end_date AS "endDate", entries, drivers, imported_at IS NOT NULL AS imported
  FROM events WHERE track_id = :trackId`;

const NEWEST_FIRST = 'ORDER BY start_date DESC NULLS LAST, position';

const EVENTS_IN_RANGE = `
  ${EVENTS} AND start_date <= :endDate AND end_date >= :startDate ${NEWEST_FIRST}`;

/** An event that is listed no more is forgotten unless it is imported. */
const SAVE_LIST = `
  WITH listed AS (
    SELECT * FROM jsonb_to_recordset(:listed::jsonb) AS listed (
      id uuid, "sourceEventId" text, name text, "startDate" date, "endDate" date,
      entries bigint, drivers bigint, position integer)
  ), reading AS (
    INSERT INTO event_lists (track_id, fetched_at, refreshed_at)
    VALUES (:trackId, :fetchedAt, :refreshedAt)
    ON CONFLICT (track_id) DO UPDATE SET fetched_at = excluded.fetched_at,
      refreshed_at = coalesce(excluded.refreshed_at, event_lists.refreshed_at)
  ), gone AS (
    DELETE FROM events stored WHERE track_id = :trackId AND imported_at IS NULL
      AND NOT EXISTS (SELECT FROM listed WHERE listed.id = stored.id)
  )
  INSERT INTO events
    (id, track_id, source_event_id, name, start_date, end_date, entries, drivers, position)
  SELECT id, :trackId, "sourceEventId", name, "startDate", "endDate", entries, drivers, position
  FROM listed
  ON CONFLICT (id) DO UPDATE SET name = excluded.name, start_date = excluded.start_date,
    end_date = excluded.end_date, entries = excluded.entries, drivers = excluded.drivers,
    position = excluded.position`;

/** Race events in PostgreSQL; each call is one round trip. */
@Injectable()
export class EventStore {
  constructor(
    @InjectRepository(EventEntity) private readonly events: Repository<EventEntity>,
    @InjectRepository(EventListEntity) private readonly lists: Repository<EventListEntity>,
    @InjectDataSource() private readonly database: DataSource,
  ) {}

  /** When the track's events list was last read; null before that. */
  async findListReading(trackId: string): Promise<ListReading | null> {
    const list = await this.lists.findOneBy({ trackId });
    return list && { fetchedAt: list.fetchedAt, refreshedAt: list.refreshedAt };
  }

  /** Every event known at the track, newest first, those without a date last. */
  async findAll(trackId: string): Promise<StoredEvent[]> {
    return runSql<StoredEvent[]>(this.database, `${EVENTS} ${NEWEST_FIRST}`, { trackId });
  }

  /** Events of the track that touch the range, newest first. */
  async findInRange(trackId: string, startDate: string, endDate: string): Promise<StoredEvent[]> {
    return runSql<StoredEvent[]>(this.database, EVENTS_IN_RANGE, { trackId, startDate, endDate });
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
    const parameters = { trackId, listed: JSON.stringify(listed), fetchedAt, refreshedAt };
    await withoutCollision(() => runSql(this.database, SAVE_LIST, parameters));
  }

  find(eventId: string): Promise<EventEntity | null> {
    return this.events.findOneBy({ id: eventId });
  }

  /** @throws Error when there is none: the caller has just had its id from the store */
  async findOne(eventId: string): Promise<EventEntity> {
    return this.events.findOneByOrFail({ id: eventId });
  }

  /** Marks events as imported; those that are already stay as they are. Tells how many changed. */
  async markImported(trackId: string, sourceEventIds: string[], at: Date): Promise<number> {
    const unimported = { trackId, sourceEventId: Any(sourceEventIds), importedAt: IsNull() };
    const { affected } = await this.events.update(unimported, { importedAt: at });
    return affected ?? 0;
  }
}
