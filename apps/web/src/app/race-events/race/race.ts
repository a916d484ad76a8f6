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
import { asApiError } from '../../api/api-error';
import { RaceEventsApi } from '../../api/race-events-api';
import { readAgainWhenBack } from '../../status/server-return';
import { LOOK_AGAIN_MS, isBeingImported, lastOf } from '../read-again';

/** The race that the address names. */
@Injectable()
export class RacePageData {
  readonly #api = inject(RaceEventsApi);
  readonly #params = toSignal(inject(ActivatedRoute).paramMap, { requireSync: true });

  readonly eventId = computed(() => this.#params().get('event_id') ?? '');
  readonly #raceId = computed(() => this.#params().get('race_id') ?? '');
  readonly #race = resource({
    params: () => this.#raceId(),
    loader: ({ params, abortSignal }) => this.#api.race(params, abortSignal),
  });
  readonly #laps = resource({
    params: () => this.#raceId(),
    loader: ({ params, abortSignal }) => this.#api.laps(params, abortSignal),
  });
  readonly #event = resource({
    params: () => this.eventId(),
    loader: ({ params, abortSignal }) => this.#api.event(params, abortSignal),
  });

  /** Null while it is not here; a look that fails leaves what the one before has shown. */
  readonly race = lastOf(this.#raceId, this.#race);
  readonly #drivenLaps = lastOf(this.#raceId, this.#laps);
  readonly drivers = computed(() => this.#drivenLaps()?.drivers ?? null);
  /** The race's event; the page does without it where it can't be read. */
  readonly event = lastOf(this.eventId, this.#event);
  readonly failure = computed(() => {
    const error = this.race() === null ? this.#race.error() : undefined;
    return error ? asApiError(error) : null;
  });
  readonly lapsFailure = computed(() => {
    const error = this.#laps.error();
    return error ? asApiError(error) : null;
  });
  /** Whether an import of the event is under way, so that more may come of this race. */
  readonly isBeingImported = computed(() => isBeingImported(this.event()));

  constructor() {
    readAgainWhenBack(() => this.again(), this.failure);
    let timer: ReturnType<typeof setTimeout> | undefined;
    inject(DestroyRef).onDestroy(() => clearTimeout(timer));
    let wasBeingImported = false;
    effect(() => {
      const isUnderWay = this.isBeingImported();
      clearTimeout(timer);
      if (isUnderWay && !this.#event.isLoading()) {
        timer = setTimeout(() => untracked(() => this.#look()), LOOK_AGAIN_MS);
      }
      if (wasBeingImported && !isUnderWay) untracked(() => this.#readRace());
      wasBeingImported = isUnderWay;
    });
  }

  again(): void {
    this.#readRace();
    this.#event.reload();
  }

  /** A race that is here may be read anew by the import: at its end it is looked at again. */
  #look(): void {
    this.#event.reload();
    if (this.race()?.state !== 'read') this.#readRace();
  }

  #readRace(): void {
    this.#race.reload();
    this.#laps.reload();
  }
}
