import type { DriverAtTrack, ImportedPracticeSession } from '@trackside/contracts';
import { formatDate } from '../../calendar/calendar-date';
import { clockOf } from '../../laps/clock';
import { formatLapTime } from '../../laps/lap-time';
import { hasLaps } from '../../laps/valid-laps';

/** The quickest lap of a person in a class at a track, of all days that are imported. */
export interface BestEver {
  readonly seconds: number;
  /** `YYYY-MM-DD`; null where nobody tells. */
  readonly date: string | null;
  readonly sessionId: string | null;
}

/** The best of all names that a person drove under; null where none has a lap of the class. */
export function bestEver(
  answers: readonly Pick<DriverAtTrack, 'classes'>[],
  className: string | null,
): BestEver | null {
  const bests = answers
    .flatMap(({ classes }) => classes.filter(({ class_name }) => class_name === className))
    .flatMap(({ fastest_lap_seconds: seconds, ...ofClass }): BestEver[] => {
      const { fastest_lap_date: date, fastest_lap_session_id: sessionId } = ofClass;
      return seconds === null ? [] : [{ seconds, date, sessionId }];
    });
  return bests.sort((a, b) => a.seconds - b.seconds)[0] ?? null;
}

/** How a run compares with the best ever, in a sentence. */
export interface EverWords {
  readonly words: string;
  /** The run has the best itself. */
  readonly isBest: boolean;
}

/**
 * Null where the run has no valid lap or nothing is known to compare with. What was driven since the
 * server was asked counts, too: the run itself, and the others of the day.
 *
 * @param date of the day looked at
 * @param told what the server knows
 * @param sessions of the driver and class on that day
 */
export function everWords(
  run: ImportedPracticeSession,
  told: BestEver | null,
  date: string,
  sessions: readonly ImportedPracticeSession[],
): EverWords | null {
  const best = run.fastest_lap_seconds;
  if (best === null || told === null) {
    return null;
  }
  const ever = quicker(
    told,
    bestOfDay(
      date,
      sessions.filter(({ id }) => id !== run.id),
    ),
  );
  const milliseconds = Math.round((best - ever.seconds) * 1000);
  if (ever.sessionId === run.id || milliseconds < 0) {
    return { words: `${formatLapTime(best)} is the best on imported days.`, isBest: true };
  }
  const place = placeOf(ever, date, sessions);
  const known = `the best on imported days, ${formatLapTime(ever.seconds)}${place}`;
  const words =
    milliseconds === 0
      ? `as quick as ${known}.`
      : `${formatLapTime(milliseconds / 1000)} s off ${known}.`;
  return { words, isBest: false };
}

function bestOfDay(date: string, sessions: readonly ImportedPracticeSession[]): BestEver | null {
  const bests = sessions.filter(hasLaps).flatMap(({ id, fastest_lap_seconds: seconds }) => {
    return seconds === null ? [] : [{ seconds, date, sessionId: id }];
  });
  return bests.sort((a, b) => a.seconds - b.seconds)[0] ?? null;
}

function quicker(one: BestEver, other: BestEver | null): BestEver {
  return other !== null && other.seconds < one.seconds ? other : one;
}

function placeOf(
  { date, sessionId }: BestEver,
  today: string,
  sessions: readonly ImportedPracticeSession[],
): string {
  if (date === null) {
    return '';
  }
  const session = sessions.find(({ id }) => id === sessionId);
  return date === today
    ? ` at ${clockOf(session?.started_at ?? null)} on this day`
    : ` on ${formatDate(date)}`;
}
