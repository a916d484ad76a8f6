import { Injectable, computed, inject, resource } from '@angular/core';
import { toSignal } from '@angular/core/rxjs-interop';
import { ActivatedRoute } from '@angular/router';
import { asApiError } from '../../api/api-error';
import { RaceEventsApi } from '../../api/race-events-api';
import { readAgainWhenBack } from '../../status/server-return';

/** The race that the address names. */
@Injectable()
export class RacePageData {
  readonly #api = inject(RaceEventsApi);
  readonly #params = toSignal(inject(ActivatedRoute).paramMap, { requireSync: true });

  readonly eventId = computed(() => this.#params().get('event_id') ?? '');
  readonly #race = resource({
    params: () => this.#params().get('race_id') ?? '',
    loader: ({ params, abortSignal }) => this.#api.race(params, abortSignal),
  });
  readonly #laps = resource({
    params: () => this.#params().get('race_id') ?? '',
    loader: ({ params, abortSignal }) => this.#api.laps(params, abortSignal),
  });
  /** Null while it is not here. */
  readonly race = computed(() => (this.#race.hasValue() ? this.#race.value() : null));
  readonly drivers = computed(() => (this.#laps.hasValue() ? this.#laps.value().drivers : null));
  readonly failure = computed(() => {
    const error = this.#race.error();
    return error ? asApiError(error) : null;
  });
  readonly lapsFailure = computed(() => {
    const error = this.#laps.error();
    return error ? asApiError(error) : null;
  });

  constructor() {
    readAgainWhenBack(() => this.again(), this.failure);
  }

  again(): void {
    this.#race.reload();
    this.#laps.reload();
  }
}
