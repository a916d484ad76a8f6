import { Component, computed, inject, input } from '@angular/core';
import { RouterLink } from '@angular/router';
import type { RaceEventStudy } from '@trackside/contracts';
import { checkWords, mismatchWords } from '../../laps/checks';
import { raceTitle } from '../event-words';
import { EventData } from './event-data';
import { rankingMismatchWords } from './ranking-words';

/**
 * What became of computing the printed figures of all races, and of the qualifying order, again; what
 * differs leads to its race or class.
 */
@Component({
  selector: 'ts-event-checks',
  imports: [RouterLink],
  template: `
    @if (words(); as words) {
      <p class="tabular">
        {{ words }}
        @if (event().checks.race_laps_equal === false) {
          The races’ laps are not as many as LiveRC prints.
        }
      </p>
    }
    @if (rankingWords(); as words) {
      <p class="tabular">{{ words }}</p>
    }
    @if (mismatches().length > 0 || rankingMismatches().length > 0) {
      <details>
        <summary>Which, and where</summary>
        <ul class="tabular">
          @for (its of mismatches(); track $index) {
            <li>
              <a [routerLink]="['races', its.raceId]">{{ its.race }}</a>
              <span
                ><bdi>{{ its.driver }}</bdi
                >: {{ its.words }}</span
              >
            </li>
          }
          @for (its of rankingMismatches(); track $index) {
            <li>
              <a
                routerLink="."
                [queryParams]="{ tab: 'rankings', class: its.className }"
                queryParamsHandling="merge"
                >Qualifying order, <bdi>{{ its.className }}</bdi></a
              >
              <span
                ><bdi>{{ its.driver }}</bdi
                >: {{ its.words }}</span
              >
            </li>
          }
        </ul>
      </details>
    }
  `,
  styles: `
    :host {
      display: block;
      margin-bottom: 0.75rem;
    }
    p {
      margin: 0.5rem 0 0;
      color: var(--ts-ink-soft);
      font-size: 0.875rem;
    }
    summary {
      display: inline-flex;
      align-items: center;
      min-height: 44px;
      color: var(--ts-accent);
      font-size: 0.875rem;
      font-weight: 600;
      cursor: pointer;
    }
    ul {
      margin: 0;
      padding: 0;
      font-size: 0.875rem;
      list-style: none;
    }
    li {
      display: flex;
      flex-wrap: wrap;
      gap: 0 0.75rem;
      align-items: center;
      overflow-wrap: anywhere;
    }
    a {
      display: inline-flex;
      align-items: center;
      min-height: 44px;
      color: var(--ts-accent);
    }
    @media print {
      summary {
        display: none;
      }
    }
  `,
})
export class EventChecks {
  readonly event = input.required<RaceEventStudy>();

  readonly #data = inject(EventData);
  readonly #races = computed(
    () => new Map((this.#data.races() ?? []).map((race) => [race.id, race])),
  );
  protected readonly words = computed(() => checkWords(this.event().checks));
  protected readonly mismatches = computed(() =>
    this.event().checks.mismatches.map((its) => {
      const race = this.#races().get(its.race_id);
      return {
        raceId: its.race_id,
        race: race ? raceTitle(race) : 'Its race',
        driver: its.driver_name,
        words: mismatchWords(its),
      };
    }),
  );
  protected readonly rankingWords = computed(() => {
    const { ranking_figures: figures, ranking_mismatches: mismatches } = this.event().checks;
    const words = checkWords({ figures, mismatches }, 'the rounds');
    return words && `Qualifying order: ${words.charAt(0).toLowerCase()}${words.slice(1)}`;
  });
  protected readonly rankingMismatches = computed(() =>
    this.event().checks.ranking_mismatches.map((its) => ({
      className: its.class_name,
      driver: its.driver_name,
      words: rankingMismatchWords(its),
    })),
  );
}
