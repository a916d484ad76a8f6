import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { CalendarModule } from '@trackside/calendar';
import { JobsModule } from '@trackside/jobs';
import { LivercScraperModule } from '@trackside/liverc-scraper';
import { PageVaultModule } from '@trackside/page-vault';
import { PrivacyModule } from '@trackside/privacy';
import { TracksModule } from '@trackside/tracks';
import { MonthCompletion } from './background/month-completion.js';
import { MonthReading } from './background/month-reading.js';
import { DashboardStore } from './background/dashboard-store.js';
import { MonthDashboardEntity } from './background/month-dashboard.entity.js';
import { QuietTrack } from './background/quiet-track.js';
import { PageShapeCheck } from './background/page-shape-check.js';
import { PageShapeEntity } from './background/page-shape.entity.js';
import { PageShapeStore } from './background/page-shape-store.js';
import { Prefetch } from './background/prefetch.js';
import { PrefetchBudget } from './background/prefetch-budget.js';
import { PrefetchedTrackEntity } from './background/prefetched-track.entity.js';
import { PrefetchHourEntity } from './background/prefetch-hour.entity.js';
import { PrefetchStore } from './background/prefetch-store.js';
import { SearchHourEntity } from './background/search-hour.entity.js';
import { SearchMemory } from './background/search-memory.js';
import { UnfinishedMonthEntity } from './background/unfinished-month.entity.js';
import { UnfinishedMonthStore } from './background/unfinished-month-store.js';
import { CalendarPages } from './day/calendar-pages.js';
import { DayPages } from './day/day-pages.js';
import { DayVault } from './day/day-vault.js';
import { ImportedDaysRead } from './day/imported-days-read.js';
import { PracticeDayEntity } from './day/practice-day.entity.js';
import { PracticeDayWitnessEntity } from './day/practice-day-witness.entity.js';
import { PracticeMonthEntity } from './day/practice-month.entity.js';
import { PracticeSessionEntity } from './day/practice-session.entity.js';
import { ImportJobEntity } from './import/import-job.entity.js';
import { ImportJobDayEntity } from './import/import-job-day.entity.js';
import { PracticeLapEntity } from './import/practice-lap.entity.js';
import { DayRereads } from './import/day-rereads.js';
import { DayImport } from './import/day-import.js';
import { ImportWorker } from './import/import-worker.js';
import { TrackChanges } from './day/track-changes.js';
import { AnswerValidity } from './discovery/answer-validity.js';
import { ListingsElsewhere } from './discovery/listings-elsewhere.js';
import { EndedImports } from './import/ended-imports.js';
import { ImportJobKind } from './import/import-job-kind.js';
import { PracticeImports } from './import/practice-imports.js';
import { RangeListing } from './import/range-listing.js';
import { RemovedPractice } from './import/removed-practice.js';
import { RetryDays } from './import/retry-days.js';
import { SessionLaps } from './import/session-laps.js';
import { SessionRereads } from './import/session-rereads.js';
import { DayLook } from './live/day-look.js';
import { GrowingDays } from './live/growing-days.js';
import { KnownDays } from './live/known-day.js';
import { RunningDayEntity } from './live/running-day.entity.js';
import { RunningDayStore } from './live/running-day-store.js';
import { RunningDays } from './live/running-days.js';
import { KnownMonths } from './discovery/known-months.js';
import { KnownPracticeDays } from './study/known-practice-days.js';
import { MonthCache } from './day/month-cache.js';
import { RangeDiscovery } from './discovery/range-discovery.js';
import { SharedDiscoveries } from './discovery/shared-discoveries.js';
import { MonthRefresh } from './discovery/month-refresh.js';
import { PracticeDiscovery } from './discovery/practice-discovery.js';
import { RunningRefreshes } from './discovery/running-refreshes.js';
import { DayRereadStore } from './day/day-reread-store.js';
import { DayReadingStore } from './day/day-reading-store.js';
import { DriverStore } from './study/driver-store.js';
import { DayChanges } from './study/day-changes.js';
import { HiddenSessions } from './study/hidden-sessions.js';
import { ImportJobStore } from './import/import-job-store.js';
import { PracticeDayStore } from './day/practice-day-store.js';
import { SessionImportStore } from './import/session-import-store.js';
import { FailedJobs } from './study/failed-jobs.js';
import { Upkeep } from './study/upkeep.js';
import { StudiedLaps } from './study/studied-laps.js';
import { StudyStore } from './study/study-store.js';
import { DiscoveryJobEntity } from './timeline/discovery-job.entity.js';
import { DiscoveryJobKind } from './timeline/discovery-job-kind.js';
import { DiscoveryJobMonthEntity } from './timeline/discovery-job-month.entity.js';
import { EndedDiscoveries } from './timeline/ended-discoveries.js';
import { TimelineStore } from './timeline/timeline-store.js';
import { TimelineStories } from './timeline/timeline-stories.js';
import { TimelineWorker } from './timeline/timeline-worker.js';
import { Timelines } from './timeline/timelines.js';
import { Drivers } from './study/drivers.js';
import { TrackDrivers } from './study/track-drivers.js';
import { TrackDriversStore } from './study/track-drivers-store.js';
import { ImportedDays } from './study/imported-days.js';
import { PracticeSearch } from './study/practice-search.js';
import { UnreadSessionsStore } from './study/unread-sessions-store.js';
import { UnknownMonths } from './discovery/unknown-months.js';

const ENTITIES = [
  DiscoveryJobEntity,
  DiscoveryJobMonthEntity,
  ImportJobDayEntity,
  ImportJobEntity,
  MonthDashboardEntity,
  PageShapeEntity,
  PracticeDayEntity,
  PracticeDayWitnessEntity,
  PracticeLapEntity,
  PracticeMonthEntity,
  PracticeSessionEntity,
  PrefetchedTrackEntity,
  PrefetchHourEntity,
  RunningDayEntity,
  SearchHourEntity,
  UnfinishedMonthEntity,
];

const DISCOVERY = [
  AnswerValidity,
  CalendarPages,
  DayPages,
  DayVault,
  DayReadingStore,
  DayRereadStore,
  ImportedDaysRead,
  KnownMonths,
  KnownPracticeDays,
  ListingsElsewhere,
  MonthCache,
  MonthRefresh,
  PracticeDayStore,
  PracticeDiscovery,
  RangeDiscovery,
  SharedDiscoveries,
  RunningRefreshes,
  TrackChanges,
  UnknownMonths,
  UnreadSessionsStore,
];

/** Discovery in the background, told to all who follow it. */
const TIMELINE = [
  DiscoveryJobKind,
  EndedDiscoveries,
  TimelineStore,
  TimelineStories,
  Timelines,
  TimelineWorker,
];

const IMPORT = [
  DayImport,
  DayRereads,
  EndedImports,
  ImportJobKind,
  ImportJobStore,
  ImportWorker,
  PracticeImports,
  RangeListing,
  RemovedPractice,
  RetryDays,
  SessionImportStore,
  SessionLaps,
  SessionRereads,
];

/** Reading of what was discovered and imported. */
const STUDY = [
  Drivers,
  DriverStore,
  DayChanges,
  HiddenSessions,
  ImportedDays,
  PracticeSearch,
  StudiedLaps,
  StudyStore,
  TrackDrivers,
  TrackDriversStore,
  FailedJobs,
  Upkeep,
];

/** Days that are followed while they run. */
const LIVE = [DayLook, GrowingDays, KnownDays, RunningDays, RunningDayStore];

/** Readings that nobody waits for. */
const BACKGROUND = [
  DashboardStore,
  MonthCompletion,
  MonthReading,
  PageShapeCheck,
  PageShapeStore,
  Prefetch,
  PrefetchBudget,
  PrefetchStore,
  QuietTrack,
  SearchMemory,
  UnfinishedMonthStore,
];

/** Discovery, import, study and following of practice days. Expects PRACTICE_DAYS_OPTIONS from a global module. */
@Module({
  imports: [
    CalendarModule,
    JobsModule,
    LivercScraperModule,
    PageVaultModule,
    PrivacyModule,
    TracksModule,
    TypeOrmModule.forFeature(ENTITIES),
  ],
  providers: [...DISCOVERY, ...TIMELINE, ...IMPORT, ...STUDY, ...LIVE, ...BACKGROUND],
  exports: [
    AnswerValidity,
    Drivers,
    TrackDrivers,
    DayChanges,
    ImportedDays,
    KnownPracticeDays,
    PageShapeCheck,
    PracticeDiscovery,
    PracticeImports,
    PracticeSearch,
    RunningDays,
    Timelines,
    FailedJobs,
    Upkeep,
  ],
})
export class PracticeDaysModule {}
