import { randomUUID } from 'node:crypto';
import { Injectable, Logger, type OnModuleDestroy, type OnModuleInit } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import type { Subscription } from 'rxjs';
import { DataSource } from 'typeorm';
import { type ChannelName, DatabaseBus, tell } from '@trackside/database';
import { LivercScraper, type SiteNews } from '@trackside/liverc-scraper';

/** The payload says by whom, of which site, and what. */
const SITES: ChannelName = 'trackside_liverc_sites';

interface Message {
  from: string;
  site: string;
  news: SiteNews;
}

/** What one process finds out about a site that is down or asks for a pause, the others need not. */
@Injectable()
export class LivercSiteNews implements OnModuleInit, OnModuleDestroy {
  private readonly logger = new Logger(LivercSiteNews.name);
  private readonly process = randomUUID();
  private listening: Subscription | undefined;

  constructor(
    private readonly bus: DatabaseBus,
    private readonly scraper: LivercScraper,
    @InjectDataSource() private readonly database: DataSource,
  ) {}

  onModuleInit(): void {
    this.scraper.tellOthers((site, news) => void this.tell({ from: this.process, site, news }));
    this.listening = this.bus.listen(SITES).subscribe((payload) => payload && this.hear(payload));
  }

  onModuleDestroy(): void {
    this.scraper.tellOthers(() => undefined);
    this.listening?.unsubscribe();
  }

  /** One that is lost costs the others a request. */
  private async tell(message: Message): Promise<void> {
    try {
      await tell(this.database, SITES, JSON.stringify(message));
    } catch (error) {
      this.logger.debug(error);
    }
  }

  private hear(payload: string): void {
    const { from, site, news } = JSON.parse(payload) as Message;
    if (from !== this.process) this.scraper.hear(site, news);
  }
}
