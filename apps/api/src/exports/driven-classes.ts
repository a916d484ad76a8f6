import type { PracticeSessionWithLaps } from '@trackside/contracts';
import { figuresOfTimes, isUnknownDriver, personKeyOf } from '@trackside/practice-days';
import { column, type ColumnOf } from './workbook-columns.js';

/** What one driver did in one class. */
interface DrivenClass {
  /** As it was met first. */
  driver: string;
  className: string | null;
  sessions: number;
  laps: number;
  /** Of valid laps; of all laps while no session page is read. */
  best: number | null;
  median: number | null;
  consistency: number | null;
}

export const SUMMARY_SHEET: readonly ColumnOf<DrivenClass>[] = [
  column('Driver', 'text', ({ driver }) => driver),
  column('Class', 'text', ({ className }) => className),
  column('Sessions', 'count', ({ sessions }) => sessions),
  column('Laps', 'count', ({ laps }) => laps),
  column('Best lap (s)', 'decimal', ({ best }) => best),
  column('Median (s)', 'decimal', ({ median }) => median),
  column('Consistency (%)', 'decimal', ({ consistency }) => consistency),
];

/** Sums up sessions by driver and class; nobody's classes are pooled. */
export class DrivenClasses {
  readonly #driven = new Map<string, Driven>();

  add(session: PracticeSessionWithLaps): void {
    const { class_name, laps_state, fastest_lap_seconds: best, laps } = session;
    const key = JSON.stringify([personKeyOf(session), class_name?.toLowerCase() ?? null]);
    const driven = this.#driven.get(key) ?? begin(session);
    this.#driven.set(key, driven);
    driven.sessions += 1;
    driven.laps += session.lap_count ?? 0;
    driven.times.push(laps.flatMap((lap) => (lap.is_valid ? lap.lap_time_seconds : [])));
    if (best === null) return;
    driven.bestOfAll = Math.min(driven.bestOfAll, best);
    if (laps_state === 'read') driven.bestOfRead = Math.min(driven.bestOfRead, best);
  }

  /** By class, the quickest driver of each first. */
  inOrder(): DrivenClass[] {
    return [...this.#driven.values()]
      .map(toDrivenClass)
      .sort((a, b) => compareNames(a.className, b.className) || (a.best ?? 1e9) - (b.best ?? 1e9));
  }
}

interface Driven {
  driver: string;
  className: string | null;
  /** Nobody knows who drove: sessions of several people may be together. */
  isNobody: boolean;
  sessions: number;
  laps: number;
  /** Infinity without one. */
  bestOfRead: number;
  bestOfAll: number;
  /** Of each session the times of the valid laps. */
  times: number[][];
}

function begin({ driver_name, class_name, transponder }: PracticeSessionWithLaps): Driven {
  const isUnknown = isUnknownDriver(driver_name);
  return {
    driver: isUnknown && transponder !== null ? `${driver_name} ${transponder}` : driver_name,
    className: class_name,
    isNobody: isUnknown && transponder === null,
    sessions: 0,
    laps: 0,
    bestOfRead: Infinity,
    bestOfAll: Infinity,
    times: [],
  };
}

function toDrivenClass(driven: Driven): DrivenClass {
  const { driver, className, sessions, laps, bestOfRead, bestOfAll, isNobody, times } = driven;
  const best = bestOfRead < Infinity ? bestOfRead : bestOfAll;
  const figures = figuresOfTimes(isNobody ? [] : times);
  return {
    driver,
    className,
    sessions,
    laps,
    best: best < Infinity ? best : null,
    median: figures.median_lap_seconds,
    consistency: figures.pace_consistency_percent,
  };
}

/** Sessions without a class come last. */
function compareNames(a: string | null, b: string | null): number {
  if (a === null || b === null) return Number(a === null) - Number(b === null);
  return a.localeCompare(b, 'en');
}
