import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { CalendarModule } from '@trackside/calendar';
import { JobsModule } from '@trackside/jobs';
import { IdempotentAnswers } from './idempotent-answers.js';
import { KeptAnswerEntity } from './kept-answer.entity.js';
import { KeptAnswerStore } from './kept-answer-store.js';
import { OldAnswers } from './old-answers.js';

/** Requests that are done once, however often they are sent. */
@Module({
  imports: [CalendarModule, JobsModule, TypeOrmModule.forFeature([KeptAnswerEntity])],
  providers: [IdempotentAnswers, KeptAnswerStore, OldAnswers],
  exports: [IdempotentAnswers],
})
export class IdempotencyModule {}
