import { Module } from '@nestjs/common';
import { CalendarModule } from '@trackside/calendar';
import { LivercScraperModule } from '@trackside/liverc-scraper';
import { TracksModule } from '@trackside/tracks';
import { Events } from './events.js';
import { EventStore } from './storage/event-store.js';

/** Race events. */
@Module({
  imports: [CalendarModule, LivercScraperModule, TracksModule],
  providers: [Events, EventStore],
  exports: [Events],
})
export class EventsModule {}
