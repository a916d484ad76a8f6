import { createHash } from 'node:crypto';
import type { PrintedSession } from '../study/session-columns.js';

/** What followers were told of a session, and at which revisions; no two changes share one. */
export interface SessionNote {
  /** The session appeared. */
  since: number;
  /** LiveRC's page of the day last said something new of it. */
  shown: number;
  /** Anything of it last changed, its laps among it. */
  changed: number;
  /** Hashes of what the day's page says, and of all that LiveRC says of the session. */
  page: string;
  whole: string;
}

/** By the session's id. */
export type SessionNotes = Record<string, SessionNote>;

export interface NotedSessions {
  notes: SessionNotes;
  revision: number;
  /** A session came, or the day's page says something new of one. */
  hasNews: boolean;
  /** Something differs from the notes before. */
  hasChanged: boolean;
}

/**
 * Notes the sessions of a day as they are now. What differs from the notes gets a revision of its own,
 * the oldest session first. A session that is gone leaves no note.
 *
 * @param sessions in the order of the day page, newest first
 */
export function noteSessions(
  before: { notes: SessionNotes; revision: number },
  sessions: PrintedSession[],
): NotedSessions {
  let { revision } = before;
  let hasNews = false;
  const notes: SessionNotes = {};
  for (const session of sessions.toReversed()) {
    const known = before.notes[session.id];
    const [page, whole] = [hash(pageOf(session)), hash(session)];
    if (known?.whole === whole) {
      notes[session.id] = known;
      continue;
    }
    const isShown = known?.page !== page;
    hasNews ||= isShown;
    revision += 1;
    const since = known?.since ?? revision;
    const shown = isShown ? revision : known.shown;
    notes[session.id] = { since, shown, changed: revision, page, whole };
  }
  const hasLess = Object.keys(before.notes).some((id) => !(id in notes));
  return { notes, revision, hasNews, hasChanged: hasLess || revision !== before.revision };
}

/** What only the day's page says: the other figures change once the laps are read. */
function pageOf(session: PrintedSession): unknown[] {
  const { driver_name, class_name, transponder, started_at, duration_seconds, lap_count } = session;
  return [driver_name, class_name, transponder, started_at, duration_seconds, lap_count];
}

function hash(value: unknown): string {
  return createHash('sha256').update(JSON.stringify(value)).digest('base64url').slice(0, 16);
}
