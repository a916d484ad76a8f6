import { type DynamicModule, Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { Catalogue } from './catalogue.js';
import { TRACKS_OPTIONS, type TracksOptions } from './options.js';
import { TrackEntity } from './storage/track.entity.js';
import { TracksStore } from './storage/tracks-store.js';
import { TrackNames } from './track-names.js';
import { Tracks } from './tracks.js';

/** Tracks and their catalogue, for all modules. Expects a data source and a scraper globally. */
@Module({})
export class TracksModule {
  static forRoot(options: TracksOptions): DynamicModule {
    return {
      module: TracksModule,
      global: true,
      imports: [TypeOrmModule.forFeature([TrackEntity])],
      providers: [
        { provide: TRACKS_OPTIONS, useValue: options },
        Catalogue,
        TrackNames,
        Tracks,
        TracksStore,
      ],
      exports: [Catalogue, TrackNames, Tracks, TracksStore],
    };
  }
}
