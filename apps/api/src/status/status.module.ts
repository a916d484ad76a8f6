import { Module } from '@nestjs/common';
import { JobsModule } from '@trackside/jobs';
import { LivercPermissionModule } from '@trackside/liverc-permission';
import { LivercScraperModule } from '@trackside/liverc-scraper';
import { TracksModule } from '@trackside/tracks';
import { StatusController } from './status.controller.js';
import { SystemStatus } from './system-status.js';

@Module({
  imports: [JobsModule, LivercPermissionModule, LivercScraperModule, TracksModule],
  controllers: [StatusController],
  providers: [SystemStatus],
})
export class StatusModule {}
