import { Module } from '@nestjs/common';
import { PracticeDaysModule } from '@trackside/practice-days';
import { AnswersModule } from '../http/answers.module.js';
import { JobAnswers } from './job-answers.js';
import { JobsController } from './jobs.controller.js';

@Module({
  imports: [AnswersModule, PracticeDaysModule],
  controllers: [JobsController],
  providers: [JobAnswers],
})
export class JobsRoutesModule {}
