import { Module } from '@nestjs/common';
import { AccountsModule } from '@trackside/accounts';
import { JobsModule } from '@trackside/jobs';
import { AnswersModule } from '../http/answers.module.js';
import { JobAnswers } from './job-answers.js';
import { JobsController } from './jobs.controller.js';

@Module({
  imports: [AccountsModule, AnswersModule, JobsModule],
  controllers: [JobsController],
  providers: [JobAnswers],
})
export class JobsRoutesModule {}
