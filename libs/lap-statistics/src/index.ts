export * from './clean.js';
export * from './figures.js';
export * from './outliers.js';
export * from './pace.js';
export * from './practice-check.js';
export type { PrintedLaps, PrintedRace, PrintedResult } from './printed-race.js';
export * from './qualifying-points.js';
export * from './race-check.js';
export * from './race-clock.js';
export {
  raceFigures,
  type PrintedFigures,
  type RaceCheckLap,
  type RaceFigures,
} from './race-figures.js';
export * from './race-moments.js';
export * from './run.js';
export * from './trend.js';
