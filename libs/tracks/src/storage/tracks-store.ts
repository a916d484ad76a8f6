import { Injectable } from '@nestjs/common';
import { InjectDataSource, InjectRepository } from '@nestjs/typeorm';
import { DataSource, type EntityManager, Repository } from 'typeorm';
import type { TrackStatus } from '@trackside/contracts';
import { runSql, withoutCollision } from '@trackside/database';
import { SharedReads } from '@trackside/streams';
import { CatalogueReadingEntity } from './catalogue-reading.entity.js';
import { FavouriteEntity } from './favourite.entity.js';
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
  /** Only those that the catalogue marked as racing or practising when it was last read. */
  runningOnly: boolean;
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
  EXISTS (SELECT 1 FROM favourites f WHERE f.user_id = :userId AND f.track_id = t.id)`;

const TRACK = `SELECT ${TRACK_COLUMNS} FROM tracks t WHERE t.id = :id`;

const USERS_TRACK = `
  SELECT ${TRACK_COLUMNS}, ${FAVOURITE} AS favourite FROM tracks t WHERE t.id = :id`;

const SEARCH = `
  SELECT * FROM (
    SELECT ${TRACK_COLUMNS}, ${FAVOURITE} AS favourite,
      t.search_name COLLATE "C" AS sort_name,
      CASE WHEN :literal = '' THEN 0
        WHEN t.search_name LIKE :literal || '%' OR t.slug LIKE :literal || '%' THEN 0
        WHEN t.search_name LIKE '% ' || :literal || '%' THEN 1
        ELSE 2 END AS rank
    FROM tracks t
    WHERE t.search_name LIKE '%' || :literal || '%' OR t.slug LIKE '%' || :literal || '%'
  ) found
  WHERE (NOT :favouritesOnly::boolean OR favourite)
    AND (NOT :runningOnly::boolean OR status <> 'idle')
    AND (:afterRank::integer IS NULL OR (rank, sort_name, slug COLLATE "C")
      > (:afterRank, :afterName::text COLLATE "C", :afterSlug::text))
  ORDER BY rank, sort_name, slug COLLATE "C"
  LIMIT :limit`;

const SAVE_TRACKS = `
  INSERT INTO tracks (id, slug, name, search_name, status, live_video, listed_at)
  SELECT id, slug, name, "searchName", status, "liveVideo", :fetchedAt
  FROM jsonb_to_recordset(:listed::jsonb) AS listed
    (id uuid, slug text, name text, "searchName" text, status text, "liveVideo" boolean)
  ON CONFLICT (id) DO UPDATE SET name = excluded.name, search_name = excluded.search_name,
    status = excluded.status, live_video = excluded.live_video, listed_at = excluded.listed_at`;

const SAVE_PRACTICE_MONTHS = `
  WITH lacking AS (
    SELECT t.id,
      ARRAY(SELECT unnest(t.practice_months) EXCEPT SELECT unnest(:months::integer[])) AS months
    FROM tracks t WHERE t.id = :trackId
  ), judged AS (
    SELECT t.id, lacking.months, lacking.months <@ t.practice_months_missing AS is_known,
      lacking.months <@ t.practice_months_missing
        AND t.practice_months_missing_since <= :readAt::timestamptz - interval '1 minute' AS is_believed
    FROM tracks t JOIN lacking ON lacking.id = t.id
  )
  UPDATE tracks t SET practice_months_read_at = :readAt, practice_months_reading = :order,
    practice_months = CASE WHEN is_believed THEN :months::integer[] ELSE ARRAY(
      SELECT unnest(:months::integer[]) AS month UNION SELECT unnest(judged.months) ORDER BY month DESC)
      END,
    practice_months_missing = CASE WHEN is_believed THEN '{}' ELSE judged.months END,
    practice_months_missing_since = CASE WHEN is_believed OR judged.months = '{}' THEN NULL
      WHEN is_known AND t.practice_months_missing_since <= :readAt THEN t.practice_months_missing_since
      ELSE :readAt END
  FROM judged WHERE t.id = judged.id AND t.practice_months_reading <= :order`;

@Injectable()
export class TracksStore {
  /** By id: a crowd that comes for one track asks for it a few times, not each for himself. */
  private readonly looks = new SharedReads<StoredTrack[]>();

  constructor(
    @InjectRepository(TrackEntity) private readonly tracks: Repository<TrackEntity>,
    @InjectRepository(FavouriteEntity) private readonly favourites: Repository<FavouriteEntity>,
    @InjectRepository(CatalogueReadingEntity)
    private readonly readings: Repository<CatalogueReadingEntity>,
    @InjectDataSource() private readonly database: DataSource,
  ) {}

  /** Every discovery begins with it: the row alone takes half the time of an entity. */
  async find(id: string): Promise<StoredTrack | null> {
    const rows = await this.looks.run(id, () =>
      runSql<StoredTrack[]>(this.database, TRACK, { id }),
    );
    return rows[0] ?? null;
  }

  async findFor(userId: string, id: string): Promise<UsersTrack | null> {
    const rows = await runSql<UsersTrack[]>(this.database, USERS_TRACK, { userId, id });
    return rows[0] ?? null;
  }

  async findNames(id: string): Promise<TrackNamesKnown | null> {
    const track = await this.tracks.findOneBy({ id });
    if (!track) return null;
    return { name: track.name, pageName: track.pageName, pageNameReadAt: track.pageNameReadAt };
  }

  /** Keeps the name that the track's dashboard bears. */
  async savePageName(id: string, pageName: string, readAt: Date): Promise<void> {
    await this.tracks.update({ id }, { pageName, pageNameReadAt: readAt });
  }

  /**
   * Tracks whose name or slug holds the text: those that begin with it first, then those with a
   * word that does, then the rest; within each by name, then slug.
   */
  async search(search: TrackSearch): Promise<(UsersTrack & { position: TrackPosition })[]> {
    const { userId, favouritesOnly, runningOnly, limit } = search;
    const literal = search.text.toLowerCase().replace(/[\\%_]/g, '\\$&');
    const [afterRank, afterName, afterSlug] = search.after ?? [null, null, null];
    const only = { favouritesOnly, runningOnly };
    const parameters = { userId, literal, ...only, afterRank, afterName, afterSlug, limit };
    const rows = await runSql<(UsersTrack & { rank: number; sort_name: string })[]>(
      this.database,
      SEARCH,
      parameters,
    );
    return rows.map(({ rank, sort_name, ...track }) => ({
      ...track,
      position: [rank, sort_name, track.slug],
    }));
  }

  async count(): Promise<number> {
    return this.tracks.count();
  }

  /** Stores what the catalogue lists; a track that it does not list stays as it is. */
  async saveCatalogue(tracks: ListedTrack[], reading: CatalogueReading): Promise<void> {
    const listed = tracks.map((track) => ({ ...track, searchName: track.name.toLowerCase() }));
    const { fetchedAt, unreadableRows } = reading;
    const save = async (transaction: EntityManager): Promise<void> => {
      await runSql(transaction, SAVE_TRACKS, { listed: JSON.stringify(listed), fetchedAt });
      await transaction
        .getRepository(CatalogueReadingEntity)
        .upsert({ id: true, fetchedAt, listed: reading.listed, unreadableRows }, ['id']);
    };
    await withoutCollision(() => this.database.transaction(save));
  }

  async lastCatalogueReading(): Promise<CatalogueReading | null> {
    const reading = await this.readings.findOneBy({ id: true });
    if (!reading) return null;
    const { fetchedAt, listed, unreadableRows } = reading;
    return { fetchedAt, listed, unreadableRows };
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
    const { order, readAt } = reading;
    await runSql(this.database, SAVE_PRACTICE_MONTHS, { trackId, months, readAt, order });
  }

  async setFavourite(userId: string, trackId: string, favourite: boolean): Promise<void> {
    if (!favourite) await this.favourites.delete({ userId, trackId });
    else await this.addFavourite({ userId, trackId });
  }

  async removeFavourites(userId: string): Promise<void> {
    await this.favourites.delete({ userId });
  }

  private async addFavourite(favourite: FavouriteEntity): Promise<void> {
    await this.favourites.createQueryBuilder().insert().values(favourite).orIgnore().execute();
  }
}
