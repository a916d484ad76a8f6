import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { CalendarModule } from '@trackside/calendar';
import { JobsModule } from '@trackside/jobs';
import { LivercScraperModule } from '@trackside/liverc-scraper';
import { PageVaultModule } from '@trackside/page-vault';
import { PrivacyModule } from '@trackside/privacy';
import { TracksModule } from '@trackside/tracks';
import { Events } from './events.js';
import { EventImports } from './import/event-imports.js';
import { EventJobKind } from './import/event-job-kind.js';
import { EventPages } from './import/event-pages.js';
import { EventRereads } from './import/event-rereads.js';
import { EventWorker } from './import/event-worker.js';
import { HiddenInEvent } from './import/hidden-in-event.js';
import { HiddenRacers } from './import/hidden-racers.js';
import { ProgressView } from './import/progress-view.js';
import { RacePages } from './import/race-pages.js';
import { RankingPages } from './import/ranking-pages.js';
import { EventEntity } from './storage/event.entity.js';
import { EventEntryEntity } from './storage/event-entry.entity.js';
import { EventChangeStore } from './storage/event-change-store.js';
import { EventJobEntity } from './storage/event-job.entity.js';
import { EventJobStore } from './storage/event-job-store.js';
import { EventListEntity } from './storage/event-list.entity.js';
import { EventPageEntity } from './storage/event-page.entity.js';
import { EventRankingRowEntity } from './storage/event-ranking-row.entity.js';
import { EventReadingEntity } from './storage/event-reading.entity.js';
import { EventReadingStore } from './storage/event-reading-store.js';
import { EventStore } from './storage/event-store.js';
import { RaceEntity } from './storage/race.entity.js';
import { RaceResultEntity } from './storage/race-result.entity.js';
import { EventStudy } from './study/event-study.js';
import { EventStudyStore } from './study/event-study-store.js';
import { FailedEvents } from './study/failed-events.js';

const ENTITIES = [
  EventEntity,
  EventEntryEntity,
  EventJobEntity,
  EventListEntity,
  EventPageEntity,
  EventRankingRowEntity,
  EventReadingEntity,
  RaceEntity,
  RaceResultEntity,
];

/** Jobs that read an event's pages. */
const IMPORT = [
  EventChangeStore,
  EventImports,
  EventJobKind,
  EventJobStore,
  EventPages,
  EventReadingStore,
  EventRereads,
  EventWorker,
  HiddenInEvent,
  HiddenRacers,
  ProgressView,
  RacePages,
  RankingPages,
];

/** Race events: what LiveRC lists, importing of it, and reading what was imported. */
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
  providers: [Events, EventStore, ...IMPORT, EventStudy, EventStudyStore, FailedEvents],
  exports: [Events, EventStudy, FailedEvents],
})
export class EventsModule {}
