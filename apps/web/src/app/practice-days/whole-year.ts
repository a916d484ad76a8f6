import { Injectable, computed, inject, signal } from '@angular/core';
import type { CalendarDate } from '../calendar/calendar-date';
import type { MonthKey } from '../calendar/month';
import { Discovery } from '../discovery/discovery';
import { type MonthProgress } from '../discovery/progress';
import { tally } from '../discovery/progress-words';

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
  /** `Reading the year: 3 of 7 months`; null where nothing is to be said. */
  readonly words = computed(() => {
    const { all, ended, failed, partial } = tally(this.#months(), this.#discovery.progress());
    const count = `${ended.size} of ${all} ${all === 1 ? 'month' : 'months'}`;
    switch (this.#discovery.phase()) {
      case 'running':
        return `Reading the year: ${count}`;
      case 'interrupted':
        return `Connection lost, ${count} are here. Going on…`;
      case 'stopped':
        return `Stopped: ${count} read`;
      case 'failed':
        return this.#discovery.failure()?.message ?? `Not read to the end: ${count}`;
      case 'done':
        return failed + partial > 0 ? `${failed + partial} of ${all} months have gaps` : null;
      case 'idle':
        return null;
    }
  });

  /** @param months newest first */
  begin(of: YearAtTrack, months: readonly MonthKey[], today: CalendarDate): void {
    const end = `${of.year}-12-31`;
    this.#of.set(of);
    this.#months.set(months);
    const range = { start: `${of.year}-01-01`, end: end < today ? end : today };
    this.#discovery.begin({ trackId: of.trackId, range, months, jobId: null });
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
