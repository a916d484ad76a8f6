import { Injectable, inject, signal } from '@angular/core';
import { LOCAL_STORAGE, whenOtherTabKeeps } from '../browser/local-storage';

const KEY = 'trackside.track';

/** A track as this browser remembers it. */
export interface RememberedTrack {
  readonly id: string;
  readonly name: string;
}

/** The track that was looked at last. Where the browser keeps nothing, nothing is lost. */
@Injectable({ providedIn: 'root' })
export class LastTrack {
  readonly #storage = inject(LOCAL_STORAGE);
  readonly #track = signal(this.#remembered());

  readonly track = this.#track.asReadonly();

  constructor() {
    whenOtherTabKeeps(KEY, () => this.#track.set(this.#remembered()));
  }

  set({ id, name }: RememberedTrack): void {
    this.#track.set({ id, name });
    try {
      this.#storage.setItem(KEY, JSON.stringify({ id, name }));
    } catch {
      // Full or forbidden: it holds until the page is left.
    }
  }

  #remembered(): RememberedTrack | null {
    try {
      const stored = JSON.parse(this.#storage.getItem(KEY) ?? 'null') as RememberedTrack | null;
      const isWhole = typeof stored?.id === 'string' && typeof stored.name === 'string';
      return isWhole ? { id: stored.id, name: stored.name } : null;
    } catch {
      return null;
    }
  }
}
