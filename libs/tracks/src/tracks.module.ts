import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { CalendarModule } from '@trackside/calendar';
import { JobsModule } from '@trackside/jobs';
import { LivercScraperModule } from '@trackside/liverc-scraper';
import { Catalogue } from './catalogue.js';
import { CatalogueReadingEntity } from './storage/catalogue-reading.entity.js';
import { FavouriteEntity } from './storage/favourite.entity.js';
import { TrackEntity } from './storage/track.entity.js';
import { TrackInterestStore } from './storage/track-interest-store.js';
import { TrackSearchEntity } from './storage/track-search.entity.js';
import { TracksStore } from './storage/tracks-store.js';
import { TrackNames } from './track-names.js';
import { Tracks } from './tracks.js';

/** Tracks and their catalogue. Expects TRACKS_OPTIONS from a global module. */
@Module({
  imports: [
    CalendarModule,
    JobsModule,
    LivercScraperModule,
    TypeOrmModule.forFeature([
      CatalogueReadingEntity,
      FavouriteEntity,
      TrackEntity,
      TrackSearchEntity,
    ]),
  ],
  providers: [Catalogue, TrackInterestStore, TrackNames, Tracks, TracksStore],
  exports: [Catalogue, TrackNames, Tracks],
})
export class TracksModule {}
