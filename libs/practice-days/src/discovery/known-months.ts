import { isDeepStrictEqual } from 'node:util';
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
import { TrackChanges } from '../day/track-changes.js';

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

type StoredMonths = Map<MonthKey, StoredMonth>;

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
    private readonly changes: TrackChanges,
    private readonly clock: Clock,
    @Inject(PRACTICE_DAYS_OPTIONS) private readonly options: PracticeDaysOptions,
  ) {}

  /**
   * At most two round trips, however many months: one to the cache, and one to the store, which is
   * asked as well about cached months of a track of which something was stored since.
   */
  async triage(track: StoredTrack, wish: PracticeWish): Promise<Triage> {
    const { months } = wish.range;
    const revision = this.changes.revisionOf(track.id);
    const copies: StoredMonths = wish.refresh ? new Map() : await this.findCopies(track.id, wish);
    const isCertain = (month: YearMonth): boolean =>
      copies.has(monthKey(month)) && this.cache.isChecked(track.id, month);
    const asked = months.filter((month) => !isCertain(month));
    const stored: StoredMonths =
      asked.length > 0 ? await this.store.findMonths(track.id, asked) : new Map();
    const triage: Triage = { known: [], unknown: [] };
    for (const month of months) {
      const copy = copies.get(monthKey(month));
      const found = stored.get(monthKey(month));
      // Another process may have cached what a store that was emptied does not know.
      const isSame = copy && (isCertain(month) || !found || isDeepStrictEqual(copy, found));
      const place = isSame
        ? this.toKnown(month, copy, 'cache')
        : this.judge(track, month, found, wish);
      if ('kind' in place) triage.known.push(place);
      else triage.unknown.push(place);
    }
    await this.keepInCache(track.id, triage.known, { stored, revision });
    return triage;
  }

  /** Copies that are fresh: a clock that ran ahead may have told the cache how long they live. */
  private async findCopies(
    trackId: string,
    { range: { months }, aheadMs = 0 }: PracticeWish,
  ): Promise<StoredMonths> {
    const copies = await this.cache.getMany(trackId, months);
    const fresh = months.filter((month) => {
      const copy = copies.get(monthKey(month));
      return copy && this.freshMs(month, copy) > aheadMs;
    });
    return new Map(fresh.map((month) => [monthKey(month), copies.get(monthKey(month))!]));
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
      const copy = this.toKnown(month, stored, 'store', wish.aheadMs);
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

  private toKnown(
    month: YearMonth,
    stored: StoredMonth,
    source: MonthSource,
    aheadMs = 0,
  ): KnownMonth {
    return {
      kind: 'known',
      month,
      days: stored.days,
      source,
      fetchedAt: stored.fetchedAt,
      stale: this.freshMs(month, stored) <= aheadMs,
      failure: null,
    };
  }

  /** What the store was asked about, and said, is cached: it is as the store says. */
  private async keepInCache(
    trackId: string,
    known: KnownMonth[],
    { stored, revision }: { stored: StoredMonths; revision: number | null },
  ): Promise<void> {
    const writes = known.map(async ({ month, source }) => {
      const copy = stored.get(monthKey(month));
      if (!copy) return;
      if (source !== 'cache') {
        await this.cache.set(trackId, month, copy, this.freshMs(month, copy));
      }
      this.cache.check(trackId, month, revision);
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
