import { CacheModule } from '@nestjs/cache-manager';
import { type DynamicModule, Module } from '@nestjs/common';
import { ScheduleModule } from '@nestjs/schedule';
import { LoggerModule } from 'nestjs-pino';
import { type DatabaseAddresses, DatabaseModule } from '@trackside/database';
import { EventsModule } from '@trackside/events';
import { IdempotencyModule } from '@trackside/idempotency';
import { LivercPermissionModule } from '@trackside/liverc-permission';
import { PageVaultModule } from '@trackside/page-vault';
import { PracticeDaysModule } from '@trackside/practice-days';
import { WebhooksModule } from '@trackside/webhooks';
import { AccessModule } from './access/access.module.js';
import { AccountsRoutesModule } from './accounts/accounts-routes.module.js';
import type { Config } from './config.js';
import { ConfigurationModule } from './configuration.module.js';
import { EventsRoutesModule } from './events/events-routes.module.js';
import { ExportsRoutesModule } from './exports/exports-routes.module.js';
import { JobsRoutesModule } from './jobs/jobs-routes.module.js';
import { loggerOptions } from './logging.js';
import { McpRoutesModule } from './mcp/mcp-routes.module.js';
import { PracticeDaysRoutesModule } from './practice-days/practice-days-routes.module.js';
import { KeptNamesModule } from './privacy/kept-names.module.js';
import { PrivacyRoutesModule } from './privacy/privacy-routes.module.js';
import { HealthModule } from './status/health.module.js';
import { StatusModule } from './status/status.module.js';
import { TracksRoutesModule } from './tracks/tracks-routes.module.js';
import { WebhooksRoutesModule } from './webhooks/webhooks-routes.module.js';
import { ttlCache, TtlCacheShutdown } from './ttl-cache.js';

/** Modules that every other may use without importing them. No others are global. */
const ground = (config: Config, database: DatabaseAddresses) => [
  ConfigurationModule.of(config, database),
  LoggerModule.forRoot(loggerOptions(config.logLevel)),
  DatabaseModule.of(database),
  CacheModule.registerAsync({ isGlobal: true, useFactory: () => ttlCache(config.redisUrl) }),
  ScheduleModule.forRoot(),
];

/** What works in the background: jobs, the cron ticks that queue them, and who stops them. */
const BACKGROUND = [
  LivercPermissionModule,
  PageVaultModule,
  EventsModule,
  PracticeDaysModule,
  IdempotencyModule,
  KeptNamesModule,
  WebhooksModule,
];

const ROUTES = [
  AccountsRoutesModule,
  TracksRoutesModule,
  EventsRoutesModule,
  PracticeDaysRoutesModule,
  JobsRoutesModule,
  ExportsRoutesModule,
  PrivacyRoutesModule,
  StatusModule,
  WebhooksRoutesModule,
  McpRoutesModule,
];

/** The whole process, put together from its configuration. */
@Module({})
export class AppModule {
  static of(config: Config, databaseUrl: string): DynamicModule {
    const listenUrl = config.databaseListenUrl ?? databaseUrl;
    return {
      module: AppModule,
      imports: [
        ...ground(config, { url: databaseUrl, listenUrl }),
        ...BACKGROUND,
        AccessModule,
        HealthModule,
        ...(config.role === 'worker' ? [] : ROUTES),
      ],
      providers: [TtlCacheShutdown],
    };
  }
}
