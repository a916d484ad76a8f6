import { createHash } from 'node:crypto';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import {
  type BeforeApplicationShutdown,
  Inject,
  Injectable,
  Logger,
  type OnModuleInit,
} from '@nestjs/common';
import { LivercScraper, type UnreadablePage } from '@trackside/liverc-scraper';
import { PAGE_VAULT_OPTIONS, type PageVaultOptions } from './options.js';
import { type PackedPage, type VaultContents, VaultStore } from './vault-store.js';

const compress = promisify(gzip);

/** Pages that wait to be written; of a flood the rest is left out. Each may have some megabytes. */
const MOST_WAITING = 20;
const LONGEST_MESSAGE = 1_000;

/**
 * Keeps pages that could not be read, for a person to look at. They are written one after the other,
 * beside the requests that have met them; one that can't be written is a line in the log.
 */
@Injectable()
export class PageVault implements OnModuleInit, BeforeApplicationShutdown {
  private readonly logger = new Logger(PageVault.name);
  private readonly waiting: UnreadablePage[] = [];
  private writing: Promise<void> | null = null;

  constructor(
    private readonly scraper: LivercScraper,
    private readonly store: VaultStore,
    @Inject(PAGE_VAULT_OPTIONS) private readonly options: PageVaultOptions,
  ) {}

  onModuleInit(): void {
    if (this.options.maxBytes > 0) this.scraper.listenForUnreadable((page) => this.offer(page));
  }

  /** What is on its way is written first. */
  async beforeApplicationShutdown(): Promise<void> {
    await this.writing;
  }

  /** What is kept, with the newest of it; contents stay here. */
  describe(most: number): Promise<VaultContents> {
    return this.store.describe(most);
  }

  private offer(page: UnreadablePage): void {
    if (this.waiting.length >= MOST_WAITING) return;
    this.waiting.push(page);
    this.writing ??= this.writeAll().finally(() => (this.writing = null));
  }

  private async writeAll(): Promise<void> {
    try {
      for (let page = this.waiting.shift(); page; page = this.waiting.shift()) {
        await this.store.keep(await pack(page));
        await this.store.evict(this.options.maxBytes);
      }
    } catch (error) {
      this.waiting.length = 0;
      const reason = error instanceof Error ? error.message : String(error);
      this.logger.warn({ msg: 'a page that could not be read could not be kept', reason });
    }
  }
}

async function pack({ html, ...page }: UnreadablePage): Promise<PackedPage> {
  const text = Buffer.from(html);
  return {
    ...page,
    message: page.message.slice(0, LONGEST_MESSAGE).replaceAll('\0', ''),
    parameters: new URL(page.url).search.slice(1),
    hash: createHash('sha256').update(text).digest(),
    pageBytes: text.length,
    content: await compress(text, { level: 9 }),
  };
}
