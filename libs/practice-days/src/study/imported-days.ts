import { Injectable } from '@nestjs/common';
import type {
  ImportedPracticeDayDetail,
  ImportedPracticeSession,
  Lap,
  Page,
  PracticeDay,
  PracticeSessionWithLaps,
  StudiedSession,
} from '@trackside/contracts';
import { LivercScraper } from '@trackside/liverc-scraper';
import { Tracks } from '@trackside/tracks';
import { isUnknownDriver, toPracticeDay } from '../day/day-summary.js';
import { StudiedLaps } from './studied-laps.js';
import { EVERY_SESSION, type SessionFilter, StudyStore } from './study-store.js';
import {
  NotDrivenError,
  PracticeDayNotImportedError,
  SessionNotFoundError,
  SessionsUnknownError,
} from './errors.js';
import { decodePositionCursor, encodeStudyCursor } from './study-cursor.js';

/** Which sessions of an imported day are wanted; what is left out limits nothing. */
export interface DaySessionsQuery {
  dayId: string;
  /** Compared by normalised name. */
  driver?: string;
  /** Letter case does not matter. */
  className?: string;
  sessionIds?: string[];
  includeLaps: boolean;
  /** Without it all of them, in one answer. */
  limit?: number;
  cursor?: string;
}

/** Whose sessions of a day are taken away; what is left out limits nothing. */
export interface DayPart {
  /** Compared by normalised name. */
  driver?: string;
  /** Tells unknown drivers apart; for a named driver it changes nothing. */
  transponder?: string;
  /** Letter case does not matter. */
  className?: string;
}

/** An imported day for a download: its sessions come a piece at a time. */
export interface DayExport {
  practiceDay: ImportedPracticeDayDetail;
  sessions: AsyncIterable<PracticeSessionWithLaps[]>;
}

/** Days that were imported, with their sessions and laps; from the database alone. */
@Injectable()
export class ImportedDays {
  constructor(
    private readonly store: StudyStore,
    private readonly laps: StudiedLaps,
    private readonly tracks: Tracks,
    private readonly scraper: LivercScraper,
  ) {}

  /** @throws PracticeDayNotImportedError */
  async find(dayId: string): Promise<ImportedPracticeDayDetail> {
    const day = await this.store.findImportedDay(dayId);
    if (!day) throw new PracticeDayNotImportedError(dayId);
    const track = await this.tracks.find(day.trackId);
    return {
      // An import reads the day page: an imported day has a summary.
      ...(toPracticeDay(day, track.slug) as PracticeDay),
      event_id: day.id,
      track_id: track.id,
      track_name: track.name,
      url: this.scraper.urls.day(track.slug, day.date),
      imported_at: day.importedAt,
      fetched_at: day.fetchedAt,
      laps: day.laps,
      job_id: day.jobId,
    };
  }

  /**
   * Sessions of the day in the order of its page, newest first. Sessions that arrive while somebody
   * pages can show one twice, and hide none.
   *
   * @throws PracticeDayNotImportedError, or InvalidCursorError for a cursor that is not ours
   */
  async findSessions(
    query: DaySessionsQuery,
  ): Promise<Page<ImportedPracticeSession | PracticeSessionWithLaps>> {
    const { dayId, limit } = query;
    const after = query.cursor === undefined ? null : decodePositionCursor(query.cursor);
    const [isImported, found] = await Promise.all([
      this.store.isImported(dayId),
      this.store.findSessions(dayId, {
        driver: query.driver ?? null,
        className: query.className ?? null,
        sessionIds: query.sessionIds ?? null,
        after,
        limit: limit === undefined ? null : limit + 1,
      }),
    ]);
    if (!isImported) throw new PracticeDayNotImportedError(dayId);
    const shown = found.slice(0, limit);
    const last = found.length > shown.length ? shown.at(-1) : undefined;
    const sessions = shown.map(({ session }) => session);
    return {
      items: await (query.includeLaps
        ? this.laps.addLaps(sessions)
        : this.laps.addFigures(sessions)),
      next_cursor: last ? encodeStudyCursor(last.position) : null,
    };
  }

  /**
   * Laps of one session of the day, in their order; none before they were read.
   *
   * @throws PracticeDayNotImportedError, or SessionNotFoundError when the day has no such session
   */
  async findLaps(dayId: string, sessionId: string): Promise<Page<Lap>> {
    const query = { dayId, sessionIds: [sessionId], includeLaps: true };
    const [session] = (await this.findSessions(query)).items as PracticeSessionWithLaps[];
    if (!session) throw new SessionNotFoundError(dayId, sessionId);
    return { items: session.laps, next_cursor: null };
  }

  /**
   * Sessions of any imported days, tracks and dates with their laps, in the order of `ids`; one that is
   * named twice comes once.
   *
   * @throws SessionsUnknownError that names those of which no imported day is known
   */
  async findSessionsOfDays(ids: string[]): Promise<StudiedSession[]> {
    const wanted = [...new Set(ids.map((id) => id.toLowerCase()))];
    const found = await this.laps.addLaps(await this.store.findSessionsOfDays(wanted));
    const byId = new Map(found.map((session) => [session.id, session]));
    const unknown = wanted.filter((id) => !byId.has(id));
    if (unknown.length > 0) throw new SessionsUnknownError(unknown);
    const trackIds = [...new Set(found.map(({ track_id }) => track_id))];
    const tracks = await Promise.all(trackIds.map((id) => this.tracks.find(id)));
    const names = new Map(tracks.map(({ id, name }) => [id, name]));
    return wanted.map((id) => {
      const session = byId.get(id)!;
      const track_name = names.get(session.track_id)!;
      return { ...session, track_name };
    });
  }

  /**
   * The day, whole or in part. Its sessions are those of the moment of the call; their laps are read
   * as the download gets to them.
   *
   * @throws PracticeDayNotImportedError, or NotDrivenError where the part has no session
   */
  async export(dayId: string, part: DayPart = {}): Promise<DayExport> {
    const { driver = null, className = null } = part;
    const used = driver !== null && isUnknownDriver(driver) ? part.transponder : null;
    const [practiceDay, pieces] = await Promise.all([
      this.find(dayId),
      this.store.findSessionPieces(dayId, { driver, className, transponder: used ?? null }),
    ]);
    const isPart = driver !== null || className !== null;
    if (isPart && pieces.length === 0) throw await this.whatIsMissing(dayId, part);
    return { practiceDay, sessions: this.readPieces(dayId, pieces) };
  }

  private async whatIsMissing(dayId: string, part: DayPart): Promise<NotDrivenError> {
    const { driver, className, transponder } = part;
    const has = async (filter: Partial<SessionFilter>): Promise<boolean> =>
      (await this.store.findSessions(dayId, { ...EVERY_SESSION, ...filter, limit: 1 })).length > 0;
    const whose = { driver: `"${driver}"`, class: `the class "${className}"` };
    if (driver !== undefined && !(await has({ driver }))) {
      return new NotDrivenError(dayId, whose.driver, ['driver']);
    }
    if (className !== undefined && !(await has({ className }))) {
      return new NotDrivenError(dayId, whose.class, ['class']);
    }
    if (className === undefined) {
      return new NotDrivenError(dayId, `${whose.driver} with ${transponder}`, ['transponder']);
    }
    return new NotDrivenError(dayId, `${whose.driver} in ${whose.class}`, ['driver', 'class']);
  }

  private async *readPieces(
    dayId: string,
    pieces: string[],
  ): AsyncGenerator<PracticeSessionWithLaps[]> {
    for (const ids of pieces) {
      const found = await this.store.findSessions(dayId, {
        ...EVERY_SESSION,
        sessionIds: ids.split(','),
      });
      yield await this.laps.addLaps(found.map(({ session }) => session));
    }
  }
}
