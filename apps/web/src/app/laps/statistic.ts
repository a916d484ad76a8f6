import { Injectable, computed, signal } from '@angular/core';
import type { Lap, OwnFigures } from '@trackside/contracts';
import {
  type LapEvent,
  type LapFigures,
  type PaceFigures,
  cleanLaps,
  countedLaps,
  lapEvents,
  lapFigures,
  outlierLaps,
  paceFigures,
} from '@trackside/lap-statistics';
import { countWords } from './count';
import { type PrintedFigures, pooledFigures } from './pooled';

/**
 * `counted`: valid laps that don't stand out; `valid`: all valid laps, by LiveRC's rules; `clean`:
 * valid laps without a crash, a stop or a cut.
 */
export type StatisticName = 'counted' | 'valid' | 'clean';

/** Why a valid lap is marked. */
export type LapMark = 'outlier' | LapEvent;

/** Pace and evenness of some laps. */
export interface Pace {
  /** Null without a lap that counts. */
  readonly seconds: number | null;
  /** Percent; null with fewer than two laps that count. */
  readonly consistency: number | null;
  readonly lapCount: number;
  /** Valid laps left out. */
  readonly leftOut: number;
}

/** What the API tells of laps that are not here: our own figures and LiveRC's. */
export interface ToldFigures extends OwnFigures {
  readonly average_lap_seconds: number | null;
  readonly consistency_percent: number | null;
}

/** How pace and evenness are reckoned, and what that is called. */
export interface Statistic {
  readonly name: StatisticName;
  readonly pace: string;
  readonly consistency: string;
  /** `laps that count`. */
  readonly laps: string;
  /** `54 laps that count`, `1 lap that counts`. */
  lapWords(count: number): string;
  /** `1 stands out`, of laps left out. */
  leftOutWords(count: number): string;
  /** The laps of a session that count, in their order. */
  counts(laps: readonly Lap[]): Lap[];
  /** The valid laps of a session that are marked, by their number, and why. */
  marks(laps: readonly Lap[]): ReadonlyMap<number, LapMark>;
  /** @param sessions the laps of each session */
  of(sessions: readonly (readonly Lap[])[]): Pace;
  /** The same of laps that are not here; null where the API has no such figure. */
  told(figures: ToldFigures): Pick<Pace, 'seconds' | 'consistency'>;
}

const COUNTED: Statistic = {
  name: 'counted',
  pace: 'Median',
  consistency: 'Consistency',
  laps: 'laps that count',
  lapWords: (count) => `${countWords(count, 'lap')} that ${count === 1 ? 'counts' : 'count'}`,
  leftOutWords: (count) => (count === 1 ? '1 stands out' : `${count} stand out`),
  counts: (laps) => countedLaps(laps),
  marks: standOut,
  of: (sessions) => paceOf(paceFigures(sessions)),
  told: ({ median_lap_seconds: seconds, pace_consistency_percent: consistency }) => ({
    seconds,
    consistency,
  }),
};

const VALID: Statistic = {
  name: 'valid',
  pace: 'Average',
  consistency: 'LiveRC consistency',
  laps: 'valid laps',
  lapWords: (count) => countWords(count, 'valid lap'),
  leftOutWords: () => '',
  counts: (laps) => laps.filter((lap) => lap.is_valid),
  marks: standOut,
  of: (sessions) => {
    const printed = sessions.map((laps) => printedOf(lapFigures(laps)));
    const lapCount = printed.reduce((sum, session) => sum + session.lapCount, 0);
    const { average: seconds, consistency } = pooledFigures(printed);
    return { seconds, consistency: lapCount < 2 ? null : consistency, lapCount, leftOut: 0 };
  },
  told: ({ average_lap_seconds: seconds, consistency_percent: consistency }) => ({
    seconds,
    consistency,
  }),
};

const CLEAN: Statistic = {
  name: 'clean',
  pace: 'Clean median',
  consistency: 'Clean consistency',
  laps: 'clean laps',
  lapWords: (count) => countWords(count, 'clean lap'),
  leftOutWords: (count) => `${count} with a crash, a stop or a cut`,
  counts: (laps) => cleanLaps(laps),
  marks: lapEvents,
  of: (sessions) => paceOf(paceFigures(sessions, cleanLaps)),
  told: () => ({ seconds: null, consistency: null }),
};

function standOut(laps: readonly Lap[]): ReadonlyMap<number, LapMark> {
  return new Map([...outlierLaps(laps)].map((lap) => [lap, 'outlier']));
}

function printedOf(figures: LapFigures): PrintedFigures {
  return {
    lapCount: figures.valid_lap_count,
    average: figures.average_lap_seconds,
    deviation: figures.standard_deviation_seconds,
    consistency: figures.consistency_percent,
  };
}

function paceOf(figures: PaceFigures): Pace {
  return {
    seconds: figures.median_lap_seconds,
    consistency: figures.pace_consistency_percent,
    lapCount: figures.counted_lap_count,
    leftOut: figures.outlier_lap_count,
  };
}

export const STATISTICS: Record<StatisticName, Statistic> = {
  counted: COUNTED,
  valid: VALID,
  clean: CLEAN,
};

const KEY = 'trackside.statistic';

/** The statistic that every sentence, table, tile and chart goes by; this browser remembers it. */
@Injectable({ providedIn: 'root' })
export class ChosenStatistic {
  readonly #name = signal<StatisticName>(read());
  readonly statistic = computed(() => STATISTICS[this.#name()]);
  /** The same where laps are not here: what only laps tell gives way to the laps that count. */
  readonly told = computed(() => STATISTICS[this.#name() === 'clean' ? 'counted' : this.#name()]);

  choose(name: StatisticName): void {
    this.#name.set(name);
    try {
      localStorage.setItem(KEY, name);
    } catch {
      // A browser that keeps nothing asks again next time.
    }
  }
}

function read(): StatisticName {
  try {
    const kept = localStorage.getItem(KEY);
    return kept === 'valid' || kept === 'clean' ? kept : 'counted';
  } catch {
    return 'counted';
  }
}
