import { Module } from '@nestjs/common';
import { Events } from './events.js';
import { EventStore } from './storage/event-store.js';

/** Race events. Expects tracks, data source and scraper globally. */
@Module({
  providers: [Events, EventStore],
  exports: [Events],
})
export class EventsModule {}
