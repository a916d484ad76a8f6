import { Inject, Injectable, Logger, type OnModuleInit } from '@nestjs/common';
import { Cron } from '@nestjs/schedule';
import {
  Clock,
  firstUnsettledDate,
  isWithin,
  monthKey,
  monthOf,
  monthOfKey,
  previousMonth,
  TTL_MS,
} from '@trackside/calendar';
import { JobQueue, type QueuedJob, type QueueDefinition } from '@trackside/jobs';
import {
  LivercError,
  LivercOtherTrackError,
  LivercPageChangedError,
  LivercScraper,
  Waiters,
} from '@trackside/liverc-scraper';
import { type StoredTrack, TrackNames, Tracks } from '@trackside/tracks';
import { PracticeDayStore } from '../day/practice-day-store.js';
import { PRACTICE_DAYS_OPTIONS, type PracticeDaysOptions } from '../options.js';
import { calendarDrift, dayDrift } from './page-shape.js';
import {
  CHECKED_PAGES,
  type CheckedPage,
  type PageDrift,
  PageShapeStore,
  type SettledDay,
} from './page-shape-store.js';
import { PrefetchBudget } from './prefetch-budget.js';
import { SendLimit } from './send-limit.js';

/** One at a time among all processes: its key is always the same. */
const QUEUE: QueueDefinition = {
  name: 'check-page-shapes',
  concurrency: 1,
  retries: 0,
  retryDelaySeconds: 60,
  maxSeconds: 600,
};
const KEY = 'all';

/** A page each, with a second look and a question for the track's name. */
const REQUESTS = { expected: CHECKED_PAGES.length, most: 3 * CHECKED_PAGES.length };
const MOST_SESSIONS = 200;
/** A year in a month's key. */
const YEAR = 100;

/**
 * Looks once a day at a calendar and a day that are known and have settled: whether LiveRC still shows
 * them as the parsers know them. Nothing of it is stored but the verdict. While a page is otherwise it
 * is looked at hourly, until it is well.
 */
@Injectable()
export class PageShapeCheck implements OnModuleInit {
  private readonly logger = new Logger(PageShapeCheck.name);

  constructor(
    private readonly queue: JobQueue,
    private readonly scraper: LivercScraper,
    private readonly names: TrackNames,
    private readonly tracks: Tracks,
    private readonly days: PracticeDayStore,
    private readonly store: PageShapeStore,
    private readonly budget: PrefetchBudget,
    private readonly clock: Clock,
    @Inject(PRACTICE_DAYS_OPTIONS) private readonly options: PracticeDaysOptions,
  ) {}

  onModuleInit(): void {
    this.queue.register(QUEUE, (job) => this.check(job));
  }

  /** Kinds of page that are not what the parsers know. */
  findDrifts(): Promise<PageDrift[]> {
    return this.store.findDrifts();
  }

  @Cron('0 23 * * * *', { name: 'page shapes' })
  async queueCheck(): Promise<void> {
    if (!this.queue.works) return;
    try {
      await this.queue.send(QUEUE.name, KEY, {});
    } catch (error) {
      this.logger.warn(error instanceof Error ? error.message : error);
    }
  }

  private async check({ signal }: QueuedJob<object>): Promise<void> {
    const now = this.clock.now();
    const due = await this.findDue(now);
    const known = due.length > 0 ? await this.findSettledDay(now) : null;
    if (!known) return;
    const reserved = await this.budget.reserve(REQUESTS, this.options.prefetchRequestsPerDay, now);
    if (!reserved) return;
    const limit = new SendLimit(reserved.requests);
    try {
      const track = await this.tracks.find(known.trackId);
      const within = AbortSignal.any([signal, limit.signal]);
      for (const page of due) await this.checkPage(page, track, known, limit, within);
    } finally {
      await reserved.settle(limit.sent);
    }
  }

  private async findDue(now: Date): Promise<CheckedPage[]> {
    const checks = await this.store.findChecks();
    return CHECKED_PAGES.filter((page) => {
      const { checkedAt, isWell } = checks.get(page) ?? { checkedAt: null, isWell: true };
      return !isWithin(isWell ? TTL_MS.pageShape : TTL_MS.pageDrift, checkedAt, now);
    });
  }

  /** Another one each hour: a page that stays otherwise is not one track's affair. */
  private findSettledDay(now: Date): Promise<SettledDay | null> {
    const newest = monthKey(previousMonth(monthOf(firstUnsettledDate(now))));
    const months = { oldest: newest - YEAR, newest };
    return this.store.findSettledDay(months, MOST_SESSIONS, now.toISOString().slice(0, 13));
  }

  private async checkPage(
    page: CheckedPage,
    track: StoredTrack,
    known: SettledDay,
    limit: SendLimit,
    signal: AbortSignal,
  ): Promise<void> {
    const turn = { key: track.id, lane: 'background', onSend: () => limit.take() } as const;
    const how = { signal, waiters: Waiters.of(turn) };
    try {
      if (page === 'calendar') await this.askCalendar(track, known, how);
      else await this.askDay(track, known, how);
      await this.store.note(page, track.slug, null, this.clock.now());
    } catch (error) {
      // Whether the page is what it was, nobody knows then: the next hour asks again.
      const isUnknown = error instanceof LivercError || signal.aborted;
      const isOther = error instanceof LivercPageChangedError;
      if (isOther && !(error instanceof LivercOtherTrackError)) {
        await this.noteDrift(page, track.slug, error.message);
      } else if (!isUnknown) throw error;
    }
  }

  private async noteDrift(page: CheckedPage, slug: string, reason: string): Promise<void> {
    this.logger.warn({ msg: 'LiveRC shows a page otherwise than it is known', page, slug, reason });
    await this.store.note(page, slug, reason, this.clock.now());
  }

  private async askCalendar(track: StoredTrack, known: SettledDay, how: How): Promise<void> {
    const month = monthOfKey(known.month);
    const stored = (await this.days.findMonths(track.id, [month])).get(known.month);
    const dates = (stored?.days ?? []).filter((day) => day.inCalendar).map(({ date }) => date);
    const check = refuse((page: Parameters<typeof calendarDrift>[1]) => calendarDrift(dates, page));
    await this.names.ask(track, (ref) => this.scraper.fetchCalendar(ref, month, { ...how, check }));
  }

  private async askDay(track: StoredTrack, { id, date }: SettledDay, how: How): Promise<void> {
    const sessions = (await this.days.findSessions([id])).get(id) ?? [];
    const check = refuse((page: Parameters<typeof dayDrift>[1]) => dayDrift(sessions, page));
    await this.names.ask(track, (ref) => this.scraper.fetchDay(ref, date, { ...how, check }));
  }
}

interface How {
  signal: AbortSignal;
  waiters: Waiters;
}

/** A page that differs counts as one that was not recognised: it is looked at once more, and kept. */
function refuse<T>(driftOf: (page: T) => string | null): (page: T, url: string) => void {
  return (page, url) => {
    const drift = driftOf(page);
    if (drift !== null) throw new LivercPageChangedError(`${drift}: ${url}`, url);
  };
}
