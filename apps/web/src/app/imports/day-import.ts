import type { ImportJob, JobDay } from '@trackside/contracts';
import type { CalendarDate } from '../calendar/calendar-date';

/**
 * `asking`: the server has not answered yet. `reading`: laps are on their way. `ended`: all that could
 * be read is here. `failed`: the day could not be imported. `cancelled`: by the user, before its end.
 */
export type DayPhase = 'asking' | 'queued' | 'reading' | 'ended' | 'failed' | 'cancelled';

/** One day's import that was asked for on this page. */
export interface DayImport {
  readonly date: CalendarDate;
  readonly phase: DayPhase;
  /** Null until the day and its sessions are stored. */
  readonly eventId: string | null;
  /** Null until the day page is read. */
  readonly sessionsTotal: number | null;
  readonly sessionsRead: number;
  /** Sessions whose laps could not be read, with the reason: `Mia Sanders: LiveRC did not answer.` */
  readonly failedSessions: readonly string[];
  /** Why the day could not be imported. */
  readonly problem: string | null;
}

export type DayImports = ReadonlyMap<CalendarDate, DayImport>;

export const NO_IMPORTS: DayImports = new Map();

const PHASES: Record<JobDay['state'], DayPhase> = {
  queued: 'queued',
  running: 'reading',
  completed: 'ended',
  failed: 'failed',
  cancelled: 'cancelled',
};

/** Whether the day's import goes on. */
export function isUnderWay(phase: DayPhase): boolean {
  return phase === 'asking' || phase === 'queued' || phase === 'reading';
}

/** Whether something is being done for the day at this moment, not only waited for. */
export function isBeingRead(phase: DayPhase): boolean {
  return phase === 'asking' || phase === 'reading';
}

/** A day that was asked for just now. */
export function asked(date: CalendarDate, eventId: string | null = null): DayImport {
  return {
    date,
    phase: 'asking',
    eventId,
    sessionsTotal: null,
    sessionsRead: 0,
    failedSessions: [],
    problem: null,
  };
}

/**
 * Takes a job's state in. Days that stand as before stay the same objects, so that their lines are
 * not drawn again. A job that ended as a whole ends the days that it left open.
 */
export function foldJob(before: DayImports, job: ImportJob): DayImports {
  let after: Map<CalendarDate, DayImport> | null = null;
  for (const day of job.days) {
    const [known, next] = [before.get(day.date), importOf(day, job)];
    if (known === undefined || !equal(known, next)) {
      after ??= new Map(before);
      after.set(day.date, next);
    }
  }
  return after ?? before;
}

function importOf(day: JobDay, job: ImportJob): DayImport {
  const phase = phaseOf(day, job);
  return {
    date: day.date,
    phase,
    eventId: day.event_id,
    sessionsTotal: day.sessions_total,
    sessionsRead: day.sessions_read,
    failedSessions: day.failed_sessions.map(
      ({ driver_name, message }) => `${driver_name}: ${message}`,
    ),
    problem: phase === 'failed' ? problemOf(day, job) : null,
  };
}

/** A job that has ended leaves no day under way, whatever it says of the day. */
function phaseOf(day: JobDay, job: ImportJob): DayPhase {
  const phase = PHASES[day.state];
  const ended = job.state === 'completed' || job.state === 'failed' || job.state === 'cancelled';
  if (!ended || !isUnderWay(phase)) {
    return phase;
  }
  return job.state === 'completed' ? 'ended' : PHASES[job.state];
}

function problemOf(day: JobDay, job: ImportJob): string {
  return (day.error ?? job.error)?.message ?? 'The server did not say why.';
}

function equal(a: DayImport, b: DayImport): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}

/** Days that are stored now and can be opened, by date: also while their laps are on their way. */
export function storedDays(imports: DayImports): ReadonlyMap<CalendarDate, string> {
  const stored = new Map<CalendarDate, string>();
  for (const { date, eventId } of imports.values()) {
    if (eventId !== null) stored.set(date, eventId);
  }
  return stored;
}

export function sameStored(
  a: ReadonlyMap<CalendarDate, string>,
  b: ReadonlyMap<CalendarDate, string>,
): boolean {
  return a.size === b.size && [...a].every(([date, eventId]) => b.get(date) === eventId);
}
