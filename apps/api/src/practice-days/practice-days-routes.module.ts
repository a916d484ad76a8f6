import { Module } from '@nestjs/common';
import { AccountsModule } from '@trackside/accounts';
import { EventsModule } from '@trackside/events';
import { IdempotencyModule } from '@trackside/idempotency';
import { PracticeDaysModule } from '@trackside/practice-days';
import { TracksModule } from '@trackside/tracks';
import { AnswersModule } from '../http/answers.module.js';
import { DiscoveryAnswers } from './discovery-answers.js';
import { DriversController } from './drivers.controller.js';
import { SessionsController } from './sessions.controller.js';
import { TrackDriversController } from './track-drivers.controller.js';
import { ImportAnswers } from './import-answers.js';
import { ImportedDaysController } from './imported-days.controller.js';
import { ImportsController } from './imports.controller.js';
import { KeptAnswers } from './kept-answers.js';
import { LiveDayAnswers } from './live-day-answers.js';
import { LiveDayController } from './live-day.controller.js';
import { PracticeDaysController } from './practice-days.controller.js';
import { TimelineAnswers } from './timeline-answers.js';
import { TimelineController } from './timeline.controller.js';

@Module({
  imports: [
    AccountsModule,
    AnswersModule,
    EventsModule,
    IdempotencyModule,
    PracticeDaysModule,
    TracksModule,
  ],
  controllers: [
    PracticeDaysController,
    LiveDayController,
    ImportsController,
    ImportedDaysController,
    DriversController,
    SessionsController,
    TrackDriversController,
    TimelineController,
  ],
  providers: [DiscoveryAnswers, ImportAnswers, KeptAnswers, LiveDayAnswers, TimelineAnswers],
})
export class PracticeDaysRoutesModule {}
