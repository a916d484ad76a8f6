import { Injectable, computed, effect, inject, resource, signal, untracked } from '@angular/core';
import { asApiError } from '../api/api-error';
import { TracksideApi } from '../api/trackside-api';
import { EARLY_STATUS } from './early-status';
import { KeptDemo } from './kept-demo';
import { unwellWords } from './unwell-words';

const PAUSE_WHILE_CATALOGUE_IS_AWAITED_MS = 3_000;
const PAUSE_MS = 30_000;
/** A network that brings nothing for so long is none. */
const LONGEST_MS = 15_000;

/** What the server says about itself, asked again from time to time. */
@Injectable({ providedIn: 'root' })
export class ServerStatus {
  readonly #api = inject(TracksideApi);
  readonly #early = inject(EARLY_STATUS);
  readonly #kept = inject(KeptDemo);
  #isFirst = true;
  readonly #answer = resource({
    loader: async ({ abortSignal }) => {
      const early = this.#isFirst ? await this.#early.coming : null;
      this.#isFirst = false;
      const signal = AbortSignal.any([abortSignal, AbortSignal.timeout(LONGEST_MS)]);
      return early ?? this.#api.status(signal);
    },
  });
  /** While it is asked again, as it was. */
  readonly #silent = signal(false);
  readonly #returns = signal(0);

  /** All that it says; null until it has, and while it does not answer. */
  readonly status = computed(() =>
    this.#answer.hasValue() ? this.#answer.value() : this.#answer.error() ? null : this.#early.here,
  );
  readonly unreachable = this.#silent.asReadonly();
  /** Grows each time the server answers after a silence, or somebody wants to know. */
  readonly returns = this.#returns.asReadonly();
  /** Null where the data is no demo; while the server says nothing, as it was last time. */
  readonly demo = this.#kept.asOf(this.status);
  readonly signedIn = computed(() => this.status()?.signed_in ?? false);
  readonly livercDisabled = computed(() => this.status()?.liverc.state === 'disabled');
  /** What of LiveRC does not come at present, in words; null while all does. */
  readonly unwell = computed(() => {
    const status = this.status();
    return status && unwellWords(status, Date.now());
  });
  readonly trackCount = computed(() => this.status()?.catalogue.tracks ?? null);
  readonly catalogueError = computed(() => this.status()?.catalogue.error ?? null);
  readonly catalogueAwaited = computed(() => this.trackCount() === 0);
  /** False until the first answer, or failure, is here. */
  readonly known = computed(() => this.#answer.status() !== 'loading' || this.status() !== null);

  constructor() {
    for (const change of ['online', 'offline']) {
      addEventListener(change, () => this.refresh());
    }
    effect(() => {
      const state = this.#answer.status();
      untracked(() => {
        if (state === 'error' && asApiError(this.#answer.error()).code !== 'UNAUTHORIZED') {
          this.#silent.set(true);
        } else if (state === 'resolved' && this.#silent()) {
          this.#silent.set(false);
          this.#returns.update((count) => count + 1);
        }
      });
    });
    effect((onCleanup) => {
      if (this.#answer.isLoading()) {
        return;
      }
      const soon = this.catalogueAwaited() || this.unreachable();
      const pause = soon ? PAUSE_WHILE_CATALOGUE_IS_AWAITED_MS : PAUSE_MS;
      const timer = setTimeout(() => this.#answer.reload(), pause);
      onCleanup(() => clearTimeout(timer));
    });
  }

  /** Asks now. */
  refresh(): void {
    this.#answer.reload();
  }

  /** Asks now, and has all that failed or is old asked for again. */
  askAgain(): void {
    this.refresh();
    this.#returns.update((count) => count + 1);
  }
}
