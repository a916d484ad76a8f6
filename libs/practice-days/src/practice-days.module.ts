import { type DynamicModule, Module } from '@nestjs/common';
import { Clock } from './calendar/clock.js';
import { CalendarPages } from './day/calendar-pages.js';
import { DayPages } from './day/day-pages.js';
import { ImportedDaysRead } from './day/imported-days-read.js';
import { DayImport } from './import/day-import.js';
import { ImportWorker } from './import/import-worker.js';
import { JobProgress } from './import/job-progress.js';
import { PracticeImports } from './import/practice-imports.js';
import { RangeListing } from './import/range-listing.js';
import { RemovedPractice } from './import/removed-practice.js';
import { SessionLaps } from './import/session-laps.js';
import { KnownMonths } from './discovery/known-months.js';
import { KnownPracticeDays } from './discovery/known-practice-days.js';
import { MonthCache } from './discovery/month-cache.js';
import { MonthOutcomes } from './discovery/month-outcomes.js';
import { MonthRefresh } from './discovery/month-refresh.js';
import { PRACTICE_DAYS_OPTIONS, type PracticeDaysOptions } from './options.js';
import { PracticeDiscovery } from './discovery/practice-discovery.js';
import { RunningRefreshes } from './discovery/running-refreshes.js';
import { DayReadingStore } from './storage/day-reading-store.js';
import { DriverStore } from './storage/driver-store.js';
import { ImportJobStore } from './storage/import-job-store.js';
import { PracticeDayStore } from './storage/practice-day-store.js';
import { SessionImportStore } from './storage/session-import-store.js';
import { StudyStore } from './storage/study-store.js';
import { Drivers } from './study/drivers.js';
import { ImportedDays } from './study/imported-days.js';
import { PracticeSearch } from './study/practice-search.js';
import { UnknownMonths } from './discovery/unknown-months.js';

const DISCOVERY = [
  CalendarPages,
  Clock,
  DayPages,
  DayReadingStore,
  ImportedDaysRead,
  KnownMonths,
  KnownPracticeDays,
  MonthCache,
  MonthOutcomes,
  MonthRefresh,
  PracticeDayStore,
  PracticeDiscovery,
  RunningRefreshes,
  UnknownMonths,
];

const IMPORT = [
  DayImport,
  ImportJobStore,
  ImportWorker,
  JobProgress,
  PracticeImports,
  RangeListing,
  RemovedPractice,
  SessionImportStore,
  SessionLaps,
];

/** Reading of what was discovered and imported. */
const STUDY = [Drivers, DriverStore, ImportedDays, PracticeSearch, StudyStore];

/**
 * Discovery, import and study of practice days. Expects tracks, jobs, cache manager, data source and
 * scraper globally.
 */
@Module({})
export class PracticeDaysModule {
  static forRoot(options: PracticeDaysOptions): DynamicModule {
    return {
      module: PracticeDaysModule,
      providers: [
        { provide: PRACTICE_DAYS_OPTIONS, useValue: options },
        ...DISCOVERY,
        ...IMPORT,
        ...STUDY,
      ],
      exports: [
        Clock,
        Drivers,
        ImportedDays,
        KnownPracticeDays,
        PracticeDiscovery,
        PracticeImports,
        PracticeSearch,
      ],
    };
  }
}
