import { Injectable, Logger, type OnModuleInit } from '@nestjs/common';
import { Cron, CronExpression } from '@nestjs/schedule';
import { JobQueue, type QueuedJob, type QueueDefinition } from '@trackside/jobs';
import { LivercError, type PageKind } from '@trackside/liverc-scraper';
import { OutdatedPagesStore } from './outdated-pages-store.js';
import {
  type Reread,
  type Rereader,
  Rereaders,
  type RereadPage,
  type StoredPage,
} from './rereaders.js';

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
    for (const { id, kind } of pages) {
      signal.throwIfAborted();
      const page = await this.store.findContent(id);
      const read = await readerOf(kind);
      if (page && read) sums[await outcomeOf(read, page)] += 1;
      await this.store.noteRead(id);
    }
    if (pages.length > 0) this.logger.log({ msg: 'pages read anew', owner: ownerId, ...sums });
  }

  /** Who reads an owner's pages of a kind; opened at the first of them, when those before are stored. */
  private openEach(ownerId: string): (kind: PageKind) => Promise<RereadPage | null> {
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

async function outcomeOf(read: RereadPage, page: StoredPage): Promise<Reread> {
  try {
    return await read(page);
  } catch (error) {
    if (error instanceof LivercError) return 'failed';
    throw error;
  }
}
