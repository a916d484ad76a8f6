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
import { PracticeDayStore } from './storage/practice-day-store.js';
import { UnknownMonths } from './unknown-months.js';

/** Discovery of practice days. Expects tracks, cache manager, data source and scraper globally. */
@Module({})
export class PracticeDaysModule {
  static forRoot(options: PracticeDaysOptions): DynamicModule {
    return {
      module: PracticeDaysModule,
      providers: [
        { provide: PRACTICE_DAYS_OPTIONS, useValue: options },
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
      exports: [Clock, KnownPracticeDays, PracticeDiscovery],
    };
  }
}
