import { Module } from '@nestjs/common';
import { APP_INTERCEPTOR } from '@nestjs/core';
import { JobsModule } from '@trackside/jobs';
import { LivercPermissionModule } from '@trackside/liverc-permission';
import { LivercScraperModule } from '@trackside/liverc-scraper';
import { PageVaultModule } from '@trackside/page-vault';
import { PracticeDaysModule } from '@trackside/practice-days';
import { TracksModule } from '@trackside/tracks';
import { ImportFiguresInterceptor } from './import-figures.interceptor.js';
import { MetricsModule } from './metrics.module.js';
import { StatusController } from './status.controller.js';
import { SystemStatus } from './system-status.js';

@Module({
  imports: [
    JobsModule,
    LivercPermissionModule,
    LivercScraperModule,
    MetricsModule,
    PageVaultModule,
    PracticeDaysModule,
    TracksModule,
  ],
  controllers: [StatusController],
  providers: [SystemStatus, { provide: APP_INTERCEPTOR, useClass: ImportFiguresInterceptor }],
})
export class StatusModule {}
