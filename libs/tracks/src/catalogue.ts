import {
  Inject,
  Injectable,
  Logger,
  OnApplicationBootstrap,
  OnApplicationShutdown,
  OnModuleInit,
} from '@nestjs/common';
import { Cron, CronExpression } from '@nestjs/schedule';
import { Clock, isWithin, TTL_MS } from '@trackside/calendar';
import type { CatalogueSyncResult } from '@trackside/contracts';
import { JobQueue, type QueueDefinition } from '@trackside/jobs';
import {
  LivercDisabledError,
  LivercScraper,
  SharedReadings,
  type Waiters,
} from '@trackside/liverc-scraper';
import { TRACKS_OPTIONS, type TracksOptions } from './options.js';
import { TracksStore } from './storage/tracks-store.js';
import { trackIdOf } from './track-id.js';

/** Once a day is often enough: one that fails is followed by the next day's. */
const QUEUE: QueueDefinition = {
  name: 'read-catalogue',
  concurrency: 1,
  retries: 0,
  retryDelaySeconds: 60,
  maxSeconds: 600,
};

const FIRST_RETRY_MS = 2_000;
const MAX_RETRY_MS = 5 * 60_000;

/**
 * Keeps the tracks in step with LiveRC's catalogue: by itself at first start (retried with growing
 * pauses while LiveRC is down) and once a day. A track is never deleted because a page lacks it.
 */
@Injectable()
export class Catalogue implements OnModuleInit, OnApplicationBootstrap, OnApplicationShutdown {
  private readonly logger = new Logger(Catalogue.name);
  private readonly stopping = new AbortController();
  private readonly readings = new SharedReadings<CatalogueSyncResult>();
  private retryTimer: NodeJS.Timeout | undefined;
  private lastError: string | null = null;

  constructor(
    private readonly store: TracksStore,
    private readonly scraper: LivercScraper,
    private readonly queue: JobQueue,
    private readonly clock: Clock,
    @Inject(TRACKS_OPTIONS) private readonly options: TracksOptions,
  ) {}

  onModuleInit(): void {
    this.queue.register(QUEUE, async () => {
      await this.sync('background').catch((error: unknown) => this.report(error));
    });
  }

  async onApplicationBootstrap(): Promise<void> {
    if (!this.options.keepsCatalogue) return;
    if ((await this.store.count()) === 0) void this.syncUntilKnown(FIRST_RETRY_MS);
  }

  onApplicationShutdown(): void {
    clearTimeout(this.retryTimer);
    this.stopping.abort();
  }

  @Cron(CronExpression.EVERY_DAY_AT_4AM, { name: 'catalogue' })
  async queueReading(): Promise<void> {
    if (this.queue.works) await this.queue.send(QUEUE.name, 'all', {});
  }

  /** Whether its last reading is older than that, or there was none. */
  async isOlderThan(ms: number): Promise<boolean> {
    const last = await this.store.lastCatalogueReading();
    return !isWithin(ms, last?.fetchedAt, this.clock.now());
  }

  /**
   * Reads the catalogue and stores its tracks; within a minute of a reading, its result.
   *
   * @throws LivercError when the page can't be had or is not the catalogue
   */
  async sync(lane: 'people' | 'background' = 'people'): Promise<CatalogueSyncResult> {
    const last = await this.store.lastCatalogueReading();
    if (last && isWithin(TTL_MS.rereading, last.fetchedAt, this.clock.now())) {
      return toResult(last, await this.store.count());
    }
    return this.readings.join('', { key: '', lane }, (waiters) => this.read(waiters));
  }

  /** How many tracks are known, when the catalogue was read, and why not, if it could not be. */
  async state(): Promise<{ tracks: number; last_sync: string | null; error: string | null }> {
    const [tracks, last] = await Promise.all([
      this.store.count(),
      this.store.lastCatalogueReading(),
    ]);
    return { tracks, last_sync: last?.fetchedAt.toISOString() ?? null, error: this.lastError };
  }

  private async read(waiters: Waiters): Promise<CatalogueSyncResult> {
    const fetchedAt = this.clock.now();
    try {
      const page = await this.scraper.fetchCatalogue({ waiters, signal: this.stopping.signal });
      const reading = {
        fetchedAt,
        listed: page.tracks.length,
        unreadableRows: page.unreadableRows,
      };
      const tracks = page.tracks.map((track) => ({ id: trackIdOf(track.slug), ...track }));
      await this.scraper.keep(page, () => this.store.saveCatalogue(tracks, reading));
      this.lastError = null;
      this.logger.log(`catalogue read: ${page.tracks.length} tracks`);
      return toResult(reading, await this.store.count());
    } catch (error) {
      this.lastError = error instanceof Error ? error.message : String(error);
      throw error;
    }
  }

  private async syncUntilKnown(pauseMs: number): Promise<void> {
    try {
      await this.sync('background');
    } catch (error) {
      if (this.stopping.signal.aborted) return;
      this.report(error);
      this.retryTimer = setTimeout(
        () => void this.syncUntilKnown(Math.min(pauseMs * 2, MAX_RETRY_MS)),
        pauseMs,
      );
    }
  }

  private report(error: unknown): void {
    if (error instanceof LivercDisabledError) return;
    const reason = error instanceof Error ? error.message : String(error);
    this.logger.warn(`the track catalogue could not be read: ${reason}`);
  }
}

function toResult(
  reading: { fetchedAt: Date; listed: number; unreadableRows: number },
  tracks: number,
): CatalogueSyncResult {
  return {
    tracks,
    listed: reading.listed,
    unreadable_rows: reading.unreadableRows,
    fetched_at: reading.fetchedAt.toISOString(),
  };
}
