import {
  DestroyRef,
  Injectable,
  computed,
  effect,
  inject,
  resource,
  signal,
  untracked,
} from '@angular/core';
import { toSignal } from '@angular/core/rxjs-interop';
import { ActivatedRoute } from '@angular/router';
import { asApiError } from '../../api/api-error';
import { RaceEventsApi } from '../../api/race-events-api';
import { TracksideApi } from '../../api/trackside-api';
import { readAgainWhenBack } from '../../status/server-return';
import { LOOK_AGAIN_MS, isBeingImported, lastOf } from '../read-again';

/** The event that the address names, with its races, rankings and entry list. */
@Injectable()
export class EventData {
  readonly #api = inject(RaceEventsApi);
  readonly #trackside = inject(TracksideApi);
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
  readonly #entries = resource({
    params: () => this.#id(),
    loader: ({ params, abortSignal }) => this.#api.entries(params, abortSignal),
  });

  /** Null while it is not here; a look that fails leaves what the one before has shown. */
  readonly event = lastOf(this.#id, this.#event);
  readonly races = lastOf(this.#id, this.#races);
  readonly rankings = lastOf(this.#id, this.#rankings);
  readonly entries = lastOf(this.#id, this.#entries);
  readonly failure = computed(() => {
    const error = this.event() === null ? this.#event.error() : undefined;
    return error ? asApiError(error) : null;
  });
  /** Why what is shown is not of now, or a part of it is not here. */
  readonly partFailure = computed(() => {
    const parts = [this.#event, this.#races, this.#rankings, this.#entries];
    const error = parts.map((part) => part.error()).find((failed) => failed !== undefined);
    return error ? asApiError(error) : null;
  });

  /** Whether an import is under way. */
  readonly isBeingImported = computed(() => isBeingImported(this.event()));
  readonly #isAsking = signal(false);
  readonly isAsking = this.#isAsking.asReadonly();
  readonly #importFailure = signal<string | null>(null);
  /** Why the import that was asked for here did not begin. */
  readonly importFailure = this.#importFailure.asReadonly();

  constructor() {
    readAgainWhenBack(() => this.again(), this.failure);
    let timer: ReturnType<typeof setTimeout> | undefined;
    inject(DestroyRef).onDestroy(() => clearTimeout(timer));
    effect(() => {
      const isLooking = this.#event.isLoading();
      clearTimeout(timer);
      if (this.isBeingImported() && !isLooking) {
        timer = setTimeout(() => untracked(() => this.again()), LOOK_AGAIN_MS);
      }
    });
  }

  /** Has LiveRC asked for the event: all of it, or what may have changed since. */
  async import(): Promise<void> {
    const event = this.event();
    if (event === null || this.isAsking()) return;
    this.#isAsking.set(true);
    this.#importFailure.set(null);
    try {
      await this.#trackside.importEvents(event.track_id, [event.source_event_id]);
      this.again();
    } catch (cause) {
      this.#importFailure.set(asApiError(cause).message);
    } finally {
      this.#isAsking.set(false);
    }
  }

  again(): void {
    this.#event.reload();
    this.#races.reload();
    this.#rankings.reload();
    this.#entries.reload();
  }
}
