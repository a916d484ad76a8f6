import { Inject, Injectable } from '@nestjs/common';
import type { StatusResult } from '@trackside/contracts';
import { LivercScraper } from '@trackside/liverc-scraper';
import { Catalogue, trackIdOf } from '@trackside/tracks';
import { CONFIG, type Config } from '../config.js';

/** What a person needs in order to trust the answers. */
@Injectable()
export class SystemStatus {
  constructor(
    private readonly scraper: LivercScraper,
    private readonly catalogue: Catalogue,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  async describe(): Promise<StatusResult> {
    const { state, since, sites, inFlight, waiting } = this.scraper.health();
    return {
      demo: this.config.liverc.demo !== null,
      demo_reason: this.config.liverc.demo,
      liverc: { state, since: since?.toISOString() ?? null },
      sites: sites.map((site) => ({
        track_id: site.slug === null ? null : trackIdOf(site.slug),
        since: site.since.toISOString(),
        code: site.code,
        next_probe_at: site.nextProbeAt?.toISOString() ?? null,
      })),
      queue: { in_flight: inFlight, waiting },
      catalogue: await this.catalogue.state(),
    };
  }
}
