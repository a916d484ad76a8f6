import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Rereaders, type Rereader, type RereadPage } from '@trackside/page-vault';
import { Tracks } from '@trackside/tracks';
import { DayPages } from '../day/day-pages.js';
import { SessionImportStore } from './session-import-store.js';

/** Reads stored lists of a day's sessions anew; LiveRC is not asked. */
@Injectable()
export class DayRereads implements Rereader, OnModuleInit {
  readonly kinds = ['day'] as const;

  constructor(
    private readonly rereaders: Rereaders,
    private readonly store: SessionImportStore,
    private readonly pages: DayPages,
    private readonly tracks: Tracks,
  ) {}

  onModuleInit(): void {
    this.rereaders.add(this);
  }

  async open(dayId: string): Promise<RereadPage | null> {
    const day = await this.store.findImported(dayId);
    if (!day) return null;
    const track = await this.tracks.find(day.trackId);
    return (page) => this.pages.readAgain(track, day.date, page);
  }
}
