import { Injectable, computed, effect, inject, untracked } from '@angular/core';
import { PageVisibility } from '../browser/page-visibility';
import { mayStillGrow } from '../calendar/growing';
import { lastDayOf } from '../calendar/month';
import { Discovery } from '../discovery/discovery';
import { Search } from './search';

/** The server asks LiveRC as rarely as it sees fit; between, it tells what others have learnt. */
const LOOK_EVERY_MS = 60_000;

/** The newest month of a search that was made grows on while it is looked at. */
@Injectable()
export class GrowingMonth {
  readonly #discovery = inject(Discovery);
  readonly #page = inject(PageVisibility);
  readonly #months = inject(Search).months;
  readonly #month = computed(() => {
    const [newest] = this.#discovery.phase() === 'done' ? this.#months() : [];
    return newest !== undefined && mayStillGrow(lastDayOf(newest), Date.now()) ? newest : null;
  });

  constructor() {
    effect((onCleanup) => {
      const month = this.#month();
      if (month === null || !this.#page.visible()) {
        return;
      }
      const look = (): void => untracked(() => void this.#discovery.lookAgain(month));
      const timer = setInterval(look, LOOK_EVERY_MS);
      onCleanup(() => clearInterval(timer));
    });
  }
}
