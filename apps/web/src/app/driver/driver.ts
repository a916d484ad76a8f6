import { Injectable, computed, inject, linkedSignal, resource, signal } from '@angular/core';
import { toSignal } from '@angular/core/rxjs-interop';
import { ActivatedRoute, Router } from '@angular/router';
import type { DriverAtTrack, DriverSession } from '@trackside/contracts';
import { asApiError } from '../api/api-error';
import { ImportsApi } from '../api/imports-api';
import { chosenClass, classesDriven } from './classes-driven';
import { readAgainWhenBack } from '../status/server-return';
import { readDriverQuery, sameDriver } from './driver-query';

interface Sessions {
  /** Of whom they are, so that a late page of somebody else is left out. */
  readonly of: DriverAtTrack | null;
  readonly items: readonly DriverSession[];
  readonly next: string | null;
}

/** The driver that the address names, in one class, with as many pages of sessions as were asked for. */
@Injectable()
export class Driver {
  readonly #api = inject(ImportsApi);
  readonly #router = inject(Router);
  readonly #route = inject(ActivatedRoute);
  readonly #params = toSignal(this.#route.queryParamMap, { requireSync: true });

  readonly trackId = computed(() => this.#params().get('track'));
  readonly question = computed(() => readDriverQuery(this.#params()), { equal: sameDriver });
  /** Of the list that led here; null for all that is known. */
  readonly year = computed(() => /^20\d\d$/.exec(this.#params().get('year') ?? '')?.[0] ?? null);
  readonly #named = computed(() => this.#params().get('class'));

  readonly #whole = resource({
    params: () => this.question() ?? undefined,
    loader: ({ params, abortSignal }) => this.#api.driver(params, {}, abortSignal),
  });
  /** Who it is, with all classes. */
  readonly who = computed(() => (this.#whole.hasValue() ? this.#whole.value() : null));
  /** Those with most sessions first. */
  readonly classes = computed(() => classesDriven(this.who()));
  /** The class looked at; null for a driver of one class, whose answer is that of the class. */
  readonly className = computed(() => chosenClass(this.who(), this.#named()));
  readonly #ofClass = resource({
    params: () => {
      const [question, className] = [this.question(), this.className()];
      return question === null || className === null ? undefined : { question, className };
    },
    loader: ({ params: { question, className }, abortSignal }) =>
      this.#api.driver(question, { className }, abortSignal),
  });
  /** Figures, days and sessions of the class looked at; null until they are here. */
  readonly driver = computed(() => {
    const who = this.who();
    if (who === null || this.className() === null) {
      return who;
    }
    return this.#ofClass.hasValue() ? this.#ofClass.value() : null;
  });
  readonly failure = computed(() => {
    const error = this.#whole.error() ?? (this.className() && this.#ofClass.error());
    return error ? asApiError(error) : null;
  });
  /** Nobody of that name has driven here, as far as days and events are known. */
  readonly notFound = computed(() => {
    const who = this.who();
    const isNobody = who !== null && who.session_count === 0 && who.races.length === 0;
    return this.failure()?.code === 'NOT_FOUND' || isNobody;
  });

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

  constructor() {
    readAgainWhenBack(() => this.again(), this.failure);
  }

  /** Back leads to where one was before the driver, not to another class. */
  async look(className: string): Promise<void> {
    await this.#router.navigate([], {
      relativeTo: this.#route,
      queryParams: { class: className },
      queryParamsHandling: 'merge',
      replaceUrl: true,
    });
  }

  again(): void {
    this.#whole.reload();
    this.#ofClass.reload();
  }

  /** All pages of sessions; where one fails, those that are here stay. */
  async all(): Promise<void> {
    const driver = this.driver();
    const mayGoOn = (): boolean => !this.loadingMore() && this.moreProblem() === null;
    while (this.hasMore() && mayGoOn() && this.driver() === driver) {
      await this.more();
    }
  }

  /** The next page of sessions, after those that are here. */
  async more(): Promise<void> {
    const [question, { of, next: cursor }] = [this.question(), this.#sessions()];
    if (question === null || cursor === null || this.loadingMore()) {
      return;
    }
    this.loadingMore.set(true);
    this.moreProblem.set(null);
    try {
      const part = { cursor, className: this.className() };
      const { sessions } = await this.#api.driver(question, part);
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
