import { Injectable, computed, inject, signal } from '@angular/core';
import { toSignal } from '@angular/core/rxjs-interop';
import { ActivatedRoute, Router } from '@angular/router';
import { raceMoments } from '@trackside/lap-statistics';
import { ChosenStatistic } from '../../laps/statistic';
import { belongsTo } from '../../me/driver-names';
import { Me } from '../../me/me';
import { raceGapChart } from './gap-chart';
import { positionChart, positionChartHeight } from './position-chart';
import { RacePageData } from './race';
import { fadesOf, raceLapsChart } from './race-laps-chart';
import { MOST_SHOWN, type RaceQuery, readRaceQuery, writeRaceQuery } from './race-query';
import { racersOf } from './racers';
import { gapToOf, shownOf, toggled } from './shown';

const USUAL_PX = 320;

/** What the address shows of the race that is here: all parts of the page go by it. */
@Injectable()
export class RaceView {
  readonly #page = inject(RacePageData);
  readonly #router = inject(Router);
  readonly #route = inject(ActivatedRoute);
  readonly #params = toSignal(this.#route.queryParamMap, { requireSync: true });
  readonly #person = inject(Me).person;
  readonly #statistic = inject(ChosenStatistic).statistic;

  readonly query = computed(() => readRaceQuery(this.#params()));
  /** In order of position. */
  readonly racers = computed(() => {
    const [race, drivers] = [this.#page.race(), this.#page.drivers()];
    return race && drivers ? racersOf(drivers, race) : [];
  });
  readonly moments = computed(() => raceMoments(this.racers()));
  readonly raced = computed(() => this.racers().filter(({ laps }) => laps.length > 0));
  readonly shown = computed(() =>
    shownOf(this.racers(), this.query(), ({ name }) => this.isMine(name)),
  );
  readonly isFull = computed(() => this.shown().length >= MOST_SHOWN);
  readonly gapTo = computed(() => gapToOf(this.racers(), this.query()));

  readonly #asked = signal<{ readonly at: number } | null>(null);
  /** A moment that a link of the page leads to; a new value each time. */
  readonly asked = this.#asked.asReadonly();

  readonly positions = computed(() => positionChart(this.racers(), this.shown()));
  readonly gaps = computed(() => raceGapChart(this.shown(), this.gapTo()));
  readonly laps = computed(() => raceLapsChart(this.shown(), this.#statistic()));
  readonly fades = computed(() => fadesOf(this.shown(), this.#statistic()));
  /** The one that the address shows. */
  readonly chart = computed(() => this[this.query().chart]());
  readonly chartHeight = computed(() =>
    this.query().chart === 'positions' ? positionChartHeight(this.racers()) : USUAL_PX,
  );

  /** The driver that this browser knows as its own. */
  isMine(name: string): boolean {
    const person = this.#person();
    return person.length > 0 && belongsTo(person)({ driver_name: name, transponder: null });
  }

  /** Shows a driver beside the others, or no longer. */
  toggle(name: string): Promise<void> {
    return this.show({ drivers: toggled(this.shown(), name) });
  }

  measureTo(gapTo: string): Promise<void> {
    return this.show({ gapTo });
  }

  /** Has the replay stand at a moment, in seconds on the race's clock. */
  scrubTo(at: number): void {
    this.#asked.set({ at });
  }

  async show(query: Partial<RaceQuery>): Promise<void> {
    await this.#router.navigate([], {
      relativeTo: this.#route,
      queryParams: writeRaceQuery(query),
      queryParamsHandling: 'merge',
      replaceUrl: true,
    });
  }
}
