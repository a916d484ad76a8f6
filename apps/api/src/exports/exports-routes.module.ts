import { Module } from '@nestjs/common';
import { EventsModule } from '@trackside/events';
import { PracticeDaysModule } from '@trackside/practice-days';
import { EventsRoutesModule } from '../events/events-routes.module.js';
import { AnswersModule } from '../http/answers.module.js';
import { Exports } from './exports.js';
import { ExportsController } from './exports.controller.js';
import { RaceExports } from './race-exports.js';
import { RaceExportsController } from './race-exports.controller.js';

@Module({
  imports: [AnswersModule, EventsModule, EventsRoutesModule, PracticeDaysModule],
  controllers: [ExportsController, RaceExportsController],
  providers: [Exports, RaceExports],
})
export class ExportsRoutesModule {}
