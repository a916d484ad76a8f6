import { CACHE_MANAGER } from '@nestjs/cache-manager';
import { Inject, Injectable } from '@nestjs/common';
import type { Cache } from 'cache-manager';
import { type MonthKey, monthKey, TTL_MS } from '@trackside/calendar';
import type { YearMonth } from '@trackside/contracts';
import { LRUCache } from 'lru-cache';
import { isStoredMonth, MONTH_SHAPE } from './month-shape.js';
import { isComplete, type StoredMonth } from './stored-month.js';
import { TrackChanges } from './track-changes.js';

/** As many months as the cache itself has room for. */
const MOST_CHECKED = 10_000;

/** The TTL cache in front of the store. Only complete months get in. */
@Injectable()
export class MonthCache {
  /** The track's revision at which the store was last seen to say the same, by key. */
  private readonly checked = new LRUCache<string, number>({ max: MOST_CHECKED });

  constructor(
    @Inject(CACHE_MANAGER) private readonly cache: Cache,
    private readonly changes: TrackChanges,
  ) {}

  /** The cached ones among these months; a value of another shape counts as missing. */
  async getMany(trackId: string, months: YearMonth[]): Promise<Map<MonthKey, StoredMonth>> {
    const keys = months.map((month) => cacheKey(trackId, month));
    const values = keys.length > 0 ? await this.cache.mget<unknown>(keys) : [];
    const found = new Map<MonthKey, StoredMonth>();
    months.forEach((month, index) => {
      const value = values[index];
      if (isStoredMonth(value)) found.set(monthKey(month), value);
    });
    return found;
  }

  /**
   * Whether nothing about the track was stored since the store was seen to say the same of the month:
   * what is cached needs no look at the store.
   */
  isChecked(trackId: string, month: YearMonth): boolean {
    const revision = this.changes.revisionOf(trackId);
    return revision !== null && this.checked.get(cacheKey(trackId, month)) === revision;
  }

  /** Says that at this revision of the track, or later, the store said of the month what is cached. */
  check(trackId: string, month: YearMonth, revision: number | null): void {
    if (revision !== null) this.checked.set(cacheKey(trackId, month), revision);
  }

  /** Keeps a complete month while it counts as fresh, ten minutes at most; no other month. */
  async set(
    trackId: string,
    month: YearMonth,
    stored: StoredMonth,
    freshMs: number,
  ): Promise<void> {
    if (!isComplete(stored) || freshMs <= 0) return;
    await this.cache.set(cacheKey(trackId, month), stored, Math.min(freshMs, TTL_MS.cachedMonth));
  }

  /** Forgets a month about which something newer was stored. */
  async forget(trackId: string, month: YearMonth): Promise<void> {
    await this.cache.del(cacheKey(trackId, month));
  }
}

function cacheKey(trackId: string, month: YearMonth): string {
  return `practice-month:${MONTH_SHAPE}:${trackId}:${monthKey(month)}`;
}
