import { Injectable, inject, signal } from '@angular/core';
import { LOCAL_STORAGE, whenOtherTabKeeps } from '../browser/local-storage';
import { samePerson, tidyPerson } from './driver-names';

const KEY = 'trackside.me';

/** Who uses this browser: names and transponders. Where it keeps nothing, nothing is lost. */
@Injectable({ providedIn: 'root' })
export class Me {
  readonly #storage = inject(LOCAL_STORAGE);
  readonly #person = signal<readonly string[]>(this.#remembered());

  /** Empty until somebody said who they are. */
  readonly person = this.#person.asReadonly();

  constructor() {
    whenOtherTabKeeps(KEY, () => this.#person.set(this.#remembered()));
  }

  set(person: readonly string[]): void {
    this.#person.set(tidyPerson(person));
    try {
      this.#storage.setItem(KEY, JSON.stringify(this.#person()));
    } catch {
      // Full or forbidden: it holds until the page is left.
    }
  }

  /** Adds a name or transponder, or takes it away. */
  toggle(entry: string): void {
    const others = this.#person().filter((known) => !samePerson([known], [entry]));
    this.set(others.length === this.#person().length ? [...others, entry] : others);
  }

  #remembered(): string[] {
    try {
      const stored: unknown = JSON.parse(this.#storage.getItem(KEY) ?? '[]');
      const texts = Array.isArray(stored)
        ? stored.filter((entry) => typeof entry === 'string')
        : [];
      return tidyPerson(texts as string[]);
    } catch {
      return [];
    }
  }
}
