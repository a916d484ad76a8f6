import { Inject, Injectable } from '@nestjs/common';
import type { Principal } from '@trackside/accounts';
import type {
  PageDriftStatus,
  StatusResult,
  UnreadablePagesStatus,
  UnwellSite,
} from '@trackside/contracts';
import { JobQueue } from '@trackside/jobs';
import { LivercSwitch } from '@trackside/liverc-permission';
import { LivercScraper, type SiteHealth } from '@trackside/liverc-scraper';
import { PageVault } from '@trackside/page-vault';
import { type PageDrift, PageShapeCheck, Upkeep } from '@trackside/practice-days';
import { Catalogue, trackIdOf } from '@trackside/tracks';
import { CONFIG, type Config } from '../config.js';
import { Metrics } from './metrics.js';

const MOST_UNREADABLE = 10;

/** What a person needs in order to trust the answers. */
@Injectable()
export class SystemStatus {
  constructor(
    private readonly scraper: LivercScraper,
    private readonly liverc: LivercSwitch,
    private readonly jobs: JobQueue,
    private readonly catalogue: Catalogue,
    private readonly upkeep: Upkeep,
    private readonly vault: PageVault,
    private readonly shapes: PageShapeCheck,
    private readonly metrics: Metrics,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  /**
   * Turns the switch, for all processes.
   *
   * @throws SwitchFixedError when the environment decides
   */
  async switchLiverc(enabled: boolean, by: Principal): Promise<StatusResult> {
    await this.liverc.turn(enabled, by.userId);
    return this.describe(by);
  }

  /** @param caller whose favourites are told of */
  async describe({ userId, by }: Principal): Promise<StatusResult> {
    const [load, catalogue, favourites, failures, unreadable, drifts] = await Promise.all([
      this.jobs.load(),
      this.catalogue.state(),
      this.upkeep.findFavourites(userId),
      this.upkeep.findFailures(),
      this.describeUnreadable(),
      this.shapes.findDrifts(),
    ]);
    const { state, since, sites, inFlight, waiting } = this.scraper.health();
    return {
      signed_in: by.kind === 'session',
      demo: this.config.liverc.demo !== null,
      demo_reason: this.config.liverc.demo,
      liverc: { state, since: since?.toISOString() ?? null, disabled_by: this.liverc.disabledBy },
      sites: sites.map(toUnwellSite),
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
      unreadable_pages: unreadable,
      drift: drifts.map(toDriftStatus),
    };
  }

  private async describeUnreadable(): Promise<UnreadablePagesStatus> {
    const { newest, ...sums } = await this.vault.describe(MOST_UNREADABLE);
    const shown = newest.map(({ slug, seenAt, ...page }) => ({
      ...page,
      track_id: slug === null ? null : trackIdOf(slug),
      track_slug: slug,
      seen_at: seenAt.toISOString(),
    }));
    return { ...sums, newest: shown };
  }
}

function toUnwellSite({ slug, since, code, nextProbeAt }: SiteHealth): UnwellSite {
  return {
    track_id: slug === null ? null : trackIdOf(slug),
    track_slug: slug,
    since: since.toISOString(),
    code,
    next_probe_at: nextProbeAt?.toISOString() ?? null,
  };
}

function toDriftStatus({ slug, since, checkedAt, page, message }: PageDrift): PageDriftStatus {
  return {
    page,
    since: since.toISOString(),
    checked_at: checkedAt.toISOString(),
    track_id: trackIdOf(slug),
    track_slug: slug,
    message,
  };
}
