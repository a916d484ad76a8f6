import {
  DestroyRef,
  Injectable,
  computed,
  effect,
  inject,
  resource,
  untracked,
} from '@angular/core';
import { toSignal } from '@angular/core/rxjs-interop';
import { ActivatedRoute } from '@angular/router';
import type { RaceEventStudy } from '@trackside/contracts';
import { asApiError } from '../api/api-error';
import { RaceEventsApi } from '../api/race-events-api';
import { readAgainWhenBack } from '../status/server-return';

/** While an import goes on the event is looked at so often. */
const LOOK_AGAIN_MS = 3000;

/** The event that the address names, with its races and rankings. */
@Injectable()
export class RaceEventPageData {
  readonly #api = inject(RaceEventsApi);
  readonly #params = toSignal(inject(ActivatedRoute).paramMap, { requireSync: true });
  readonly #id = computed(() => this.#params().get('event_id') ?? '');

  readonly #event = resource({
    params: () => this.#id(),
    loader: ({ params, abortSignal }) => this.#api.event(params, abortSignal),
  });
  readonly #races = resource({
    params: () => this.#id(),
    loader: ({ params, abortSignal }) => this.#api.races(params, abortSignal),
  });
  readonly #rankings = resource({
    params: () => this.#id(),
    loader: ({ params, abortSignal }) => this.#api.rankings(params, abortSignal),
  });

  /** Null while it is not here. */
  readonly event = computed(() => (this.#event.hasValue() ? this.#event.value() : null));
  readonly races = computed(() => (this.#races.hasValue() ? this.#races.value() : null));
  readonly rankings = computed(() => (this.#rankings.hasValue() ? this.#rankings.value() : null));
  readonly failure = computed(() => {
    const error = this.#event.error();
    return error ? asApiError(error) : null;
  });
  /** Why the programme or the rankings are not here, though the event is. */
  readonly partFailure = computed(() => {
    const error = this.#races.error() ?? this.#rankings.error();
    return error ? asApiError(error) : null;
  });

  constructor() {
    readAgainWhenBack(() => this.again(), this.failure);
    let timer: ReturnType<typeof setTimeout> | undefined;
    inject(DestroyRef).onDestroy(() => clearTimeout(timer));
    effect(() => {
      const event = this.event();
      clearTimeout(timer);
      if (event !== null && isBeingImported(event)) {
        timer = setTimeout(() => untracked(() => this.again()), LOOK_AGAIN_MS);
      }
    });
  }

  again(): void {
    this.#event.reload();
    this.#races.reload();
    this.#rankings.reload();
  }
}

/** Races that neither are here nor failed are still to come. */
function isBeingImported({ job_id, imported_at, progress }: RaceEventStudy): boolean {
  const { races_total, races_read, races_failed } = progress;
  const isWhole = races_total > 0 && races_read + races_failed >= races_total;
  return imported_at !== null && job_id !== null && !isWhole;
}
