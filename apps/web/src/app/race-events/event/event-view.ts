import { Injectable, computed, effect, inject, untracked } from '@angular/core';
import { toSignal } from '@angular/core/rxjs-interop';
import { ActivatedRoute, Router } from '@angular/router';
import { belongsTo, isHidden, samePerson } from '../../me/driver-names';
import { Me } from '../../me/me';
import { type EventAddress, readAddress, writeAddress } from './address';
import { EventData } from './event-data';
import { eventDrivers } from './event-drivers';

/** What of the event is looked at, and who. */
@Injectable()
export class EventView {
  readonly #data = inject(EventData);
  readonly #router = inject(Router);
  readonly #route = inject(ActivatedRoute);
  readonly #me = inject(Me);
  readonly #params = toSignal(this.#route.queryParamMap, { requireSync: true });

  readonly address = computed(() => readAddress(this.#params()), { equal: sameJson });
  readonly drivers = computed(() =>
    eventDrivers(this.#data.entries() ?? [], this.#data.rankings() ?? []),
  );
  /** Whether it is known who takes part. */
  readonly driversAreHere = computed(
    () => this.#data.entries() !== null && this.#data.rankings() !== null,
  );

  /** Names and transponders of the driver shown: the address's, else the user's own. */
  readonly person = computed(() => {
    const named = this.address().person;
    return named.length > 0 ? named : this.#me.person();
  });
  readonly personIsMe = computed(
    () => this.#me.person().length > 0 && samePerson(this.person(), this.#me.person()),
  );
  /** The driver shown under the names of this event; nobody while they do not take part. */
  readonly theirs = computed(() => {
    const isTheirs = belongsTo(this.person());
    return this.drivers().filter(({ driven }) => driven.some(isTheirs));
  });
  /** Names under which the driver's races can be asked for: a hidden one leads nowhere. */
  readonly theirNames = computed(
    () => this.theirs().flatMap(({ label }) => (isHidden(label) ? [] : [label])),
    { equal: sameJson },
  );
  /** Whether a row of a result or ranking is the driver's who is shown. */
  readonly isTheirs = computed(() => {
    const is = belongsTo(this.theirs().map(({ label }) => label));
    return ({ driver_name }: { driver_name: string }) => is({ driver_name, transponder: null });
  });

  /** In the order of the programme; after them those that only a ranking has. */
  readonly classes = computed(() => {
    const ranked = (this.#data.rankings() ?? []).flatMap(({ classes }) => classes);
    const all = [...(this.#data.event()?.classes ?? []), ...ranked];
    return [...new Set(all.map(({ class_name }) => class_name))];
  });
  /** The class that the address names, if there is such a one; null for all. */
  readonly className = computed(() => {
    const named = this.address().className;
    return named !== null && this.classes().includes(named) ? named : null;
  });
  /** Of the class named, else of the driver shown, else the first. */
  readonly oneClass = computed(
    () =>
      this.className() ??
      this.classes().find((name) => this.theirs().some((one) => one.classNames.includes(name))) ??
      this.classes()[0] ??
      null,
  );

  constructor() {
    // Whoever copies the address shares the driver, too, not "whoever opens it".
    effect(() => {
      const named = this.address().person;
      const me = this.#me.person();
      if (named.length === 0 && me.length > 0 && this.theirs().length > 0) {
        untracked(() => void this.replace({ person: me }));
      }
    });
  }

  /** Goes on to another view; Back leads to the one before. */
  async go(change: Partial<EventAddress>): Promise<void> {
    await this.#navigate(change, false);
  }

  async replace(change: Partial<EventAddress>): Promise<void> {
    await this.#navigate(change, true);
  }

  async #navigate(change: Partial<EventAddress>, replaceUrl: boolean): Promise<void> {
    await this.#router.navigate([], {
      relativeTo: this.#route,
      queryParams: writeAddress(change),
      queryParamsHandling: 'merge',
      replaceUrl,
    });
  }
}

function sameJson(a: unknown, b: unknown): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}
