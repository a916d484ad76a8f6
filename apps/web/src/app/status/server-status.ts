import { Injectable, computed, effect, inject, resource } from '@angular/core';
import { TracksideApi } from '../api/trackside-api';
import { unwellWords } from './unwell-words';

const PAUSE_WHILE_CATALOGUE_IS_AWAITED_MS = 3_000;
const PAUSE_MS = 30_000;

/** What the server says about itself, asked again from time to time. */
@Injectable({ providedIn: 'root' })
export class ServerStatus {
  readonly #api = inject(TracksideApi);
  readonly #answer = resource({ loader: ({ abortSignal }) => this.#api.status(abortSignal) });

  /** All that it says; null until it has, and while it does not answer. */
  readonly status = computed(() => (this.#answer.hasValue() ? this.#answer.value() : null));
  readonly unreachable = computed(() => this.#answer.status() === 'error');
  readonly demo = computed(() => this.status()?.demo ?? false);
  readonly demoReason = computed(() => this.status()?.demo_reason ?? null);
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
  readonly known = computed(() => this.#answer.status() !== 'loading');

  constructor() {
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
}
