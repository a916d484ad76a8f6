import { Injectable, computed, signal } from '@angular/core';
import type { Lap, OwnFigures } from '@trackside/contracts';
import { lapFigures, paceFigures } from '@trackside/lap-statistics';

/** `counted`: valid laps that don't stand out; `valid`: all valid laps, by LiveRC's rules. */
export type StatisticName = 'counted' | 'valid';

/** Pace and evenness of some laps. */
export interface Pace {
  /** Null without a lap that counts. */
  readonly seconds: number | null;
  /** Percent; null with fewer than two laps that count. */
  readonly consistency: number | null;
  readonly lapCount: number;
  /** Valid laps left out because they stand out. */
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
  /** @param sessions the laps of each session */
  of(sessions: readonly (readonly Lap[])[]): Pace;
  /** The same of laps that are not here. */
  told(figures: ToldFigures): Pick<Pace, 'seconds' | 'consistency'>;
}

const COUNTED: Statistic = {
  name: 'counted',
  pace: 'Median',
  consistency: 'Consistency',
  laps: 'laps that count',
  of: (sessions) => {
    const figures = paceFigures(sessions);
    return {
      seconds: figures.median_lap_seconds,
      consistency: figures.pace_consistency_percent,
      lapCount: figures.counted_lap_count,
      leftOut: figures.outlier_lap_count,
    };
  },
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
  of: (sessions) => {
    const figures = lapFigures(sessions.flat());
    return {
      seconds: figures.average_lap_seconds,
      consistency: figures.valid_lap_count < 2 ? null : figures.consistency_percent,
      lapCount: figures.valid_lap_count,
      leftOut: 0,
    };
  },
  told: ({ average_lap_seconds: seconds, consistency_percent: consistency }) => ({
    seconds,
    consistency,
  }),
};

export const STATISTICS: Record<StatisticName, Statistic> = { counted: COUNTED, valid: VALID };

const KEY = 'trackside.statistic';

/** The statistic that every sentence, table, tile and chart goes by; this browser remembers it. */
@Injectable({ providedIn: 'root' })
export class ChosenStatistic {
  readonly #name = signal<StatisticName>(read());
  readonly statistic = computed(() => STATISTICS[this.#name()]);

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
    return localStorage.getItem(KEY) === 'valid' ? 'valid' : 'counted';
  } catch {
    return 'counted';
  }
}
