import { Injectable } from '@nestjs/common';
import type { DriverAtTrack, DriverSession, Lap } from '@trackside/contracts';
import { Tracks } from '@trackside/tracks';
import { isUnknownDriver } from '../day/day-summary.js';
import { reckonDriver, type SummedDriver } from './driver-figures.js';
import { type DriverPart, DriverStore, type DriverTotals } from './driver-store.js';
import { DriverNotFoundError } from './errors.js';
import { StudiedLaps } from './studied-laps.js';
import { type DatedPosition, decodeDatedCursor, encodeStudyCursor } from './study-cursor.js';

/** Who is looked for. */
export interface DriverQuery {
  trackId: string;
  /** Compared by normalised name. */
  name: string;
  /**
   * Tells unknown drivers apart; without it all of them are taken together. A named driver is one
   * person whatever the transponder, so there it changes nothing.
   */
  transponder?: string;
  /**
   * Figures, days and sessions of this class alone, letter case aside; without it those of all
   * classes together. Name, class names and transponders are those of all sessions either way.
   */
  className?: string;
}

/** A driver's practice, without what only other libraries know. */
export type PractisedDriver = Omit<DriverAtTrack, 'sessions' | 'races'>;

/** A driver for a download: all sessions, which come a piece at a time. */
export interface DriverExport {
  trackSlug: string;
  driver: PractisedDriver;
  sessions: AsyncIterable<DriverSession[]>;
}

/** A session of a driver with the laps last read, in their order. */
export type DriverSessionWithLaps = DriverSession & { laps: Lap[] };

/** Read at a time; they wait in memory where the client is slow. */
const EXPORT_PIECE = 200;
/** Sessions whose laps are read at a time. */
const LAPS_PIECE = 20;

/** Drivers at their tracks, from imported and discovered days; from the database alone. */
@Injectable()
export class Drivers {
  constructor(
    private readonly store: DriverStore,
    private readonly laps: StudiedLaps,
    private readonly tracks: Tracks,
  ) {}

  /**
   * A driver with the days, and a page of the sessions, newest first.
   *
   * @param query `isKnown` is asked of somebody without practice, who is no error where it is true
   * @throws TrackNotFoundError, DriverNotFoundError, or InvalidCursorError for a foreign cursor
   */
  async find(
    query: DriverQuery & { limit: number; cursor?: string; isKnown?: () => Promise<boolean> },
  ): Promise<Omit<DriverAtTrack, 'races'>> {
    const after = query.cursor === undefined ? null : decodeDatedCursor(query.cursor);
    const [{ driver }, sessions] = await Promise.all([
      this.describe(query, query.isKnown),
      this.findSessions(partOf(query), after, query.limit),
    ]);
    return { ...driver, sessions };
  }

  /**
   * The driver with all sessions, newest first.
   *
   * @throws TrackNotFoundError, DriverNotFoundError
   */
  async export(query: DriverQuery): Promise<DriverExport> {
    return { ...(await this.describe(query)), sessions: this.inPieces(partOf(query)) };
  }

  /** The sessions of a download with their laps, read as the download gets to them. */
  async *withLaps(
    sessions: AsyncIterable<DriverSession[]>,
  ): AsyncGenerator<DriverSessionWithLaps[]> {
    for await (const piece of sessions) {
      for (let from = 0; from < piece.length; from += LAPS_PIECE) {
        yield await this.laps.addLaps(piece.slice(from, from + LAPS_PIECE));
      }
    }
  }

  private async describe(
    query: DriverQuery,
    isKnown: () => Promise<boolean> = async () => false,
  ): Promise<Omit<DriverExport, 'sessions'>> {
    const part = partOf(query);
    const track = await this.tracks.find(query.trackId);
    const [totals, ofClass, transponders, summed] = await Promise.all([
      this.store.findTotals(part),
      part.className === null ? null : this.store.findFigures(part),
      this.store.findTransponders(part),
      this.sum(part),
    ]);
    if (!totals && !(await isKnown())) throw new DriverNotFoundError(track.name);
    const place = { track_id: track.id, track_name: track.name };
    const { figures: own, days, classes } = reckonDriver(summed);
    const { class_names, ...summedUp } = totals ?? withoutPractice(query.name);
    const figures = { ...summedUp, ...ofClass, ...own, class_names };
    const driver = { ...place, ...figures, transponders, days, classes };
    return { trackSlug: track.slug, driver };
  }

  private async sum(part: DriverPart): Promise<SummedDriver> {
    // Nobody's own figures could be made of the laps of all whom LiveRC does not know.
    const isNobody = isUnknownDriver(part.name) && part.transponder === null;
    const [days, classes, classesOfDays, times] = await Promise.all([
      this.store.findDays(part),
      this.store.findClasses(part),
      this.store.findClassesOfDays(part),
      isNobody ? [] : this.store.findLapTimes(part),
    ]);
    return { days, classes, classesOfDays, times };
  }

  private async findSessions(
    part: DriverPart,
    after: DatedPosition | null,
    limit: number,
  ): Promise<DriverAtTrack['sessions']> {
    const found = await this.store.findSessions(part, { after, limit: limit + 1 });
    const shown = found.slice(0, limit);
    const last = found.length > limit ? shown.at(-1) : undefined;
    return {
      items: await this.laps.addFigures(shown.map(({ session }) => session)),
      next_cursor: last ? encodeStudyCursor([last.session.date, last.position]) : null,
    };
  }

  private async *inPieces(part: DriverPart): AsyncGenerator<DriverSession[]> {
    let after: DatedPosition | null = null;
    do {
      const page = await this.findSessions(part, after, EXPORT_PIECE);
      yield page.items;
      after = page.next_cursor === null ? null : decodeDatedCursor(page.next_cursor);
    } while (after);
  }
}

/** Somebody who never practised at the track. */
function withoutPractice(name: string): DriverTotals {
  return {
    name,
    class_names: [],
    session_count: 0,
    lap_count: 0,
    fastest_lap_seconds: null,
    average_lap_seconds: null,
    consistency_percent: null,
  };
}

function partOf({ trackId, name, transponder, className }: DriverQuery): DriverPart {
  const used = isUnknownDriver(name) ? (transponder ?? null) : null;
  return { trackId, name, transponder: used, className: className ?? null };
}
