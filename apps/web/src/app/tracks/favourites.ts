import { Injectable, computed, inject, linkedSignal, resource } from '@angular/core';
import type { Track } from '@trackside/contracts';
import { TracksideApi } from '../api/trackside-api';
import { OtherTabs } from '../browser/other-tabs';
import { readAgainWhenBack } from '../status/server-return';

const CHANGED = 'favourites changed';

/** The user's favourite tracks, by name. */
@Injectable({ providedIn: 'root' })
export class Favourites {
  readonly #api = inject(TracksideApi);
  readonly #otherTabs = inject(OtherTabs);
  readonly #answer = resource({ loader: ({ abortSignal }) => this.#api.favourites(abortSignal) });
  readonly #tracks = linkedSignal<readonly Track[]>(() =>
    this.#answer.hasValue() ? this.#answer.value().items : [],
  );

  readonly tracks = computed(() =>
    [...this.#tracks()].sort((a, b) => a.name.localeCompare(b.name, 'en')),
  );

  constructor() {
    this.#otherTabs.hear(CHANGED, () => void this.#answer.reload());
    readAgainWhenBack(() => void this.#answer.reload(), this.#answer.error);
  }

  has(track: Track): boolean {
    return this.#tracks().some(({ id }) => id === track.id);
  }

  /** Shows the change at once and takes it back when the server refuses. */
  async toggle(track: Track): Promise<void> {
    const before = this.#tracks();
    const favourite = !this.has(track);
    const others = before.filter(({ id }) => id !== track.id);
    this.#tracks.set(favourite ? [...others, { ...track, favourite }] : others);
    try {
      await this.#api.setFavourite(track.id, favourite);
      this.#otherTabs.tell({ topic: CHANGED });
    } catch {
      this.#tracks.set(before);
    }
  }
}
