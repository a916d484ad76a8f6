import { Module } from '@nestjs/common';
import { AccountsModule } from '@trackside/accounts';
import { CalendarModule } from '@trackside/calendar';
import { EventsModule } from '@trackside/events';
import { IdempotencyModule } from '@trackside/idempotency';
import { PracticeDaysModule } from '@trackside/practice-days';
import { TracksModule } from '@trackside/tracks';
import { EventSearch } from './event-search.js';
import { EventsController } from './events.controller.js';

@Module({
  imports: [
    AccountsModule,
    CalendarModule,
    EventsModule,
    IdempotencyModule,
    PracticeDaysModule,
    TracksModule,
  ],
  controllers: [EventsController],
  providers: [EventSearch],
  exports: [EventSearch],
})
export class EventsRoutesModule {}
