import { CacheModule } from '@nestjs/cache-manager';
import { type DynamicModule, Module } from '@nestjs/common';
import { ScheduleModule } from '@nestjs/schedule';
import { TypeOrmModule } from '@nestjs/typeorm';
import { LoggerModule } from 'nestjs-pino';
import { EventsModule } from '@trackside/events';
import { JobsModule } from '@trackside/jobs';
import { LivercScraperModule } from '@trackside/liverc-scraper';
import { PracticeDaysModule } from '@trackside/practice-days';
import { TracksModule } from '@trackside/tracks';
import { CONFIG, type Config } from './config.js';
import { databaseOptions } from './database.js';
import { DatabaseRoom } from './database-room.js';
import { DiscoveryAnswers } from './discovery-answers.js';
import { DriversController } from './drivers.controller.js';
import { EventSearch } from './event-search.js';
import { EventsController } from './events.controller.js';
import { Exports } from './exports.js';
import { ExportsController } from './exports.controller.js';
import { HealthController } from './health.controller.js';
import { Downloads } from './http/downloads.js';
import { RecordStream } from './http/record-stream.js';
import { ImportAnswers } from './import-answers.js';
import { ImportsController } from './imports.controller.js';
import { JobsController } from './jobs.controller.js';
import { ImportedDaysController } from './imported-days.controller.js';
import { loggerOptions } from './logging.js';
import { Metrics } from './metrics.js';
import { PracticeDaysController } from './practice-days.controller.js';
import { scraperOptions } from './scraper-options.js';
import { StatusController } from './status.controller.js';
import { SystemStatus } from './system-status.js';
import { TracksController } from './tracks.controller.js';
import { ttlCache, TtlCacheShutdown } from './ttl-cache.js';

@Module({ providers: [Metrics], exports: [Metrics] })
class MetricsModule {}

const API_CONTROLLERS = [
  TracksController,
  EventsController,
  PracticeDaysController,
  ImportsController,
  JobsController,
  ImportedDaysController,
  DriversController,
  ExportsController,
  StatusController,
];

/** What controllers call. */
const ANSWERS = [
  DiscoveryAnswers,
  Downloads,
  EventSearch,
  ImportAnswers,
  Exports,
  RecordStream,
  SystemStatus,
  TtlCacheShutdown,
];

/** The whole process, put together from its configuration. */
@Module({})
export class AppModule {
  static of(config: Config, databaseUrl: string): DynamicModule {
    const { discovery, role } = config;
    const room = new DatabaseRoom();
    return {
      module: AppModule,
      controllers: role === 'worker' ? [HealthController] : [...API_CONTROLLERS, HealthController],
      providers: [
        { provide: CONFIG, useValue: config },
        { provide: DatabaseRoom, useValue: room },
        ...ANSWERS,
      ],
      imports: [
        MetricsModule,
        TracksModule.forRoot({ keepsCatalogue: role !== 'api' }),
        EventsModule,
        // Every job asks LiveRC: while that is switched off, jobs wait for it.
        JobsModule.forRoot({ databaseUrl, works: role !== 'api' && config.liverc.enabled }),
        PracticeDaysModule.forRoot({
          openMonthTtlSeconds: discovery.openMonthTtlSeconds,
          rangeMonthsCap: discovery.rangeMonthsCap,
          rangeTimeoutMs: discovery.rangeTimeoutSeconds * 1000,
        }),
        LoggerModule.forRoot(loggerOptions(config.logLevel)),
        ScheduleModule.forRoot(),
        CacheModule.register({ isGlobal: true, ...ttlCache(config.redisUrl) }),
        TypeOrmModule.forRootAsync({
          useFactory: () => databaseOptions(databaseUrl, room),
        }),
        LivercScraperModule.forRootAsync({
          imports: [MetricsModule],
          inject: [Metrics],
          useFactory: (metrics: Metrics) => scraperOptions(config, metrics),
        }),
      ],
    };
  }
}
