import { Injectable } from '@nestjs/common';
import type { Page, Track } from '@trackside/contracts';
import { TrackNotFoundError, TrackSlugMismatchError } from './errors.js';
import { type TrackInterest, TrackInterestStore } from './storage/track-interest-store.js';
import { type StoredTrack, TracksStore, type UsersTrack } from './storage/tracks-store.js';
import { decodeTrackCursor, encodeTrackCursor } from './track-cursor.js';
import { normaliseSlug } from './track-id.js';

export interface TracksQuery {
  userId: string;
  text: string;
  favouritesOnly: boolean;
  runningOnly: boolean;
  limit: number;
  cursor?: string;
}

/** The tracks people search for and mark as favourites. */
@Injectable()
export class Tracks {
  constructor(
    private readonly store: TracksStore,
    private readonly interest: TrackInterestStore,
  ) {}

  /**
   * One page of tracks whose name or slug holds the text, best match first, then by name.
   *
   * @throws InvalidCursorError for a cursor that this search did not give out
   */
  async search(query: TracksQuery): Promise<Page<Track>> {
    const found = await this.store.search({
      userId: query.userId,
      text: query.text,
      favouritesOnly: query.favouritesOnly,
      runningOnly: query.runningOnly,
      limit: query.limit + 1,
      after: query.cursor === undefined ? null : decodeTrackCursor(query.cursor),
    });
    const items = found.slice(0, query.limit);
    const last = found.length > query.limit ? items.at(-1) : undefined;
    return {
      items: items.map(toTrack),
      next_cursor: last ? encodeTrackCursor(last.position) : null,
    };
  }

  /**
   * The track with this id.
   *
   * @param slug given by a caller who believes it belongs to the id
   * @throws TrackNotFoundError, or TrackSlugMismatchError when the slug is another's
   */
  async find(id: string, slug?: string): Promise<StoredTrack> {
    const track = await this.store.find(id);
    if (!track) throw new TrackNotFoundError(id);
    if (slug !== undefined && normaliseSlug(slug) !== track.slug) {
      throw new TrackSlugMismatchError(id);
    }
    return track;
  }

  /**
   * The track with this id, as the user sees it.
   *
   * @throws TrackNotFoundError
   */
  async findFor(userId: string, id: string): Promise<UsersTrack> {
    const track = await this.store.findFor(userId, id);
    if (!track) throw new TrackNotFoundError(id);
    return track;
  }

  /**
   * Keeps the newer of two readings of a track's list of months with practice. A month that the list
   * lacks and that an earlier one had is kept until a second list, a minute later, lacks it too.
   *
   * @param months year × 100 + month, newest first
   * @param reading.order the place of the reading among all readings
   */
  async keepPracticeMonths(
    trackId: string,
    months: number[],
    reading: { order: number; readAt: Date },
  ): Promise<void> {
    await this.store.savePracticeMonths(trackId, months, reading);
  }

  /**
   * Remembers that somebody searched the track, to the hour.
   *
   * @returns whether nobody had within the hour before
   */
  async noteSearch(trackId: string, at: Date): Promise<boolean> {
    return this.interest.noteSearch(trackId, at);
  }

  /**
   * Tracks that somebody may want soon: searched since then, anybody's favourite, live by the
   * catalogue's mark, or with practice in one of these months.
   *
   * @param recentMonths year × 100 + month
   */
  async findInteresting(searchedSince: Date, recentMonths: number[]): Promise<TrackInterest[]> {
    return this.interest.findInteresting(searchedSince, recentMonths);
  }

  /**
   * Marks or unmarks a favourite of the user; doing it twice changes nothing.
   *
   * @throws TrackNotFoundError
   */
  async setFavourite(userId: string, trackId: string, favourite: boolean): Promise<Track> {
    const track = await this.find(trackId);
    await this.store.setFavourite(userId, trackId, favourite);
    return toTrack({ ...track, favourite });
  }

  /** All that a user marked, by name. */
  async listFavourites(userId: string): Promise<Track[]> {
    const query = { userId, text: '', favouritesOnly: true, runningOnly: false, limit: 100 };
    const tracks: Track[] = [];
    for (let cursor: string | undefined, more = true; more; more = cursor !== undefined) {
      const page = await this.search({ ...query, cursor });
      tracks.push(...page.items);
      cursor = page.next_cursor ?? undefined;
    }
    return tracks;
  }

  /** What one user marked the other has marked from now on, and the one nothing. */
  async handFavourites(fromUserId: string, toUserId: string): Promise<void> {
    for (const { id } of await this.listFavourites(fromUserId)) {
      await this.store.setFavourite(toUserId, id, true);
    }
    await this.store.removeFavourites(fromUserId);
  }

  /** Forgets what a user marked. */
  async forgetUser(userId: string): Promise<void> {
    await this.store.removeFavourites(userId);
  }
}

/** The track as the contract shows it. */
export function toTrack(track: UsersTrack): Track {
  return {
    id: track.id,
    slug: track.slug,
    name: track.name,
    status: track.status,
    live_video: track.liveVideo,
    favourite: track.favourite,
  };
}
