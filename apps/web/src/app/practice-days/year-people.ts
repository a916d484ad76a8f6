import { Injectable, computed, inject, linkedSignal, resource } from '@angular/core';
import type { Page, TrackDriver } from '@trackside/contracts';
import { PracticeApi } from '../api/practice-api';
import { formatCount } from '../laps/count';
import { isSomebody } from '../me/driver-names';
import { PracticeYear } from './practice-year';
import { WholeYear } from './whole-year';
import type { PeopleCount } from './year-totals';

const PAGE = 100;
/** More pages than a phone should load for one figure. */
const MOST_PAGES = 5;

/** Who practised in the year that is shown, and of which classes, as far as its days are known. */
@Injectable()
export class YearPeople {
  readonly #api = inject(PracticeApi);
  readonly #practice = inject(PracticeYear);
  readonly #whole = inject(WholeYear);

  /** Changes with the days, but not with each of them while a whole year comes in. */
  readonly #question = linkedSignal<Question | null, Question | null>({
    source: () => {
      const [trackId, year] = [this.#practice.trackId(), this.#practice.year()];
      const days = this.#practice.days().length;
      return trackId === null || year === null || this.#whole.active()
        ? null
        : { trackId, year, days };
    },
    computation: (now, before) => now ?? before?.value ?? null,
  });
  readonly #answer = resource({
    params: () => this.#question() ?? undefined,
    loader: async ({ params: { trackId, year }, abortSignal }): Promise<Page<TrackDriver>> => {
      const question = { trackId, year, text: '', className: null };
      const items: TrackDriver[] = [];
      let cursor: string | null = null;
      for (let pages = 0; pages < MOST_PAGES && (pages === 0 || cursor !== null); pages += 1) {
        const page = await this.#api.drivers(question, { cursor, limit: PAGE }, abortSignal);
        items.push(...page.items);
        cursor = page.next_cursor;
      }
      return { items, next_cursor: cursor };
    },
  });
  readonly #people = linkedSignal<Page<TrackDriver> | null, Page<TrackDriver> | null>({
    source: () => (this.#answer.hasValue() ? this.#answer.value() : null),
    computation: (now, before) => now ?? before?.value ?? null,
  });

  /** Null while it is not known. */
  readonly count = computed<PeopleCount | null>(() => {
    const people = this.#people();
    if (people === null) {
      return null;
    }
    const all = people.items.length;
    const named = people.items.filter(({ name }) => isSomebody(name)).length;
    return people.next_cursor === null
      ? { words: formatCount(named), unknown: all - named }
      : { words: `${formatCount(all)}+`, unknown: 0 };
  });
  /** Names of classes, those of most sessions first. */
  readonly classes = computed(() => {
    const sessions = new Map<string, number>();
    for (const { class_name: name, session_count: count } of (this.#people()?.items ?? []).flatMap(
      ({ classes }) => classes,
    )) {
      if (name !== null) sessions.set(name, (sessions.get(name) ?? 0) + count);
    }
    return [...sessions].sort(([, a], [, b]) => b - a).map(([name]) => name);
  });
}

interface Question {
  readonly trackId: string;
  readonly year: number;
  readonly days: number;
}
