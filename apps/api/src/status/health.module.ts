import { Module } from '@nestjs/common';
import { JobsModule } from '@trackside/jobs';
import { LivercScraperModule } from '@trackside/liverc-scraper';
import { PracticeDaysModule } from '@trackside/practice-days';
import { AnswersModule } from '../http/answers.module.js';
import { HealthController } from './health.controller.js';
import { MetricsModule } from './metrics.module.js';
import { StateMetrics } from './state-metrics.js';

/** Routes for orchestrators and monitors; workers have them, too. */
@Module({
  imports: [AnswersModule, JobsModule, LivercScraperModule, MetricsModule, PracticeDaysModule],
  controllers: [HealthController],
  providers: [StateMetrics],
})
export class HealthModule {}
