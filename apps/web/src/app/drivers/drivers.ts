import { Injectable, computed, inject, linkedSignal, resource, signal } from '@angular/core';
import { toSignal } from '@angular/core/rxjs-interop';
import { ActivatedRoute, Router } from '@angular/router';
import type { Page, TrackDriver } from '@trackside/contracts';
import { asApiError } from '../api/api-error';
import { readAgainWhenBack } from '../status/server-return';
import { PracticeApi } from '../api/practice-api';
import { TracksideApi } from '../api/trackside-api';
import { pause } from '../browser/pause';
import { latestTodayOnEarth } from '../calendar/calendar-date';
import { byBest } from './by-best';
import { type DriversQuery, readDriversQuery, sameQuery, writeDriversQuery } from './drivers-query';

const DRIVERS_A_PAGE = 50;
const MOST_A_PAGE = 100;
const PAUSE_BEFORE_ASKING_MS = 150;

interface Found {
  /** The first page, so that a late page of another question is left out. */
  readonly of: Page<TrackDriver> | null;
  readonly items: readonly TrackDriver[];
  readonly next: string | null;
}

/** Those who practised at the track that the address names, as many pages as were asked for. */
@Injectable()
export class Drivers {
  readonly #practice = inject(PracticeApi);
  readonly #tracks = inject(TracksideApi);
  readonly #router = inject(Router);
  readonly #route = inject(ActivatedRoute);
  readonly #params = toSignal(this.#route.queryParamMap, { requireSync: true });

  readonly question = computed(() => readDriversQuery(this.#params()), { equal: sameQuery });
  readonly #trackId = computed(() => this.question()?.trackId);
  readonly #detail = resource({
    params: () => this.#trackId(),
    loader: ({ params, abortSignal }) => this.#tracks.track(params, abortSignal),
  });
  readonly track = computed(() => (this.#detail.hasValue() ? this.#detail.value() : null));
  /** Asked for one day alone: how far what was read of the track reaches is told beside it. */
  readonly #known = resource({
    params: () => this.#trackId(),
    loader: ({ params, abortSignal }) => {
      const today = latestTodayOnEarth(Date.now());
      return this.#tracks.searchEvents(params, { start: today, end: today }, true, abortSignal);
    },
  });
  /** Years with practice of which something was read, newest first; the one that is asked for too. */
  readonly years = computed(() => {
    const months = this.track()?.practice_months ?? [];
    const asked = this.question()?.year ?? null;
    const known = this.#known.hasValue() ? this.#known.value() : null;
    const years = new Set(
      yearsKnown(months, known?.practice_range_min ?? null, known?.practice_range_max ?? null),
    );
    return [...(asked === null ? years : years.add(asked))].sort((a, b) => b - a);
  });

  readonly answer = resource({
    params: () => this.question() ?? undefined,
    loader: async ({ params, abortSignal }) => {
      await pause(params.text === '' ? 0 : PAUSE_BEFORE_ASKING_MS, abortSignal);
      return params.sort === 'best'
        ? this.#allByBest(params, abortSignal)
        : this.#practice.drivers(params, { limit: DRIVERS_A_PAGE }, abortSignal);
    },
  });
  readonly failure = computed(() => {
    const error = this.answer.error() ?? this.#detail.error();
    return error && asApiError(error);
  });
  readonly #first = computed(() => (this.answer.hasValue() ? this.answer.value() : null));
  /** While the next question is asked the answer to the last one stays. */
  readonly #found = linkedSignal<Page<TrackDriver> | null, Found | null>({
    source: this.#first,
    computation: (first, before) =>
      first === null
        ? (before?.value ?? null)
        : { of: first, items: first.items, next: first.next_cursor },
  });
  /** Null until the first answer is here. */
  readonly drivers = computed(() => this.#found()?.items ?? null);
  readonly hasMore = computed(() => (this.#found()?.next ?? null) !== null);
  readonly loadingMore = signal(false);
  readonly moreProblem = linkedSignal<unknown, string | null>({
    source: this.#first,
    computation: () => null,
  });

  constructor() {
    readAgainWhenBack(() => this.again(), this.failure);
  }

  again(): void {
    this.#detail.reload();
    this.answer.reload();
  }

  /** Replaces the address: Back goes to the page before, not through each letter. */
  async narrow(change: Partial<Omit<DriversQuery, 'trackId'>>): Promise<void> {
    const question = this.question();
    if (question !== null) {
      const queryParams = writeDriversQuery({ ...question, ...change });
      await this.#router.navigate([], { relativeTo: this.#route, queryParams, replaceUrl: true });
    }
  }

  /** All of the class: who is quickest among some of them is not the quickest. */
  async #allByBest(query: DriversQuery, signal: AbortSignal): Promise<Page<TrackDriver>> {
    const items: TrackDriver[] = [];
    let cursor: string | null = null;
    do {
      const part: { cursor: string | null; limit: number } = { cursor, limit: MOST_A_PAGE };
      const page: Page<TrackDriver> = await this.#practice.drivers(query, part, signal);
      items.push(...page.items);
      cursor = page.next_cursor;
    } while (cursor !== null);
    return { items: byBest(items, query.className), next_cursor: null };
  }

  /** Everybody, up to a page that can't be read. */
  async all(): Promise<void> {
    const of = this.#found()?.of;
    const mayGoOn = (): boolean => !this.loadingMore() && this.moreProblem() === null;
    while (this.hasMore() && mayGoOn() && this.#found()?.of === of) {
      await this.more();
    }
  }

  /** The next page, after those that are here. */
  async more(): Promise<void> {
    const [question, found] = [this.question(), this.#found()];
    if (question === null || !found?.next || this.loadingMore()) {
      return;
    }
    this.loadingMore.set(true);
    this.moreProblem.set(null);
    try {
      const limits = { cursor: found.next, limit: DRIVERS_A_PAGE };
      const { items, next_cursor: next } = await this.#practice.drivers(question, limits);
      this.#found.update((before) =>
        before?.of === found.of
          ? { of: found.of, items: [...before.items, ...items], next }
          : before,
      );
    } catch (cause) {
      this.moreProblem.set(asApiError(cause).message);
    } finally {
      this.loadingMore.set(false);
    }
  }
}

/**
 * Years of the months with practice, from the first that has a day which was read to the last one; all of
 * them while that is not known.
 *
 * @param first date of the first day that was read
 */
export function yearsKnown(
  months: readonly string[],
  first: string | null,
  last: string | null,
): number[] {
  const isKnown = (month: string): boolean =>
    first === null ||
    last === null ||
    (month >= first.slice(0, 4) && month <= `${last.slice(0, 4)}-12`);
  return months.filter(isKnown).map((month) => Number(month.slice(0, 4)));
}
