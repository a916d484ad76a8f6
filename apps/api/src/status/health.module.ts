import { Module } from '@nestjs/common';
import { JobsModule } from '@trackside/jobs';
import { HealthController } from './health.controller.js';
import { MetricsModule } from './metrics.module.js';

/** Routes for orchestrators and monitors; workers have them, too. */
@Module({ imports: [JobsModule, MetricsModule], controllers: [HealthController] })
export class HealthModule {}
