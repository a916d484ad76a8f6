import { Module } from '@nestjs/common';
import { AccountsModule } from '@trackside/accounts';
import { CalendarModule } from '@trackside/calendar';
import { EventsModule } from '@trackside/events';
import { IdempotencyModule } from '@trackside/idempotency';
import { PracticeDaysModule } from '@trackside/practice-days';
import { TracksModule } from '@trackside/tracks';
import { EventSearch } from './event-search.js';
import { EventsController } from './events.controller.js';
import { RaceEventsController } from './race-events.controller.js';
import { RacesController } from './races.controller.js';

@Module({
  imports: [
    AccountsModule,
    CalendarModule,
    EventsModule,
    IdempotencyModule,
    PracticeDaysModule,
    TracksModule,
  ],
  // `events/search` before `events/:event_id`.
  controllers: [EventsController, RaceEventsController, RacesController],
  providers: [EventSearch],
  exports: [EventSearch],
})
export class EventsRoutesModule {}
