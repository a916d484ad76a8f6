import {
  Inject,
  Injectable,
  Logger,
  type OnModuleDestroy,
  type OnModuleInit,
} from '@nestjs/common';
import { filter, mergeMap, Subscription } from 'rxjs';
import { Clock, isWithin } from '@trackside/calendar';
import { Tracks } from '@trackside/tracks';
import { RangeDiscovery } from '../discovery/range-discovery.js';
import { PRACTICE_DAYS_OPTIONS, type PracticeDaysOptions } from '../options.js';
import { hourOfWeek } from './prefetch-pace.js';
import { PrefetchStore } from './prefetch-store.js';

const HOUR_MS = 3_600_000;

/** Remembers which tracks people search, and when, so that these can be read before they do. */
@Injectable()
export class SearchMemory implements OnModuleInit, OnModuleDestroy {
  private readonly logger = new Logger(SearchMemory.name);
  private readonly noting = new Subscription();
  /** When each track was noted last by this process. */
  private readonly notedAt = new Map<string, Date>();

  constructor(
    private readonly tracks: Tracks,
    private readonly discovery: RangeDiscovery,
    private readonly store: PrefetchStore,
    private readonly clock: Clock,
    @Inject(PRACTICE_DAYS_OPTIONS) private readonly options: PracticeDaysOptions,
  ) {}

  onModuleInit(): void {
    if (this.options.prefetchRequestsPerDay === 0) return;
    const searches = this.discovery.ended.pipe(
      filter(({ wish }) => wish.turn.lane === 'people'),
      mergeMap(({ track }) => this.note(track.id)),
    );
    this.noting.add(searches.subscribe());
  }

  onModuleDestroy(): void {
    this.noting.unsubscribe();
  }

  /** Once an hour at most; no search waits for it. */
  private async note(trackId: string): Promise<void> {
    const now = this.clock.now();
    if (isWithin(HOUR_MS, this.notedAt.get(trackId), now)) return;
    this.notedAt.set(trackId, now);
    try {
      if (await this.tracks.noteSearch(trackId, now)) {
        await this.store.noteHour(hourOfWeek(now), now);
      }
    } catch (error) {
      this.logger.warn(error instanceof Error ? error.message : error);
    }
  }
}
