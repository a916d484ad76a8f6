import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { CalendarModule } from '@trackside/calendar';
import { LivercScraperModule } from '@trackside/liverc-scraper';
import { TracksModule } from '@trackside/tracks';
import { Events } from './events.js';
import { EventEntity } from './storage/event.entity.js';
import { EventListEntity } from './storage/event-list.entity.js';
import { EventStore } from './storage/event-store.js';

/** Race events. */
@Module({
  imports: [
    CalendarModule,
    LivercScraperModule,
    TracksModule,
    TypeOrmModule.forFeature([EventEntity, EventListEntity]),
  ],
  providers: [Events, EventStore],
  exports: [Events],
})
export class EventsModule {}
