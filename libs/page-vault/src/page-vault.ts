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
import {
  LivercScraper,
  type PageKind,
  PARSER_VERSIONS,
  type SentPage,
  type UnreadablePage,
} from '@trackside/liverc-scraper';
import { PAGE_VAULT_OPTIONS, type PageVaultOptions } from './options.js';
import { type PackedPage, type VaultContents, VaultStore } from './vault-store.js';

const compress = promisify(gzip);

/** Unreadable pages that wait to be written; of a flood the rest is left out. Some have megabytes. */
const MOST_WAITING = 20;
const LONGEST_MESSAGE = 1_000;

/** Whose rows were read from a page, and when it was asked for. */
export interface PageOwner {
  /** Of an event or a practice day. */
  ownerId: string;
  readAt: Date;
}

interface Waiting {
  page: SentPage & Pick<PackedPage, 'readAt' | 'trouble' | 'ownerId'>;
  written: () => void;
}

/**
 * Keeps pages as they came: those that could not be read for a person to look at, those of imported
 * events and days to be read again. They are written one after the other; one that can't be written
 * is a line in the log.
 */
@Injectable()
export class PageVault implements OnModuleInit, BeforeApplicationShutdown {
  private readonly logger = new Logger(PageVault.name);
  private readonly waiting: Waiting[] = [];
  private writing: Promise<void> | null = null;

  constructor(
    private readonly scraper: LivercScraper,
    private readonly store: VaultStore,
    @Inject(PAGE_VAULT_OPTIONS) private readonly options: PageVaultOptions,
  ) {}

  onModuleInit(): void {
    if (this.isOn) this.scraper.listenForUnreadable((page) => this.offer(page));
  }

  /** What is on its way is written first. */
  async beforeApplicationShutdown(): Promise<void> {
    await this.writing;
  }

  /** What is kept, with the newest of it; contents stay here. */
  describe(most: number): Promise<VaultContents> {
    return this.store.describe(most);
  }

  /**
   * Keeps the page that a value of the scraper's was read from, once its rows are stored. Resolves
   * when it is written, and also when it can't be.
   */
  async keep(value: object, { ownerId, readAt }: PageOwner): Promise<void> {
    const page = this.scraper.sentFor(value);
    if (!this.isOn || !page) return;
    await new Promise<void>((written) => {
      this.write({ page: { ...page, readAt, ownerId, trouble: null }, written });
    });
  }

  /**
   * Notes which pages of these kinds LiveRC names for the owner; what else is kept of them is gone
   * from there, and evicted last.
   */
  async noteShown(
    ownerId: string,
    kinds: readonly PageKind[],
    { slug, urls, at }: { slug: string; urls: readonly string[]; at: Date },
  ): Promise<void> {
    if (!this.isOn) return;
    const parameters = urls.map(parametersOf);
    try {
      await this.store.noteShown(ownerId, { kinds, slug, parameters, at });
    } catch (error) {
      this.complain(error);
    }
  }

  private get isOn(): boolean {
    return this.options.maxBytes > 0;
  }

  private offer({ code, message, ...page }: UnreadablePage): void {
    if (this.waiting.length >= MOST_WAITING) return;
    const trouble = { code, message: message.slice(0, LONGEST_MESSAGE).replaceAll('\0', '') };
    this.write({ page: { ...page, ownerId: null, trouble }, written: () => undefined });
  }

  private write(page: Waiting): void {
    this.waiting.push(page);
    this.writing ??= this.writeAll().finally(() => (this.writing = null));
  }

  private async writeAll(): Promise<void> {
    for (let next = this.waiting.shift(); next; next = this.waiting.shift()) {
      try {
        await this.store.keep(await pack(next.page));
        if (this.waiting.length === 0) await this.store.evict(this.options.maxBytes);
      } catch (error) {
        this.complain(error);
      }
      next.written();
    }
  }

  private complain(error: unknown): void {
    const reason = error instanceof Error ? error.message : String(error);
    this.logger.warn({ msg: 'a page could not be kept', reason });
  }
}

async function pack({
  html,
  page: kind,
  slug,
  url,
  ...rest
}: Waiting['page']): Promise<PackedPage> {
  const text = Buffer.from(html);
  return {
    kind,
    slug: slug ?? '',
    url,
    parameters: parametersOf(url),
    parserVersion: PARSER_VERSIONS[kind],
    hash: createHash('sha256').update(text).digest(),
    pageBytes: text.length,
    content: await compress(text),
    ...rest,
  };
}

/** What an address asks for: it tells a page of a kind from the others of its track. */
export function parametersOf(url: string): string {
  return new URL(url).search.slice(1);
}
