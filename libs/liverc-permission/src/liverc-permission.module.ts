import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { JobsModule } from '@trackside/jobs';
import { LivercScraperModule } from '@trackside/liverc-scraper';
import { LivercShare } from './replicas/liverc-share.js';
import { LivercSiteNews } from './replicas/site-news.js';
import { LivercRobotsEntity } from './robots/liverc-robots.entity.js';
import { RobotsTable } from './robots/robots-table.js';
import { LivercSwitchEntity } from './switch/liverc-switch.entity.js';
import { LivercSwitch } from './switch/liverc-switch.js';
import { SwitchStore } from './switch/switch-store.js';

/** Whether LiveRC may be asked. Expects LIVERC_PERMISSION_OPTIONS from a global module. */
@Module({
  imports: [
    JobsModule,
    LivercScraperModule,
    TypeOrmModule.forFeature([LivercRobotsEntity, LivercSwitchEntity]),
  ],
  providers: [LivercShare, LivercSiteNews, LivercSwitch, RobotsTable, SwitchStore],
  exports: [LivercSwitch],
})
export class LivercPermissionModule {}
