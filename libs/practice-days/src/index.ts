export type { BackgroundReading } from './background/background-reading.js';
export { PageShapeCheck } from './background/page-shape-check.js';
export type { PageDrift } from './background/page-shape-store.js';
export { isUnknownDriver, personKeyOf } from './day/day-summary.js';
export { AnswerValidity, type Validity } from './discovery/answer-validity.js';
export { DiscoveryFailedError, type DiscoveryRequest } from './discovery/discovery-request.js';
export type { MeasuredDiscovery, MeasuredMonth } from './discovery/measured-discovery.js';
export { PracticeDiscovery, type StreamedRecord } from './discovery/practice-discovery.js';
export { DriverNotFoundError } from './study/errors.js';
export { PracticeDayNotFoundError } from './import/errors.js';
export { type DaysToImport, PracticeImports } from './import/practice-imports.js';
export { type LiveStep } from './live/live-records.js';
export { RunningDays } from './live/running-days.js';
export { PRACTICE_DAYS_MIGRATIONS } from './migrations/index.js';
export { PRACTICE_DAYS_OPTIONS, type PracticeDaysOptions } from './options.js';
export { PracticeDaysModule } from './practice-days.module.js';
export { TrackDrivers, type TrackDriversQuery } from './study/track-drivers.js';

export {
  type DriverExport,
  type DriverQuery,
  Drivers,
  type PractisedDriver,
} from './study/drivers.js';
export { DayChanges } from './study/day-changes.js';
export {
  type DayExport,
  type DayPart,
  type DaySessionsQuery,
  ImportedDays,
} from './study/imported-days.js';
export { FailedJobs } from './study/failed-jobs.js';
export { type KnownPractice, KnownPracticeDays } from './study/known-practice-days.js';
export { PracticeSearch, type PracticeSearchQuery } from './study/practice-search.js';
export { figuresOfTimes } from './study/studied-laps.js';
export { type MonthCounts, Upkeep } from './study/upkeep.js';
export { type TimelineWish } from './timeline/discovery-jobs.js';
export { Timelines } from './timeline/timelines.js';
