import { Injectable } from '@nestjs/common';
import { Clock, isWithin, TTL_MS } from '@trackside/calendar';
import { type FetchOptions, LivercScraper } from '@trackside/liverc-scraper';
import { DashboardStore, type MonthDashboard, type MonthOfTrack } from './dashboard-store.js';

/** What one dashboard tells of a month. */
export interface DashboardWord {
  /** Nothing has come since the month's calendar was read: it counts anew. */
  unchanged: boolean;
  /** To be called when the calendar was read after all. */
  noteListed: () => Promise<void>;
}

/**
 * Asks a track's dashboard whether anything has come: its lifetime counts sessions and laps, late uploads
 * too (seen in captures; how soon they move, none tells). So it is believed within an hour of a calendar
 * alone, while nothing is live, and no more once it stood still while the calendar gained sessions. Its
 * "Sessions This Month" is no calendar month and is not asked.
 */
@Injectable()
export class QuietTrack {
  constructor(
    private readonly scraper: LivercScraper,
    private readonly store: DashboardStore,
    private readonly clock: Clock,
  ) {}

  /** @throws LivercError */
  async ask(slug: string, month: MonthOfTrack, options: FetchOptions): Promise<DashboardWord> {
    const readAt = this.clock.now();
    const page = await this.scraper.fetchDashboard(slug, options);
    const known = await this.store.find(month);
    const { practiceSessions, laps } = page.lifetime;
    if (practiceSessions === null || laps === null) return SILENT;
    const figures = { practiceSessions, laps };
    const isSame = known !== null && isEqual(known, figures);
    const isBelieved = isSame && page.live === 'offline' && this.counts(known, readAt);
    const unchanged = isBelieved && (await this.store.renew(month, readAt, known.readAt));
    if (unchanged) return { ...SILENT, unchanged };
    const listedBefore = known?.listedSessions ?? null;
    const lags = known?.lags ?? false;
    await this.store.save(month, { ...figures, readAt, listedSessions: listedBefore, lags });
    const noteListed = () => this.store.noteListed(month, { stoodStill: isSame, listedBefore });
    return { unchanged, noteListed };
  }

  private counts({ readAt, lags }: MonthDashboard, now: Date): boolean {
    return !lags && isWithin(TTL_MS.dashboardForCalendar, readAt, now);
  }
}

/** It tells nothing. */
const SILENT: DashboardWord = { unchanged: false, noteListed: async () => {} };

type Figures = Pick<MonthDashboard, 'practiceSessions' | 'laps'>;

function isEqual(one: Figures, other: Figures): boolean {
  return one.practiceSessions === other.practiceSessions && one.laps === other.laps;
}
