import { Inject, Injectable } from '@nestjs/common';
import type { StatusResult } from '@trackside/contracts';
import { JobQueue } from '@trackside/jobs';
import { LivercSwitch } from '@trackside/liverc-permission';
import { LivercScraper } from '@trackside/liverc-scraper';
import { Upkeep } from '@trackside/practice-days';
import { Catalogue, trackIdOf } from '@trackside/tracks';
import { CONFIG, type Config } from '../config.js';
import { Metrics } from './metrics.js';

/** What a person needs in order to trust the answers. */
@Injectable()
export class SystemStatus {
  constructor(
    private readonly scraper: LivercScraper,
    private readonly liverc: LivercSwitch,
    private readonly jobs: JobQueue,
    private readonly catalogue: Catalogue,
    private readonly upkeep: Upkeep,
    private readonly metrics: Metrics,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  /**
   * Turns the switch, for all processes.
   *
   * @throws SwitchFixedError when the environment decides
   */
  async switchLiverc(enabled: boolean, userId: string): Promise<StatusResult> {
    await this.liverc.turn(enabled, userId);
    return this.describe(userId);
  }

  /** @param userId whose favourites are told of */
  async describe(userId: string): Promise<StatusResult> {
    const [load, catalogue, favourites, failures] = await Promise.all([
      this.jobs.load(),
      this.catalogue.state(),
      this.upkeep.findFavourites(userId),
      this.upkeep.findFailures(),
    ]);
    const { state, since, sites, inFlight, waiting } = this.scraper.health();
    return {
      demo: this.config.liverc.demo !== null,
      demo_reason: this.config.liverc.demo,
      liverc: { state, since: since?.toISOString() ?? null, disabled_by: this.liverc.disabledBy },
      sites: sites.map((site) => ({
        track_id: site.slug === null ? null : trackIdOf(site.slug),
        track_slug: site.slug,
        since: site.since.toISOString(),
        code: site.code,
        next_probe_at: site.nextProbeAt?.toISOString() ?? null,
      })),
      robots: this.scraper.robotsTroubles.map(({ origin, state, answeredAt }) => ({
        origin,
        state,
        asked_at: answeredAt?.toISOString() ?? null,
      })),
      queue: {
        in_flight: inFlight,
        waiting,
        jobs: {
          queued: load.queued,
          running: load.running,
          oldest_queued_at: load.oldestQueuedAt?.toISOString() ?? null,
        },
      },
      catalogue,
      favourites,
      failures,
      figures: this.metrics.figures.tell(),
    };
  }
}
