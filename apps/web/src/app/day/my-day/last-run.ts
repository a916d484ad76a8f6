import type { ImportedPracticeSession, Lap } from '@trackside/contracts';
import { clockOf } from '../../laps/clock';
import { formatGap, formatLapTime, formatPercent } from '../../laps/lap-time';
import type { Pace, Statistic } from '../../laps/statistic';
import { hasLaps, LAPS_TO_BE_RATED } from '../../laps/valid-laps';
import { mayBeOneCar } from '../sessions/run-changes';
import type { DayInClass } from './my-figures';

/** One figure of the last run beside that of the run before. */
export interface RunFigure {
  readonly name: string;
  readonly value: string;
  /** With its sign; empty where one of the two is missing. */
  readonly change: string;
  /** Null where it is neither, or can't be told. */
  readonly better: boolean | null;
  /** Why it is not told; empty where it is, or nothing needs saying. */
  readonly note?: string;
}

/**
 * The last run against the one before, in the same class on the same day: that of the same car, as far
 * as transponders tell, where there is one.
 */
export interface LastRun {
  /** `14:43`. */
  readonly time: string;
  readonly timeBefore: string;
  /** They were driven with different transponders, as a rule in different cars: neither is judged. */
  readonly isOtherTransponder: boolean;
  /** The run before, then the last one. */
  readonly ids: readonly [string, string];
  readonly figures: readonly RunFigure[];
}

/**
 * Null with fewer than two runs that are read.
 *
 * @param day whose laps are left out where they are still loaded: then they are counted as the runs tell
 */
export function lastRun({ sessions, laps, statistic }: DayInClass): LastRun | null {
  if (laps === null) {
    return null;
  }
  const runs = sessions.flatMap((session, index) =>
    hasLaps(session) ? [{ session, pace: paceOf(session, statistic, laps[index]) }] : [],
  );
  const last = runs.pop();
  const ofTheCar = runs.findLast(({ session }) => last && mayBeOneCar(session, last.session));
  const before = ofTheCar ?? runs.at(-1);
  if (before === undefined || last === undefined) {
    return null;
  }
  const isOtherTransponder = ofTheCar === undefined;
  const figures = [
    timeFigure('Best', bestOf(before.session), bestOf(last.session)),
    paceFigure(statistic, before.pace, last.pace),
    evenness(statistic, before.pace, last.pace),
    countFigure('Laps', before.session.lap_count, last.session.lap_count),
  ];
  return {
    time: clockOf(last.session.started_at),
    timeBefore: clockOf(before.session.started_at),
    isOtherTransponder,
    ids: [before.session.id, last.session.id],
    figures: isOtherTransponder ? figures.map((one) => ({ ...one, better: null })) : figures,
  };
}

/** What comes with the laps must not change whether there is a note: it would move what stands below. */
function paceOf(
  { lap_count: count }: ImportedPracticeSession,
  statistic: Statistic,
  laps: readonly Lap[] | undefined,
): Pace {
  const pace = statistic.of([laps ?? []]);
  return laps === undefined ? { ...pace, lapCount: count ?? 0 } : pace;
}

function bestOf(session: ImportedPracticeSession): number | null {
  return session.fastest_lap_seconds;
}

function timeFigure(name: string, before: number | null, last: number | null): RunFigure {
  const gap = before === null || last === null ? null : last - before;
  const milliseconds = gap === null ? 0 : Math.round(gap * 1000);
  return {
    name,
    value: formatLapTime(last),
    change: gap === null ? '' : formatGap(gap),
    better: milliseconds === 0 ? null : milliseconds < 0,
  };
}

/** The middle of a few laps is told, but neither praised nor blamed. */
function paceFigure(statistic: Statistic, before: Pace, last: Pace): RunFigure {
  const figure = timeFigure(statistic.pace, before.seconds, last.seconds);
  const isShort = Math.min(before.lapCount, last.lapCount) < LAPS_TO_BE_RATED;
  return isShort ? { ...figure, better: null } : figure;
}

/** A run of a few laps is always even: by the rule of "Most even" it is neither praised nor blamed. */
function evenness(statistic: Statistic, before: Pace, last: Pace): RunFigure {
  const { consistency: name, lapWords } = statistic;
  const figure = percentFigure(name, before.consistency, last.consistency);
  const [short] = [last, before].filter(({ lapCount }) => lapCount < LAPS_TO_BE_RATED);
  if (short === undefined) {
    return figure;
  }
  const whose = short === last ? '' : ' before';
  const note = `only ${lapWords(short.lapCount)}${whose}: too few to judge`;
  return { ...figure, change: '', better: null, note };
}

function percentFigure(name: string, before: number | null, last: number | null): RunFigure {
  // Between the values as shown, so that a reader can check it.
  const tenths = (percent: number): number => Math.round(percent * 10);
  const change = before === null || last === null ? null : tenths(last) - tenths(before);
  const sign = change === null || change === 0 ? '' : change > 0 ? '+' : '−';
  return {
    name,
    value: formatPercent(last),
    change: change === null ? '' : `${sign}${(Math.abs(change) / 10).toFixed(1)}`,
    better: change === null || change === 0 ? null : change > 0,
  };
}

function countFigure(name: string, before: number | null, last: number | null): RunFigure {
  const change = (last ?? 0) - (before ?? 0);
  const words = `${change > 0 ? '+' : '−'}${Math.abs(change)}`;
  return { name, value: String(last ?? 0), change: change === 0 ? '' : words, better: null };
}
