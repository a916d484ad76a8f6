import { Injectable, computed, inject, signal } from '@angular/core';
import { isOffline } from '../browser/offline';
import type { CalendarDate } from '../calendar/calendar-date';
import type { MonthKey } from '../calendar/month';
import { Discovery } from '../discovery/discovery';
import { type MonthProgress } from '../discovery/progress';
import { countWords } from '../discovery/month-words';
import { tally } from '../discovery/progress-words';
import type { YearTotals } from './year-totals';

/** A year at a track. */
export interface YearAtTrack {
  readonly trackId: string;
  readonly year: number;
}

const NONE: ReadonlyMap<MonthKey, MonthProgress> = new Map();

/** Reads the months of a year that nobody has read yet, in one go, as long as one wants. */
@Injectable()
export class WholeYear {
  readonly #discovery = inject(Discovery);
  readonly #of = signal<YearAtTrack | null>(null);
  readonly #months = signal<readonly MonthKey[]>([]);

  readonly active = this.#discovery.active;
  readonly #gaps = computed(() => {
    const { failed, partial } = tally(this.#months(), this.#discovery.progress());
    return failed + partial;
  });

  /** @param months newest first */
  begin(of: YearAtTrack, months: readonly MonthKey[], today: CalendarDate): void {
    const end = `${of.year}-12-31`;
    this.#of.set(of);
    this.#months.set(months);
    const range = { start: `${of.year}-01-01`, end: end < today ? end : today };
    this.#discovery.begin({ trackId: of.trackId, range, months, jobId: null });
  }

  /**
   * `Reading the year: 3 of 12 months`; null where nothing is to be said.
   *
   * @param totals of the year, so that its months are counted as above it
   */
  wordsOf({ months, monthsKnown, days }: YearTotals): string | null {
    const count = `${monthsKnown} of ${months} ${months === 1 ? 'month' : 'months'}`;
    const [year, gaps] = [this.#of()?.year, this.#gaps()];
    switch (this.#discovery.phase()) {
      case 'running':
        return `Reading the year: ${count}`;
      case 'interrupted':
        return isOffline()
          ? `No network: ${count} read. Going on when it is back.`
          : `Connection lost, ${count} are here. Going on…`;
      case 'stopped':
        return `Stopped: ${count} read`;
      case 'failed':
        return this.#discovery.failure()?.message ?? `Not read to the end: ${count}`;
      case 'done':
        return gaps > 0
          ? `${count} read, ${gaps === 1 ? '1 has' : `${gaps} have`} gaps`
          : `${year} is read${months < 12 ? ' up to today' : ''}: ${countWords(days)}`;
      case 'idle':
        return null;
    }
  }

  /** What has come stays. */
  stop(): void {
    this.#discovery.stop();
  }

  /** Whether what is said of reading is of this year. */
  isOf({ trackId, year }: YearAtTrack): boolean {
    const of = this.#of();
    return of?.trackId === trackId && of.year === year;
  }

  /** What came of the year's months. */
  monthsOf(year: YearAtTrack): ReadonlyMap<MonthKey, MonthProgress> {
    return this.isOf(year) ? this.#discovery.progress().months : NONE;
  }
}
