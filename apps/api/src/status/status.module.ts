import { Module } from '@nestjs/common';
import { LivercScraperModule } from '@trackside/liverc-scraper';
import { TracksModule } from '@trackside/tracks';
import { StatusController } from './status.controller.js';
import { SystemStatus } from './system-status.js';

@Module({
  imports: [LivercScraperModule, TracksModule],
  controllers: [StatusController],
  providers: [SystemStatus],
})
export class StatusModule {}
