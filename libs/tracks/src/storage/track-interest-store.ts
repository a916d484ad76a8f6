import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import { runSql } from '@trackside/database';
import type { StoredTrack } from './tracks-store.js';

/** A track, and how much people want it. */
export interface TrackInterest extends StoredTrack {
  /** Users who have marked it. */
  favourites: number;
  /** To the hour; null where nobody is known to have searched it. */
  lastSearchedAt: Date | null;
  /** Hours in which it was searched, as of the last one; one a week before counts half. */
  searchWeight: number;
}

/** A week in seconds: the time in which a search comes to count half. */
export const SEARCH_HALF_LIFE_SECONDS = 7 * 86_400;

/** A moment that lies ahead was told by a clock that ran ahead. */
const NOTE_SEARCH = `
  INSERT INTO track_searches AS known (track_id, last_searched_at, weight)
  VALUES (:trackId, :at, 1)
  ON CONFLICT (track_id) DO UPDATE SET last_searched_at = excluded.last_searched_at,
    weight = 1 + known.weight * 0.5 ^ (greatest(0,
      extract(epoch FROM excluded.last_searched_at - known.last_searched_at)) / :halfLifeSeconds)
  WHERE known.last_searched_at <= excluded.last_searched_at - interval '1 hour'
    OR known.last_searched_at > excluded.last_searched_at + interval '5 minutes'
  RETURNING track_id`;

const FIND_INTERESTING = `
  SELECT t.id, t.slug, t.name, t.status, t.live_video AS "liveVideo",
    t.practice_months AS "practiceMonths", t.practice_months_read_at AS "practiceMonthsReadAt",
    coalesce(f.users, 0)::integer AS favourites, s.last_searched_at AS "lastSearchedAt",
    coalesce(s.weight, 0) AS "searchWeight"
  FROM tracks t LEFT JOIN track_searches s ON s.track_id = t.id
  LEFT JOIN (SELECT track_id, count(*) AS users FROM favourites GROUP BY track_id) f
    ON f.track_id = t.id
  WHERE s.last_searched_at > :searchedSince OR f.users > 0 OR t.status <> 'idle'
    OR t.practice_months && :recentMonths::integer[]`;

/** What people want of which track. */
@Injectable()
export class TrackInterestStore {
  constructor(@InjectDataSource() private readonly database: DataSource) {}

  /** @returns whether it was noted: it is not within an hour of another search */
  async noteSearch(trackId: string, at: Date): Promise<boolean> {
    const halfLifeSeconds = SEARCH_HALF_LIFE_SECONDS;
    const parameters = { trackId, at, halfLifeSeconds };
    return (await runSql<unknown[]>(this.database, NOTE_SEARCH, parameters)).length > 0;
  }

  /** Tracks that were searched since then, are somebody's favourite, live, or practised lately. */
  async findInteresting(searchedSince: Date, recentMonths: number[]): Promise<TrackInterest[]> {
    return runSql<TrackInterest[]>(this.database, FIND_INTERESTING, {
      searchedSince,
      recentMonths,
    });
  }
}
