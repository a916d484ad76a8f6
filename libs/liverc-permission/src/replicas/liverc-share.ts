import {
  Inject,
  Injectable,
  Logger,
  type OnModuleDestroy,
  type OnModuleInit,
} from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { concatMap, interval, map, merge, type Subscription } from 'rxjs';
import { DataSource } from 'typeorm';
import { type ChannelName, DatabaseBus, runSql, tell } from '@trackside/database';
import { LivercScraper } from '@trackside/liverc-scraper';
import { LIVERC_PERMISSION_OPTIONS, type LivercPermissionOptions } from '../options.js';
import { shareOf } from './share.js';

/** A process has come. */
const PROCESSES: ChannelName = 'trackside_liverc_processes';
/** How late it is noticed that one has gone. */
const LOOK_EVERY_MS = 2_000;
/** Who comes leaves the others time to hear of it, and their requests time to come back. */
const SETTLES_AFTER_MS = 2_500;

/** Each process has one connection for messages, for as long as it lives; the oldest first. */
const LIVING = `
  SELECT pid FROM pg_stat_activity
  WHERE application_name = 'trackside-bus' AND datname = current_database()
  ORDER BY backend_start, pid`;

/** Shares the requests that may be in flight to LiveRC out among the processes that live. */
@Injectable()
export class LivercShare implements OnModuleInit, OnModuleDestroy {
  private readonly logger = new Logger(LivercShare.name);
  private processes: number | null = null;
  private share = 1;
  private watching: Subscription | undefined;
  private growing: NodeJS.Timeout | undefined;

  constructor(
    private readonly bus: DatabaseBus,
    private readonly scraper: LivercScraper,
    @InjectDataSource() private readonly database: DataSource,
    @Inject(LIVERC_PERMISSION_OPTIONS) private readonly options: LivercPermissionOptions,
  ) {}

  /** Before anything asks for a page. */
  async onModuleInit(): Promise<void> {
    await this.look();
    const listening = this.bus.listen(PROCESSES).pipe(map((told) => told === null));
    const looking = interval(LOOK_EVERY_MS).pipe(map(() => false));
    this.watching = merge(listening, looking)
      .pipe(concatMap((hasCome) => this.lookAgain(hasCome)))
      .subscribe();
  }

  onModuleDestroy(): void {
    this.watching?.unsubscribe();
    clearTimeout(this.growing);
  }

  /** A share that can't be known stays as it was. */
  private async lookAgain(hasCome: boolean): Promise<void> {
    try {
      if (this.bus.backend === null) return;
      await this.look();
      if (hasCome) await tell(this.database, PROCESSES, '');
    } catch (error) {
      this.logger.debug(error);
    }
  }

  private async look(): Promise<void> {
    const living = await runSql<{ pid: number }[]>(this.database, LIVING, {});
    const place = living.findIndex(({ pid }) => pid === this.bus.backend);
    // Not connected for messages yet: the youngest of all.
    const rank = place < 0 ? living.length : place;
    this.take(Math.max(living.length, rank + 1), rank);
  }

  private take(processes: number, rank: number): void {
    const { maxConcurrency } = this.options;
    const before = this.processes;
    [this.processes, this.share] = [processes, shareOf(maxConcurrency, processes, rank)];
    if (before === null && processes > 1) this.scraper.setMaxConcurrency(1);
    // Those who have gone have left nothing in flight.
    const isFree = processes === 1 || (before !== null && processes < before);
    if (isFree || this.share <= this.scraper.maxConcurrency) this.obey();
    else this.growing ??= setTimeout(() => this.obey(), SETTLES_AFTER_MS).unref();
    if (before === processes) return;
    this.logger.debug(`${processes} processes share LiveRC; ours: ${this.share} at a time`);
  }

  private obey(): void {
    clearTimeout(this.growing);
    this.growing = undefined;
    this.scraper.setMaxConcurrency(this.share);
  }
}
