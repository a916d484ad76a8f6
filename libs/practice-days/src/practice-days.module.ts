import { type DynamicModule, Module } from '@nestjs/common';
import { Clock } from './clock.js';
import { KnownMonths } from './known-months.js';
import { KnownPracticeDays } from './known-practice-days.js';
import { MonthCache } from './month-cache.js';
import { MonthOutcomes } from './month-outcomes.js';
import { MonthRefresh } from './month-refresh.js';
import { PRACTICE_DAYS_OPTIONS, type PracticeDaysOptions } from './options.js';
import { PracticeDiscovery } from './practice-discovery.js';
import { RunningRefreshes } from './running-refreshes.js';
import { DriverStore } from './storage/driver-store.js';
import { PracticeDayStore } from './storage/practice-day-store.js';
import { StudyStore } from './storage/study-store.js';
import { Drivers } from './study/drivers.js';
import { ImportedDays } from './study/imported-days.js';
import { PracticeSearch } from './study/practice-search.js';
import { UnknownMonths } from './unknown-months.js';

/** Reading of what was discovered and imported. */
const STUDY_EXPORTS = [Drivers, ImportedDays, PracticeSearch];
const STUDY = [...STUDY_EXPORTS, DriverStore, StudyStore];

/** Discovery of practice days. Expects tracks, cache manager, data source and scraper globally. */
@Module({})
export class PracticeDaysModule {
  static forRoot(options: PracticeDaysOptions): DynamicModule {
    return {
      module: PracticeDaysModule,
      providers: [
        { provide: PRACTICE_DAYS_OPTIONS, useValue: options },
        ...STUDY,
        Clock,
        KnownMonths,
        KnownPracticeDays,
        MonthCache,
        MonthOutcomes,
        MonthRefresh,
        PracticeDayStore,
        PracticeDiscovery,
        RunningRefreshes,
        UnknownMonths,
      ],
      exports: [...STUDY_EXPORTS, Clock, KnownPracticeDays, PracticeDiscovery],
    };
  }
}
