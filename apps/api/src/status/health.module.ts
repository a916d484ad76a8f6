import { Module } from '@nestjs/common';
import { JobsModule } from '@trackside/jobs';
import { HealthController } from './health.controller.js';
import { MetricsModule } from './metrics.module.js';

/** What orchestrators and monitors ask, of workers too. */
@Module({ imports: [JobsModule, MetricsModule], controllers: [HealthController] })
export class HealthModule {}
