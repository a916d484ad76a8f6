import { Injectable, Logger, type OnModuleInit } from '@nestjs/common';
import { Cron, CronExpression } from '@nestjs/schedule';
import { passesByItself } from '@trackside/database';
import { JobQueue, type QueuedJob, type QueueDefinition } from '@trackside/jobs';
import { LivercError, type PageKind } from '@trackside/liverc-scraper';
import { type OutdatedPage, OutdatedPagesStore } from './outdated-pages-store.js';
import { type Reread, type Rereader, Rereaders, type RereadPage } from './rereaders.js';

/** Reads the pages of one event or practice day anew; its key is the owner's id. */
const QUEUE: QueueDefinition = {
  name: 'reparse-pages',
  concurrency: 1,
  retries: 2,
  retryDelaySeconds: 60,
  maxSeconds: 3_600,
};

interface JobData {
  ownerId: string;
}

/** Who reads pages of a kind; null where their owner is no more. */
type ReaderOf = (kind: PageKind) => Promise<RereadPage | null>;

/**
 * Reads stored pages anew once their parser has a higher version than the one that read them. LiveRC is
 * asked for nothing. Each page is noted when its rows are stored: who is interrupted goes on there.
 */
@Injectable()
export class Reparse implements OnModuleInit {
  private readonly logger = new Logger(Reparse.name);

  constructor(
    private readonly queue: JobQueue,
    private readonly store: OutdatedPagesStore,
    private readonly rereaders: Rereaders,
  ) {}

  onModuleInit(): void {
    this.queue.register<JobData>(QUEUE, (job) => this.reread(job));
  }

  @Cron(CronExpression.EVERY_MINUTE, { name: 'outdated pages' })
  async queueOutdated(): Promise<void> {
    if (!this.queue.works) return;
    try {
      const owners = await this.store.findOwners(this.rereaders.kinds);
      const jobs = owners.map((ownerId) => ({ key: ownerId, data: { ownerId } }));
      if (jobs.length > 0) await this.queue.sendAll(QUEUE.name, jobs);
    } catch (error) {
      // The next tick tries again.
      this.logger.warn(error instanceof Error ? error.message : error);
    }
  }

  private async reread({ data: { ownerId }, signal }: QueuedJob<JobData>): Promise<void> {
    const pages = await this.store.findPages(ownerId, this.rereaders.kinds);
    const readerOf = this.openEach(ownerId);
    const sums: Record<Reread, number> = { read: 0, failed: 0, superseded: 0 };
    for (const outdated of pages) {
      signal.throwIfAborted();
      const outcome = await this.outcomeOf(outdated, readerOf);
      if (outcome) sums[outcome] += 1;
      await this.store.noteRead(outdated.id);
    }
    if (pages.length > 0) this.logger.log({ msg: 'pages read anew', owner: ownerId, ...sums });
  }

  /**
   * Null where there is nothing to read any more. A page that makes one of us fail is one that could not
   * be read: it must not hold up those after it, and waits for the next version of its parser.
   */
  private async outcomeOf(
    { id, kind, parameters }: OutdatedPage,
    readerOf: ReaderOf,
  ): Promise<Reread | null> {
    try {
      const page = await this.store.findContent(id);
      const read = await readerOf(kind);
      return page && read ? await read(page) : null;
    } catch (error) {
      if (error instanceof LivercError) return 'failed';
      if (passesByItself(error)) throw error;
      const reason = error instanceof Error ? error.message : String(error);
      const page = { page: id, kind, parameters };
      this.logger.warn({ msg: 'a stored page could not be read anew', ...page, reason });
      return 'failed';
    }
  }

  /** Who reads an owner's pages of a kind; opened at the first of them, when those before are stored. */
  private openEach(ownerId: string): ReaderOf {
    const opened = new Map<Rereader, Promise<RereadPage | null>>();
    return async (kind) => {
      const rereader = this.rereaders.of(kind);
      if (!rereader) return null;
      const read = opened.get(rereader) ?? rereader.open(ownerId);
      opened.set(rereader, read);
      return read;
    };
  }
}
