import { Injectable, type Signal, effect, inject, linkedSignal } from '@angular/core';
import type { DemoReason, StatusResult } from '@trackside/contracts';
import { LOCAL_STORAGE } from '../browser/local-storage';

const KEY = 'trackside.demo';

/**
 * That what is shown is invented must be said also where the server says nothing: without a network, and
 * before it has answered, when the line would push down what is being read.
 */
@Injectable({ providedIn: 'root' })
export class KeptDemo {
  readonly #storage = inject(LOCAL_STORAGE);
  /** What the server says, null where it shows no demo; what it said last while it is silent. */
  asOf(status: Signal<StatusResult | null>): Signal<DemoReason | null> {
    const last = this.#remembered();
    const demo = linkedSignal<StatusResult | null, DemoReason | null>({
      source: status,
      computation: (said, before) => {
        if (said === null) return before === undefined ? last : before.value;
        return said.demo ? (said.demo_reason ?? 'requested') : null;
      },
    });
    effect(() => this.#remember(demo()));
    return demo;
  }

  #remembered(): DemoReason | null {
    try {
      return this.#storage.getItem(KEY) as DemoReason | null;
    } catch {
      return null;
    }
  }

  #remember(demo: DemoReason | null): void {
    try {
      if (demo === null) {
        this.#storage.removeItem(KEY);
      } else {
        this.#storage.setItem(KEY, demo);
      }
    } catch {
      // Full or forbidden: it is said again when the server answers.
    }
  }
}
