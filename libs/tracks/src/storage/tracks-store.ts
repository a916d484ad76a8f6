import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import type { TrackStatus } from '@trackside/contracts';
import { TrackEntity } from './track.entity.js';

/** A track as the store knows it. */
export interface StoredTrack {
  id: string;
  slug: string;
  name: string;
  status: TrackStatus;
  liveVideo: boolean;
  /** Year × 100 + month, newest first; null until a calendar page was read. */
  practiceMonths: number[] | null;
  practiceMonthsReadAt: Date | null;
}

/** A track as one user sees it. */
export interface UsersTrack extends StoredTrack {
  favourite: boolean;
}

/** Position in the order of a search: rank of the match, lower-cased name, slug. */
export type TrackPosition = [rank: number, name: string, slug: string];

/** What a track is called. */
export interface TrackNamesKnown {
  /** In the catalogue. */
  name: string;
  /** On its dashboard; null until a page that bears another name had it read. */
  pageName: string | null;
  pageNameReadAt: Date | null;
}

export interface TrackSearch {
  userId: string;
  /** Part of a name or slug; matched literally, letter case ignored. */
  text: string;
  favouritesOnly: boolean;
  limit: number;
  after: TrackPosition | null;
}

export interface CatalogueReading {
  fetchedAt: Date;
  listed: number;
  unreadableRows: number;
}

export interface ListedTrack {
  id: string;
  slug: string;
  name: string;
  status: TrackStatus;
  liveVideo: boolean;
}

const TRACK_COLUMNS = `
  t.id, t.slug, t.name, t.status, t.live_video AS "liveVideo",
  t.practice_months AS "practiceMonths", t.practice_months_read_at AS "practiceMonthsReadAt"`;

const FAVOURITE = `
  EXISTS (SELECT 1 FROM favourites f WHERE f.user_id = $1 AND f.track_id = t.id)`;

/** $1 track, $2 months, $3 read at, $4 order of the reading. */
const SAVE_PRACTICE_MONTHS = `
  WITH lacking AS (
    SELECT t.id, ARRAY(SELECT unnest(t.practice_months) EXCEPT SELECT unnest($2::integer[])) AS months
    FROM tracks t WHERE t.id = $1
  ), judged AS (
    SELECT t.id, lacking.months, lacking.months <@ t.practice_months_missing AS is_known,
      lacking.months <@ t.practice_months_missing
        AND t.practice_months_missing_since <= $3::timestamptz - interval '1 minute' AS is_believed
    FROM tracks t JOIN lacking ON lacking.id = t.id
  )
  UPDATE tracks t SET practice_months_read_at = $3, practice_months_reading = $4,
    practice_months = CASE WHEN is_believed THEN $2::integer[] ELSE ARRAY(
      SELECT unnest($2::integer[]) AS month UNION SELECT unnest(judged.months) ORDER BY month DESC)
      END,
    practice_months_missing = CASE WHEN is_believed THEN '{}' ELSE judged.months END,
    practice_months_missing_since = CASE WHEN is_believed OR judged.months = '{}' THEN NULL
      WHEN is_known AND t.practice_months_missing_since <= $3 THEN t.practice_months_missing_since
      ELSE $3 END
  FROM judged WHERE t.id = judged.id AND t.practice_months_reading <= $4`;

@Injectable()
export class TracksStore {
  constructor(@InjectDataSource() private readonly database: DataSource) {}

  async find(id: string): Promise<StoredTrack | null> {
    const rows = await this.database.query<StoredTrack[]>(
      `SELECT ${TRACK_COLUMNS} FROM tracks t WHERE t.id = $1`,
      [id],
    );
    return rows[0] ?? null;
  }

  async findFor(userId: string, id: string): Promise<UsersTrack | null> {
    const rows = await this.database.query<UsersTrack[]>(
      `SELECT ${TRACK_COLUMNS}, ${FAVOURITE} AS favourite FROM tracks t WHERE t.id = $2`,
      [userId, id],
    );
    return rows[0] ?? null;
  }

  async findNames(id: string): Promise<TrackNamesKnown | null> {
    const rows = await this.database.query<TrackNamesKnown[]>(
      `SELECT name, page_name AS "pageName", page_name_read_at AS "pageNameReadAt"
       FROM tracks WHERE id = $1`,
      [id],
    );
    return rows[0] ?? null;
  }

  /** Keeps the name that the track's dashboard bears. */
  async savePageName(id: string, pageName: string, readAt: Date): Promise<void> {
    await this.database.query(
      'UPDATE tracks SET page_name = $2, page_name_read_at = $3 WHERE id = $1',
      [id, pageName, readAt],
    );
  }

  /**
   * Tracks whose name or slug holds the text: those that begin with it first, then those with a
   * word that does, then the rest; within each by name, then slug.
   */
  async search(search: TrackSearch): Promise<(UsersTrack & { position: TrackPosition })[]> {
    const literal = search.text.toLowerCase().replace(/[\\%_]/g, '\\$&');
    const rows = await this.database.query<(UsersTrack & { rank: number; sort_name: string })[]>(
      `SELECT * FROM (
         SELECT ${TRACK_COLUMNS}, ${FAVOURITE} AS favourite,
           t.search_name COLLATE "C" AS sort_name,
           CASE WHEN $2 = '' THEN 0
             WHEN t.search_name LIKE $2 || '%' OR t.slug LIKE $2 || '%' THEN 0
             WHEN t.search_name LIKE '% ' || $2 || '%' THEN 1
             ELSE 2 END AS rank
         FROM tracks t
         WHERE t.search_name LIKE '%' || $2 || '%' OR t.slug LIKE '%' || $2 || '%'
       ) found
       WHERE (NOT $3::boolean OR favourite)
         AND ($4::integer IS NULL
           OR (rank, sort_name, slug COLLATE "C") > ($4, $5::text COLLATE "C", $6::text))
       ORDER BY rank, sort_name, slug COLLATE "C"
       LIMIT $7`,
      [
        search.userId,
        literal,
        search.favouritesOnly,
        ...(search.after ?? [null, null, null]),
        search.limit,
      ],
    );
    return rows.map(({ rank, sort_name, ...track }) => ({
      ...track,
      position: [rank, sort_name, track.slug],
    }));
  }

  async count(): Promise<number> {
    return this.database.getRepository(TrackEntity).count();
  }

  /** Stores what the catalogue lists; a track that it does not list stays as it is. */
  async saveCatalogue(tracks: ListedTrack[], reading: CatalogueReading): Promise<void> {
    await this.database.transaction(async (manager) => {
      await manager.query(
        `INSERT INTO tracks (id, slug, name, search_name, status, live_video, listed_at)
         SELECT id, slug, name, "searchName", status, "liveVideo", $2
         FROM jsonb_to_recordset($1::jsonb) AS listed
           (id uuid, slug text, name text, "searchName" text, status text, "liveVideo" boolean)
         ON CONFLICT (id) DO UPDATE SET name = excluded.name, search_name = excluded.search_name,
           status = excluded.status, live_video = excluded.live_video,
           listed_at = excluded.listed_at`,
        [
          JSON.stringify(tracks.map((t) => ({ ...t, searchName: t.name.toLowerCase() }))),
          reading.fetchedAt,
        ],
      );
      await manager.query(
        `INSERT INTO catalogue_readings (fetched_at, listed, unreadable_rows) VALUES ($1, $2, $3)
         ON CONFLICT (id) DO UPDATE SET fetched_at = excluded.fetched_at,
           listed = excluded.listed, unreadable_rows = excluded.unreadable_rows`,
        [reading.fetchedAt, reading.listed, reading.unreadableRows],
      );
    });
  }

  async lastCatalogueReading(): Promise<CatalogueReading | null> {
    const rows = await this.database.query<CatalogueReading[]>(
      `SELECT fetched_at AS "fetchedAt", listed, unreadable_rows AS "unreadableRows"
       FROM catalogue_readings`,
    );
    return rows[0] ?? null;
  }

  /**
   * Keeps the newer of two readings of a track's list of months with practice. A month that the list
   * lacks and that an earlier one had is kept until a second list, a minute later, lacks it too.
   *
   * @param reading.order the place of the reading among all readings
   */
  async savePracticeMonths(
    trackId: string,
    months: number[],
    reading: { order: number; readAt: Date },
  ): Promise<void> {
    await this.database.query(SAVE_PRACTICE_MONTHS, [
      trackId,
      months,
      reading.readAt,
      reading.order,
    ]);
  }

  async setFavourite(userId: string, trackId: string, favourite: boolean): Promise<void> {
    await this.database.query(
      favourite
        ? 'INSERT INTO favourites (user_id, track_id) VALUES ($1, $2) ON CONFLICT DO NOTHING'
        : 'DELETE FROM favourites WHERE user_id = $1 AND track_id = $2',
      [userId, trackId],
    );
  }
}
