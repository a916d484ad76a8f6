import { Injectable, computed, inject, linkedSignal, resource, signal } from '@angular/core';
import { toSignal } from '@angular/core/rxjs-interop';
import { ActivatedRoute } from '@angular/router';
import type { DriverAtTrack, DriverSession } from '@trackside/contracts';
import { asApiError } from '../api/api-error';
import { ImportsApi } from '../api/imports-api';
import { readDriverQuery, sameDriver } from './driver-query';

interface Sessions {
  /** Of whom they are, so that a late page of somebody else is left out. */
  readonly of: DriverAtTrack | null;
  readonly items: readonly DriverSession[];
  readonly next: string | null;
}

/** The driver that the address names, with as many pages of sessions as were asked for. */
@Injectable()
export class Driver {
  readonly #api = inject(ImportsApi);
  readonly #params = toSignal(inject(ActivatedRoute).queryParamMap, { requireSync: true });

  readonly trackId = computed(() => this.#params().get('track'));
  readonly question = computed(() => readDriverQuery(this.#params()), { equal: sameDriver });
  readonly answer = resource({
    params: () => this.question() ?? undefined,
    loader: ({ params, abortSignal }) => this.#api.driver(params, null, abortSignal),
  });
  readonly driver = computed(() => (this.answer.hasValue() ? this.answer.value() : null));
  readonly failure = computed(() => {
    const error = this.answer.error();
    return error && asApiError(error);
  });
  /** Nobody of that name has driven here, as far as the days are known. */
  readonly notFound = computed(
    () => this.failure()?.code === 'NOT_FOUND' || this.driver()?.session_count === 0,
  );

  readonly #sessions = linkedSignal<DriverAtTrack | null, Sessions>({
    source: this.driver,
    computation: (driver) => ({
      of: driver,
      items: driver?.sessions.items ?? [],
      next: driver?.sessions.next_cursor ?? null,
    }),
  });
  readonly sessions = computed(() => this.#sessions().items);
  readonly hasMore = computed(() => this.#sessions().next !== null);
  readonly loadingMore = signal(false);
  readonly moreProblem = linkedSignal<unknown, string | null>({
    source: this.driver,
    computation: () => null,
  });

  /** The next page of sessions, after those that are here. */
  async more(): Promise<void> {
    const [question, { of, next }] = [this.question(), this.#sessions()];
    if (question === null || next === null || this.loadingMore()) {
      return;
    }
    this.loadingMore.set(true);
    this.moreProblem.set(null);
    try {
      const { sessions } = await this.#api.driver(question, next);
      this.#sessions.update((before) =>
        before.of === of
          ? { of, items: [...before.items, ...sessions.items], next: sessions.next_cursor }
          : before,
      );
    } catch (cause) {
      this.moreProblem.set(asApiError(cause).message);
    } finally {
      this.loadingMore.set(false);
    }
  }
}
