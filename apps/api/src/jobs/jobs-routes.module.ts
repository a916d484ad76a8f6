import { Module } from '@nestjs/common';
import { AccountsModule } from '@trackside/accounts';
import { EventsModule } from '@trackside/events';
import { JobsModule } from '@trackside/jobs';
import { PracticeDaysModule } from '@trackside/practice-days';
import { AnswersModule } from '../http/answers.module.js';
import { FailedJobsController } from './failed-jobs.controller.js';
import { JobAnswers } from './job-answers.js';
import { JobsController } from './jobs.controller.js';

@Module({
  imports: [AccountsModule, AnswersModule, EventsModule, JobsModule, PracticeDaysModule],
  // `jobs/failed` before `jobs/:id`.
  controllers: [FailedJobsController, JobsController],
  providers: [JobAnswers],
})
export class JobsRoutesModule {}
