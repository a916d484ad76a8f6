import type { FoundPracticeDay, MatchingClass } from '@trackside/contracts';
import { countWords } from '../laps/count';
import { formatLapTime } from '../laps/lap-time';

type Driven = Pick<
  FoundPracticeDay,
  'matching_sessions' | 'matching_fastest_lap_seconds' | 'matching_classes'
>;

/**
 * `3 sessions, best 24.942`; of several classes `5 sessions: 1/10 Open best 22.399, Truggy`, since a
 * best of one class says nothing of another.
 */
export function lastDayWords(day: Driven): string {
  const sessions = countWords(day.matching_sessions, 'session');
  // A day that an older version kept on the device has no classes.
  const classes = (day as Partial<Driven>).matching_classes ?? [];
  if (classes.length > 1) {
    return `${sessions}: ${classes.map(bestIn).join(', ')}`;
  }
  const best = day.matching_fastest_lap_seconds;
  return best === null ? sessions : `${sessions}, best ${formatLapTime(best)}`;
}

function bestIn({ class_name, fastest_lap_seconds: best }: MatchingClass): string {
  const name = class_name ?? 'no class';
  return best === null ? name : `${name} best ${formatLapTime(best)}`;
}
