import { Injectable } from '@nestjs/common';
import type { DriverAtTrack, DriverSession } from '@trackside/contracts';
import { Tracks } from '@trackside/tracks';
import { isUnknownDriver } from '../day/day-summary.js';
import { type DriverIdentity, DriverStore } from './driver-store.js';
import { DriverNotFoundError } from './errors.js';
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
}

/** A driver for a download: all sessions, which come a piece at a time. */
export interface DriverExport {
  trackSlug: string;
  driver: Omit<DriverAtTrack, 'sessions'>;
  sessions: AsyncIterable<DriverSession[]>;
}

/** Read at a time; they wait in memory where the client is slow. */
const EXPORT_PIECE = 200;

/** Drivers at their tracks, from imported and discovered days; from the database alone. */
@Injectable()
export class Drivers {
  constructor(
    private readonly store: DriverStore,
    private readonly tracks: Tracks,
  ) {}

  /**
   * A driver with the days, and a page of the sessions, newest first.
   *
   * @throws TrackNotFoundError, DriverNotFoundError, or InvalidCursorError for a foreign cursor
   */
  async find(query: DriverQuery & { limit: number; cursor?: string }): Promise<DriverAtTrack> {
    const after = query.cursor === undefined ? null : decodeDatedCursor(query.cursor);
    const [{ driver }, sessions] = await Promise.all([
      this.describe(query),
      this.findSessions(identityOf(query), after, query.limit),
    ]);
    return { ...driver, sessions };
  }

  /**
   * The driver with all sessions, newest first.
   *
   * @throws TrackNotFoundError, DriverNotFoundError
   */
  async export(query: DriverQuery): Promise<DriverExport> {
    return { ...(await this.describe(query)), sessions: this.inPieces(identityOf(query)) };
  }

  private async describe(query: DriverQuery): Promise<Omit<DriverExport, 'sessions'>> {
    const identity = identityOf(query);
    const track = await this.tracks.find(query.trackId);
    const [totals, transponders, days] = await Promise.all([
      this.store.findTotals(identity),
      this.store.findTransponders(identity),
      this.store.findDays(identity),
    ]);
    if (!totals) throw new DriverNotFoundError(query.name, track.name);
    const place = { track_id: track.id, track_name: track.name };
    return { trackSlug: track.slug, driver: { ...place, ...totals, transponders, days } };
  }

  private async findSessions(
    identity: DriverIdentity,
    after: DatedPosition | null,
    limit: number,
  ): Promise<DriverAtTrack['sessions']> {
    const found = await this.store.findSessions(identity, { after, limit: limit + 1 });
    const shown = found.slice(0, limit);
    const last = found.length > limit ? shown.at(-1) : undefined;
    return {
      items: shown.map(({ session }) => session),
      next_cursor: last ? encodeStudyCursor([last.session.date, last.position]) : null,
    };
  }

  private async *inPieces(identity: DriverIdentity): AsyncGenerator<DriverSession[]> {
    let after: DatedPosition | null = null;
    do {
      const page = await this.findSessions(identity, after, EXPORT_PIECE);
      yield page.items;
      after = page.next_cursor === null ? null : decodeDatedCursor(page.next_cursor);
    } while (after);
  }
}

function identityOf({ trackId, name, transponder }: DriverQuery): DriverIdentity {
  return { trackId, name, transponder: isUnknownDriver(name) ? (transponder ?? null) : null };
}
