import { Injectable } from '@nestjs/common';
import type { Page, TrackDriver } from '@trackside/contracts';
import { decodeCursor, encodeCursor } from '@trackside/streams';
import { Tracks } from '@trackside/tracks';
import { type TrackDriverPlace, TrackDriversStore } from './track-drivers-store.js';

/** Who is looked for at a track; what is left out limits nothing. */
export interface TrackDriversQuery {
  trackId: string;
  /** Any part of a name, letter case and accents aside, or the beginning of a transponder. */
  text?: string;
  /** Letter case does not matter. */
  className?: string;
  /** Both inclusive, `YYYY-MM-DD`. */
  startDate?: string;
  endDate?: string;
  limit: number;
  cursor?: string;
}

/** Who practised at a track, from imported and discovered days; from the database alone. */
@Injectable()
export class TrackDrivers {
  constructor(
    private readonly store: TrackDriversStore,
    private readonly tracks: Tracks,
  ) {}

  /**
   * Most days first, then by name. Unknown drivers are told apart by their transponders.
   *
   * @throws TrackNotFoundError, or InvalidCursorError for a cursor that is not ours
   */
  async find(query: TrackDriversQuery): Promise<Page<TrackDriver>> {
    const after = query.cursor === undefined ? null : decodeCursor(query.cursor, isPlace);
    const track = await this.tracks.find(query.trackId);
    const found = await this.store.find({
      trackId: track.id,
      sought: query.text ?? null,
      className: query.className ?? null,
      startDate: query.startDate ?? null,
      endDate: query.endDate ?? null,
      after,
      limit: query.limit + 1,
    });
    const shown = found.slice(0, query.limit);
    const last = found.length > shown.length ? shown.at(-1) : undefined;
    return {
      items: shown.map(({ driver }) => driver),
      next_cursor: last ? encodeCursor(last.place) : null,
    };
  }
}

const MOST_DAYS = 2 ** 31 - 1;

function isPlace(value: unknown): value is TrackDriverPlace {
  if (!Array.isArray(value) || value.length !== 2) return false;
  const [dayCount, person] = value as unknown[];
  const isCount = Number.isInteger(dayCount) && (dayCount as number) >= 0;
  const isText = typeof person === 'string' && !person.includes('\0') && person.isWellFormed();
  return isCount && (dayCount as number) <= MOST_DAYS && isText;
}
