import { Inject, Injectable } from '@nestjs/common';
import {
  canStillChange,
  Clock,
  isFresh,
  isInRange,
  latestCredible,
  type MonthKey,
  monthKey,
  type MonthWindow,
  remainingFreshMs,
  windowOf,
} from '@trackside/calendar';
import type { MonthSource, YearMonth } from '@trackside/contracts';
import type { StoredTrack } from '@trackside/tracks';
import { MonthCache } from '../day/month-cache.js';
import type { KnownMonth } from './discovery-records.js';
import { PRACTICE_DAYS_OPTIONS, type PracticeDaysOptions } from '../options.js';
import type { PracticeWish } from './discovery-request.js';
import { PracticeDayStore } from '../day/practice-day-store.js';
import { type StoredMonth, wasJustRefreshed } from '../day/stored-month.js';

/** A month that LiveRC has to be asked about. */
export interface UnknownMonth {
  month: YearMonth;
  /** The track is known to have practice in it; otherwise its list of months may spare the page. */
  hasPractice: boolean;
  /** Some list of months has named it: another list that lacks it is not enough to spare its page. */
  wasListed: boolean;
  /** An expired copy, for when LiveRC can't be read. */
  expired: KnownMonth | null;
  /** The caller's wish to read everything again counts for this month. */
  refresh: boolean;
  /** The days of the month that the caller wants. */
  window: MonthWindow;
}

export interface Triage {
  known: KnownMonth[];
  unknown: UnknownMonth[];
}

/** Sorts the months of a request into those that can be answered and those to be asked for. */
@Injectable()
export class KnownMonths {
  constructor(
    private readonly cache: MonthCache,
    private readonly store: PracticeDayStore,
    private readonly clock: Clock,
    @Inject(PRACTICE_DAYS_OPTIONS) private readonly options: PracticeDaysOptions,
  ) {}

  /** At most two round trips, however many months: one to the cache, one to the store. */
  async triage(track: StoredTrack, wish: PracticeWish): Promise<Triage> {
    const { range } = wish;
    const cached = wish.refresh
      ? new Map<MonthKey, KnownMonth>()
      : await this.findCached(track.id, range.months);
    const uncached = range.months.filter((month) => !cached.has(monthKey(month)));
    const stored =
      uncached.length > 0
        ? await this.store.findMonths(track.id, uncached)
        : new Map<MonthKey, StoredMonth>();
    const triage: Triage = { known: [], unknown: [] };
    for (const month of range.months) {
      const place =
        cached.get(monthKey(month)) ?? this.judge(track, month, stored.get(monthKey(month)), wish);
      if ('kind' in place) triage.known.push(place);
      else triage.unknown.push(place);
    }
    await this.keepInCache(track.id, triage.known, stored);
    return triage;
  }

  /** Copies that are fresh: a clock that ran ahead may have told the cache how long they live. */
  private async findCached(
    trackId: string,
    months: YearMonth[],
  ): Promise<Map<MonthKey, KnownMonth>> {
    const cached = await this.cache.getMany(trackId, months);
    const fresh = new Map<MonthKey, KnownMonth>();
    for (const month of months) {
      const copy = cached.get(monthKey(month));
      if (!copy) continue;
      const known = this.toKnown(month, copy, 'cache');
      if (!known.stale) fresh.set(monthKey(month), known);
    }
    return fresh;
  }

  private judge(
    track: StoredTrack,
    month: YearMonth,
    stored: StoredMonth | undefined,
    wish: PracticeWish,
  ): KnownMonth | UnknownMonth {
    const granted = !stored || !wasJustRefreshed(stored, this.clock.now());
    const refresh = wish.refresh && granted;
    const listed = this.listSays(track, month);
    if (stored && !refresh) {
      const copy = this.toKnown(month, stored, 'store');
      if (!copy.stale && isAnswer(copy, wish)) return copy;
    }
    const hasDays = (stored?.days.length ?? 0) > 0;
    if (!hasDays && !refresh && listed === 'none' && track.practiceMonthsReadAt) {
      return noPractice(month, track.practiceMonthsReadAt, 'store');
    }
    const hasPractice = !refresh && (listed === 'some' || hasDays);
    const expired = this.expiredCopy(track, month, stored);
    const wasListed = track.practiceMonths?.includes(monthKey(month)) ?? false;
    return { month, hasPractice, wasListed, expired, refresh, window: windowOf(month, wish.range) };
  }

  /** What the track's list of months says, if it counts for this month. */
  private listSays(track: StoredTrack, month: YearMonth): 'some' | 'none' | 'nothing' {
    const { practiceMonths, practiceMonthsReadAt } = track;
    if (!practiceMonths || !practiceMonthsReadAt) return 'nothing';
    const { openMonthTtlSeconds } = this.options;
    if (!isFresh(month, practiceMonthsReadAt, this.clock.now(), openMonthTtlSeconds)) {
      return 'nothing';
    }
    return practiceMonths.includes(monthKey(month)) ? 'some' : 'none';
  }

  /** A list read after the month had settled stands in for it however old it is. */
  private expiredCopy(
    track: StoredTrack,
    month: YearMonth,
    stored: StoredMonth | undefined,
  ): KnownMonth | null {
    if (stored) return { ...this.toKnown(month, stored, 'store'), stale: true };
    const { practiceMonths, practiceMonthsReadAt } = track;
    if (!practiceMonths || !practiceMonthsReadAt) return null;
    if (practiceMonths.includes(monthKey(month))) return null;
    if (canStillChange(month, practiceMonthsReadAt)) return null;
    if (practiceMonthsReadAt > latestCredible(this.clock.now())) return null;
    return { ...noPractice(month, practiceMonthsReadAt, 'store'), stale: true };
  }

  private toKnown(month: YearMonth, stored: StoredMonth, source: MonthSource): KnownMonth {
    return {
      kind: 'known',
      month,
      days: stored.days,
      source,
      fetchedAt: stored.fetchedAt,
      stale: this.freshMs(month, stored) <= 0,
      failure: null,
    };
  }

  private async keepInCache(
    trackId: string,
    known: KnownMonth[],
    stored: Map<MonthKey, StoredMonth>,
  ): Promise<void> {
    const writes = known.map(async ({ month }) => {
      const copy = stored.get(monthKey(month));
      if (copy) await this.cache.set(trackId, month, copy, this.freshMs(month, copy));
    });
    await Promise.all(writes);
  }

  private freshMs(month: YearMonth, stored: StoredMonth): number {
    const { openMonthTtlSeconds } = this.options;
    const fetchedAt = new Date(stored.fetchedAt);
    return remainingFreshMs(month, fetchedAt, this.clock.now(), openMonthTtlSeconds);
  }
}

/** A month in which the track truly had no practice, by its list of months. */
export function noPractice(
  month: YearMonth,
  listReadAt: Date,
  source: 'store' | 'liverc',
): KnownMonth {
  const fetchedAt = listReadAt.toISOString();
  return { kind: 'known', month, days: [], source, fetchedAt, stale: false, failure: null };
}

/** Whether a fresh copy answers the request: every day inside is read, or needs no reading. */
function isAnswer(copy: KnownMonth, { range, skipCovered }: PracticeWish): boolean {
  const inside = copy.days.filter((day) => isInRange(day.date, range));
  return (
    inside.every((day) => !day.needsReading) || (skipCovered && inside.every((day) => day.imported))
  );
}
