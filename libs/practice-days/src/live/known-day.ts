import { Injectable } from '@nestjs/common';
import type { ImportedPracticeSession, Lap, PracticeDay } from '@trackside/contracts';
import { dayIdOf, toPracticeDay } from '../day/day-summary.js';
import type { PageTrack } from '../day/page-track.js';
import { PracticeDayStore } from '../day/practice-day-store.js';
import type { PrintedSession } from '../study/session-columns.js';
import { reckoned, StudiedLaps } from '../study/studied-laps.js';
import { EVERY_SESSION, StudyStore } from '../study/study-store.js';
import { RunningDayStore } from './running-day-store.js';
import type { SessionNote } from './session-notes.js';

/** A session as followers are told it. */
export interface FollowedSession extends Pick<SessionNote, 'since' | 'shown' | 'changed'> {
  session: ImportedPracticeSession & { laps?: Lap[] };
}

/** What is stored of a running day. */
export interface KnownDay {
  eventId: string;
  date: string;
  /** Null until its page was read. */
  day: PracticeDay | null;
  fetchedAt: string | null;
  /** In the order of their last changes. */
  sessions: FollowedSession[];
  /** That of the last change. */
  revision: number;
}

/** Reads running days from the database. */
@Injectable()
export class KnownDays {
  constructor(
    private readonly days: PracticeDayStore,
    private readonly study: StudyStore,
    private readonly laps: StudiedLaps,
    private readonly running: RunningDayStore,
  ) {}

  /**
   * The day with what followers are told of it.
   *
   * @param before the day as it was found last; laps that have not changed since are taken from there
   * @returns null where the track is followed on another day by now
   */
  async find(track: PageTrack, date: string, before: KnownDay | null): Promise<KnownDay | null> {
    const eventId = dayIdOf(track.id, date);
    // The day first: a page that is stored in between must not be told without its sessions, which would
    // look new a moment later.
    const [stored] = await this.days.findDays(track.id, date, date);
    const noted = await this.running.note(track.id, date, async () => {
      const found = await this.study.findSessions(eventId, EVERY_SESSION);
      return found.map(({ session }) => session);
    });
    if (!noted) return null;
    const known = new Map(before?.sessions.map((one) => [one.session.id, one]));
    const isKnown = ({ id }: PrintedSession): boolean =>
      known.get(id)?.changed === noted.notes[id]?.changed;
    const changed = noted.sessions.filter((session) => !isKnown(session));
    const laps = await this.laps.find(changed.map(({ id }) => id));
    const sessions = noted.sessions.map((session): FollowedSession => {
      const same = isKnown(session) ? known.get(session.id) : undefined;
      if (same) return same;
      const { since, shown, changed: at } = noted.notes[session.id]!;
      return { since, shown, changed: at, session: withLaps(session, laps.get(session.id)) };
    });
    return {
      eventId,
      date,
      day: stored ? toPracticeDay(stored, track.slug) : null,
      fetchedAt: stored?.summary ? stored.fetchedAt : null,
      sessions: sessions.sort((a, b) => a.changed - b.changed),
      revision: noted.revision,
    };
  }
}

/** With our figures and checks; a session whose laps were read has them, were it none. */
function withLaps(printed: PrintedSession, laps: Lap[] | undefined): FollowedSession['session'] {
  const session = reckoned(printed, laps ?? []);
  return laps || session.laps_state === 'read' ? { ...session, laps: laps ?? [] } : session;
}
