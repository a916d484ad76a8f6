import { ageMs, WITNESS_INTERVAL_MS } from '@trackside/calendar';
import type { PracticeSession } from '@trackside/contracts';
import type { Doubt } from './stored-month.js';
import {
  type DayReading,
  fingerprintOf,
  isConsistent,
  rowsOf,
  shortfallOfTotals,
} from './day-reading.js';

/** An earlier reading that contradicted what is known, and may come to be believed. */
export interface Witness {
  fingerprint: string;
  firstReadAt: Date;
  /** When its rows, totals and a calendar asked anew first agreed; null when they never did. */
  firstConsistentAt: Date | null;
  /** The sessions that it shows. */
  sessionIds: string[];
}

/** What is known of a day before a reading of it is judged. */
export interface DayEvidence {
  /** Sessions that are given, without those of other days. */
  sessions: PracticeSession[];
  /** What the calendar counted when it was last read; null where it does not list the day. */
  listedSessionCount: number | null;
  /** The calendar that was read last does not list the day, of which sessions are known. */
  isUnlisted: boolean;
  /** The most sessions that the store or a calendar has known of. */
  mostSessions: number;
  doubt: Doubt | null;
  witnesses: Witness[];
  /** The contradiction that two readings agreed on, with the calendar's count; null where none. */
  settled: { fingerprint: string; listedCount: number | null } | null;
}

/** What becomes of a day after a reading. */
export interface Judgement {
  /** The sessions to be given, in the order of the day. */
  sessions: PracticeSession[];
  /** Sessions that two readings agree are shown no more. */
  removed: string[];
  /** Two readings agree that the day is shown no more. */
  isGone: boolean;
  /** Null when nothing contradicts, or when two readings have settled it. */
  doubt: Doubt | null;
  /** What may come to be believed later; empty where there is nothing to settle. */
  witnesses: Witness[];
  settled: DayEvidence['settled'];
}

/**
 * Judges a reading by itself and by what is known: less is not newer. What shows less takes nothing
 * away until a second reading, at least a minute later, agrees with it in every row; then LiveRC's
 * totals are wrong, or what is missing was truly removed. Of a reading that is not believed only what
 * is new or more is taken.
 *
 * @param foreign ids of rows that belong to other days
 */
export function judge(
  reading: DayReading,
  known: DayEvidence,
  foreign: ReadonlySet<string>,
): Judgement {
  const own = reading.sessions.filter(({ id }) => !foreign.has(id));
  const lacking = lackingIn(reading, known.sessions);
  const lacksDay = rowsOf(reading) === 0 && known.mostSessions > 0;
  const lacks = lacksDay || lacking.length > 0;
  const reason = contradictionIn(reading, known) ?? describeLack(lacking);
  // A row that can't be read may be that of a session which is known.
  const shown = reading.unreadableRows > 0 ? merge(own, known.sessions) : own;
  if (!reason) return believed(shown, null);

  const fingerprint = fingerprintOf(reading);
  const settled = { fingerprint, listedCount: listedCountOf(reading, known) };
  const seen = known.witnesses.find((witness) => witness.fingerprint === fingerprint);
  if (!lacks && (isSame(settled, known.settled) || isMinuteOld(seen?.firstReadAt, reading))) {
    return believed(shown, settled);
  }
  if (lacks && isConsistent(reading) && isMinuteOld(seen?.firstConsistentAt, reading)) {
    return { ...believed(own, null), ...removal(reading, known.sessions) };
  }
  return {
    sessions: merge(own, known.sessions),
    removed: [],
    isGone: false,
    doubt: doubtOf(reason, known.doubt, reading.readAt),
    witnesses: witnessesAfter(reading, fingerprint, known.witnesses),
    settled: known.settled,
  };
}

/** What becomes of a day whose stored page a newer parser has read. */
export interface JudgementAgain extends Pick<Judgement, 'sessions' | 'settled'> {
  /** The page lacks what is known. */
  lacks: boolean;
}

/**
 * Judges what a newer parser reads from the page that is stored. Nobody can be asked, so it raises no
 * doubt: what it shows less of stays as it is known, and what two readings have agreed on stays agreed.
 *
 * @param foreign ids of rows that belong to other days
 */
export function judgeAgain(
  reading: DayReading,
  known: DayEvidence,
  foreign: ReadonlySet<string>,
): JudgementAgain {
  const lacks = lacksWhatIsKnown(reading, known);
  const own = reading.sessions.filter(({ id }) => !foreign.has(id));
  const isWhole = !lacks && reading.unreadableRows === 0;
  return {
    lacks,
    sessions: isWhole ? own : merge(own, known.sessions),
    settled: lacks ? known.settled : settledAgain(reading, known),
  };
}

/** The same contradiction as another parser reads it; null where it reads none. */
function settledAgain(reading: DayReading, known: DayEvidence): DayEvidence['settled'] {
  if (!known.settled || !contradictionIn(reading, known)) return null;
  return { ...known.settled, fingerprint: fingerprintOf(reading) };
}

/**
 * What is given after a reading that began before one that is stored already: only what is new or more
 * is taken of it.
 */
export function withAdditions(
  reading: DayReading,
  known: DayEvidence,
  foreign: ReadonlySet<string>,
): PracticeSession[] {
  return merge(
    reading.sessions.filter(({ id }) => !foreign.has(id)),
    known.sessions,
  );
}

/** Whether the page lacks something that is known: only a calendar asked anew can then settle it. */
export function lacksWhatIsKnown(reading: DayReading, known: DayEvidence): boolean {
  const lacksDay = rowsOf(reading) === 0 && known.mostSessions > 0;
  return lacksDay || lackingIn(reading, known.sessions).length > 0;
}

/** In which way the page contradicts itself or the calendar, as a sentence; null where it does not. */
export function contradictionIn(
  reading: DayReading,
  known: Pick<DayEvidence, 'isUnlisted' | 'listedSessionCount' | 'mostSessions'>,
): string | null {
  const listed = listedCountOf(reading, known);
  const rows = rowsOf(reading);
  if (listed !== null && rows < listed) {
    return `the calendar lists ${listed} sessions, the day page ${rows}`;
  }
  if (rows === 0 && known.mostSessions > 0) {
    return `the day page shows no session, ${known.mostSessions} were known`;
  }
  const isUnlisted = reading.calendar ? listed === null : known.isUnlisted;
  if (isUnlisted && known.mostSessions > 0) {
    return `the calendar lists the day no more, of which ${known.mostSessions} sessions are known`;
  }
  return shortfallOfTotals(reading);
}

function listedCountOf(
  { calendar }: DayReading,
  known: Pick<DayEvidence, 'listedSessionCount'>,
): number | null {
  return calendar ? calendar.sessionCount : known.listedSessionCount;
}

function isSame(one: NonNullable<DayEvidence['settled']>, other: DayEvidence['settled']): boolean {
  return one.fingerprint === other?.fingerprint && one.listedCount === other.listedCount;
}

interface Lack {
  session: PracticeSession;
  /** Null where the page does not show the session at all. */
  lapCount: number | null;
}

/** Known sessions that the page does not show, or shows with fewer laps. */
function lackingIn(reading: DayReading, known: PracticeSession[]): Lack[] {
  const shown = new Map(reading.sessions.map((session) => [session.id, session]));
  const absent = known.filter(({ id }) => !shown.has(id));
  // As many may stand in the rows that can't be read.
  const surelyAbsent = absent.length > reading.unreadableRows ? absent : [];
  const shorter = known.flatMap((session): Lack[] => {
    const now = shown.get(session.id);
    return now && lapsOf(now) < lapsOf(session) ? [{ session, lapCount: lapsOf(now) }] : [];
  });
  return [...surelyAbsent.map((session) => ({ session, lapCount: null })), ...shorter];
}

function describeLack([first, ...others]: Lack[]): string | null {
  if (!first) return null;
  const { session, lapCount } = first;
  const whose = `the session of ${session.started_at?.slice(11, 16) ?? session.source_session_id}`;
  const more = others.length > 0 ? `, and ${others.length} more` : '';
  return lapCount === null
    ? `the day page no longer shows ${whose}${more}`
    : `the day page shows ${lapCount} laps for ${whose}, before it was ${lapsOf(session)}${more}`;
}

function believed(sessions: PracticeSession[], settled: DayEvidence['settled']): Judgement {
  return { sessions, removed: [], isGone: false, doubt: null, witnesses: [], settled };
}

function removal(
  reading: DayReading,
  known: PracticeSession[],
): Pick<Judgement, 'removed' | 'isGone'> {
  const shown = new Set(reading.sessions.map(({ id }) => id));
  const isGone = shown.size === 0 && !reading.calendar?.sessionCount;
  return { removed: known.map(({ id }) => id).filter((id) => !shown.has(id)), isGone };
}

/** The page's sessions with those it lacks; of two copies the one with more laps, else the newer. */
function merge(shown: PracticeSession[], known: PracticeSession[]): PracticeSession[] {
  const merged = new Map(known.map((session) => [session.id, session]));
  for (const session of shown) {
    const before = merged.get(session.id);
    if (!before || lapsOf(session) >= lapsOf(before)) merged.set(session.id, session);
  }
  return [...merged.values()].sort(newestFirst);
}

/** The order of LiveRC's day pages. */
function newestFirst(a: PracticeSession, b: PracticeSession): number {
  const [one, other] = [a.started_at ?? '', b.started_at ?? ''];
  if (one !== other) return one < other ? 1 : -1;
  return Number(b.source_session_id) - Number(a.source_session_id);
}

function doubtOf(message: string, before: Doubt | null, now: Date): Doubt {
  const at = now.toISOString();
  const goesOn = before !== null && ageMs(new Date(before.since), now) !== Infinity;
  return goesOn
    ? { since: before.since, lastReadAt: at, readings: before.readings + 1, message }
    : { since: at, lastReadAt: at, readings: 1, message };
}

/** Without those that lack what this reading shows, and those told by a clock that ran ahead. */
function witnessesAfter(reading: DayReading, fingerprint: string, before: Witness[]): Witness[] {
  const now = reading.readAt;
  const kept = before.filter((witness) => {
    const shows = new Set(witness.sessionIds);
    const lacksNothing = reading.sessions.every(({ id }) => shows.has(id));
    return lacksNothing && ageMs(witness.firstReadAt, now) !== Infinity;
  });
  const same = kept.find((witness) => witness.fingerprint === fingerprint);
  const credible = (moment: Date | null): Date | null =>
    moment && ageMs(moment, now) !== Infinity ? moment : null;
  return [
    ...kept.filter((witness) => witness !== same),
    {
      fingerprint,
      firstReadAt: same?.firstReadAt ?? now,
      firstConsistentAt:
        credible(same?.firstConsistentAt ?? null) ?? (isConsistent(reading) ? now : null),
      sessionIds: reading.sessions.map(({ id }) => id),
    },
  ].slice(-MOST_WITNESSES);
}

/** Different readings of a day that are remembered while it is in doubt; the oldest go first. */
const MOST_WITNESSES = 8;

/** Whether something was witnessed at least a minute before the reading. */
function isMinuteOld(moment: Date | null | undefined, { readAt }: DayReading): boolean {
  if (!moment) return false;
  const age = ageMs(moment, readAt);
  return age !== Infinity && age >= WITNESS_INTERVAL_MS;
}

function lapsOf(session: PracticeSession): number {
  return session.lap_count ?? 0;
}
