import { Injectable, computed, inject } from '@angular/core';
import type { NamedSession } from '../compare/side-by-side';
import { clockOf } from '../laps/clock';
import { LEAST_COMPARED, MOST_COMPARED } from './address';
import { DayStudy } from './day-study';
import { classOf } from './drivers';

/** The sessions chosen to be compared; they stand in the address. */
@Injectable()
export class Comparison {
  readonly #study = inject(DayStudy);

  /** In the order in which they were chosen; those that the day does not have are left out. */
  readonly ids = computed(() =>
    this.#study.address().compared.filter((id) => this.#study.sessionById().has(id)),
  );
  readonly sessions = computed(() =>
    this.ids().flatMap((id) => this.#study.sessionById().get(id) ?? []),
  );
  readonly named = computed<NamedSession[]>(() =>
    this.sessions().map((session) => ({
      session,
      driver: this.#study.labelOf(session),
      when: clockOf(session.started_at),
      className: classOf(session),
      rivals: classOf(session),
    })),
  );
  readonly enough = computed(() => this.ids().length >= LEAST_COMPARED);
  /** No further one can be chosen. */
  readonly full = computed(() => this.ids().length >= MOST_COMPARED);

  has(id: string): boolean {
    return this.ids().includes(id);
  }

  async toggle(id: string): Promise<void> {
    const others = this.ids().filter((known) => known !== id);
    const compared = others.length < this.ids().length ? others : [...others, id];
    await this.#study.replace({ compared });
  }

  async clear(): Promise<void> {
    await this.#study.replace({ compared: [], gapTo: null });
  }
}
