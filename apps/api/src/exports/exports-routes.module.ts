import { Module } from '@nestjs/common';
import { PracticeDaysModule } from '@trackside/practice-days';
import { EventsRoutesModule } from '../events/events-routes.module.js';
import { AnswersModule } from '../http/answers.module.js';
import { Exports } from './exports.js';
import { ExportsController } from './exports.controller.js';

@Module({
  imports: [AnswersModule, EventsRoutesModule, PracticeDaysModule],
  controllers: [ExportsController],
  providers: [Exports],
})
export class ExportsRoutesModule {}
