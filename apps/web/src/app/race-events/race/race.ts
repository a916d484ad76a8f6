import {
  DestroyRef,
  Injectable,
  type ResourceRef,
  type Signal,
  computed,
  effect,
  inject,
  linkedSignal,
  resource,
  untracked,
} from '@angular/core';
import { toSignal } from '@angular/core/rxjs-interop';
import { ActivatedRoute } from '@angular/router';
import { asApiError } from '../../api/api-error';
import { RaceEventsApi } from '../../api/race-events-api';
import { readAgainWhenBack } from '../../status/server-return';

/** While the event's import goes on the race is looked at so often. */
const LOOK_AGAIN_MS = 3000;

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
  readonly isBeingImported = computed(() => {
    const state = this.event()?.job_state;
    return state === 'queued' || state === 'running';
  });

  constructor() {
    readAgainWhenBack(() => this.again(), this.failure);
    let timer: ReturnType<typeof setTimeout> | undefined;
    inject(DestroyRef).onDestroy(() => clearTimeout(timer));
    let wasBeingImported = false;
    effect(() => {
      const isBeingImported = this.isBeingImported();
      clearTimeout(timer);
      if (isBeingImported && !this.#event.isLoading()) {
        timer = setTimeout(() => untracked(() => this.#look()), LOOK_AGAIN_MS);
      }
      if (wasBeingImported && !isBeingImported) untracked(() => this.#readRace());
      wasBeingImported = isBeingImported;
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

/** What was read last of what `id` names. */
function lastOf<T>(id: Signal<string>, read: ResourceRef<T | undefined>): Signal<T | null> {
  const last = linkedSignal<[string, T | null], [string, T | null]>({
    source: () => [id(), read.hasValue() ? read.value() : null],
    computation: ([of, now], before) =>
      now === null && before?.value[0] === of ? before.value : [of, now],
  });
  // What reads the same is the same: who watches the replay goes on watching.
  return computed(() => last()[1], { equal: (a, b) => JSON.stringify(a) === JSON.stringify(b) });
}
