import type {
  ImportedPracticeDayDetail,
  ImportedPracticeSession,
  LapsProgress,
  LiveDayRecord,
} from '@trackside/contracts';
import { NEWEST_FIRST } from '../address';
import { sortSessions } from '../sessions/session-order';

type Sessions = readonly ImportedPracticeSession[];

/** The sessions that were loaded, each as the stream told it last, and those that came. */
export function joined(
  loaded: Sessions | null,
  told: ReadonlyMap<string, ImportedPracticeSession>,
): Sessions | null {
  if (loaded === null || told.size === 0) {
    return loaded;
  }
  const sessions = new Map([...loaded.map((session) => [session.id, session] as const), ...told]);
  return sortSessions([...sessions.values()], NEWEST_FIRST);
}

/** The day that was loaded with the totals that the stream told last. */
export function grown(
  loaded: ImportedPracticeDayDetail | null,
  totals: LiveDayRecord | null,
  sessions: Sessions | null,
): ImportedPracticeDayDetail | null {
  if (loaded === null || totals === null) {
    return loaded;
  }
  const { type: _type, next_check_seconds: _next, ...day } = totals;
  return { ...loaded, ...day, laps: sessions === null ? loaded.laps : progressOf(sessions) };
}

function progressOf(sessions: Sessions): LapsProgress {
  const count = (state: ImportedPracticeSession['laps_state']): number =>
    sessions.filter(({ laps_state }) => laps_state === state).length;
  return { read: count('read'), pending: count('pending'), failed: count('failed') };
}
