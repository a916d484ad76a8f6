import { dayNumberOf } from './dates.js';
import type { Track } from './tracks.js';

const FIRST_ID = 10_000_000;
const FIRST_DAY = dayNumberOf('2016-01-01');

/**
 * Numbers sessions as LiveRC does: unique over all tracks and growing with time. A number can be
 * read back, so that a session's page needs no memory of its day page.
 */
export class SessionIds {
  private readonly firstOfTrack: number[] = [];
  private readonly idsPerDay: number;

  constructor(tracks: readonly Track[]) {
    let next = 0;
    for (const track of tracks) {
      this.firstOfTrack.push(next);
      next += track.idsPerDay;
    }
    this.idsPerDay = next;
  }

  /** @param index place of the session in its day, oldest first */
  idOf(track: Track, dayNumber: number, index: number): number {
    if (index >= track.idsPerDay) {
      throw new RangeError(
        `${track.slug} can have ${track.idsPerDay} sessions a day, not ${index + 1}`,
      );
    }
    const day = dayNumber - FIRST_DAY;
    return FIRST_ID + day * this.idsPerDay + (this.firstOfTrack[track.index] as number) + index;
  }

  /** Day and place of a number, or null when it is none of this track. */
  read(track: Track, id: number): { dayNumber: number; index: number } | null {
    const offset = id - FIRST_ID;
    if (!Number.isSafeInteger(id) || offset < 0) return null;
    const index = (offset % this.idsPerDay) - (this.firstOfTrack[track.index] as number);
    if (index < 0 || index >= track.idsPerDay) return null;
    return { dayNumber: FIRST_DAY + Math.floor(offset / this.idsPerDay), index };
  }
}
