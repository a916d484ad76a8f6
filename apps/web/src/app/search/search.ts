import {
  DestroyRef,
  Injectable,
  computed,
  effect,
  inject,
  linkedSignal,
  resource,
  signal,
  untracked,
} from '@angular/core';
import { toSignal } from '@angular/core/rxjs-interop';
import { ActivatedRoute, Router } from '@angular/router';
import type { EventsSearchResult, Track } from '@trackside/contracts';
import { asApiError } from '../api/api-error';
import { TracksideApi } from '../api/trackside-api';
import { latestTodayOnEarth } from '../calendar/calendar-date';
import { mayStillGrow } from '../calendar/growing';
import { type DateRange, type MonthKey, lastDayOf, monthKey, monthsOf } from '../calendar/month';
import { EARLIEST_DATE, problemOf, rangeOf } from '../calendar/period';
import { Discovery, type DiscoveryPlan } from '../discovery/discovery';
import { dayRows } from '../rows/day-rows';
import { eventRows } from '../rows/event-rows';
import type { Row } from '../rows/row';
import { keepUnchanged } from '../rows/stable-rows';
import { type RowFilter, applyFilter } from '../rows/row-filter';
import { readAgainWhenBack } from '../status/server-return';
import { ServerStatus } from '../status/server-status';
import { sameStored, storedDays } from '../imports/day-import';
import { PracticeImports } from '../imports/practice-imports';
import { Favourites } from '../tracks/favourites';
import { EventImports } from './event-imports';
import {
  type SearchQuery,
  readFilter,
  readQuery,
  sameQuery,
  writeFilter,
  writeQuery,
} from './query';
import { Remembered } from './remembered';

const ADDRESS_LAG_MS = 150;

/** The search that the address names: its rows, where they come from and how far it has got. */
@Injectable()
export class Search {
  readonly #api = inject(TracksideApi);
  readonly #router = inject(Router);
  readonly #route = inject(ActivatedRoute);
  readonly #status = inject(ServerStatus);
  readonly #remembered = inject(Remembered);
  readonly #discovery = inject(Discovery);
  readonly #imports = inject(EventImports);
  readonly #practiceImports = inject(PracticeImports);
  readonly #favourites = inject(Favourites);
  readonly #params = toSignal(this.#route.queryParamMap, { requireSync: true });
  /** Counts presses of Search, so that the same search can be made again. */
  readonly #run = signal(0);
  readonly #picked = signal<Track | null>(null);

  readonly query = computed(() => readQuery(this.#params()), { equal: sameQuery });
  readonly #filter = linkedSignal(() => readFilter(this.#params()));
  readonly filter = this.#filter.asReadonly();
  readonly today = linkedSignal({
    source: () => [this.query(), this.#run()],
    computation: () => latestTodayOnEarth(Date.now()),
  });
  readonly rangeProblem = computed(() => {
    const query = this.query();
    return query && problemOf(query.when, this.today());
  });

  readonly found = resource({
    params: () => this.#toFind(),
    loader: ({ params: { query, range, timeline }, abortSignal }) =>
      this.#api.searchEvents(query.trackId, range, query.practiceDays, abortSignal, timeline),
  });
  /** The days that the database was asked for. */
  readonly askedRange = computed(() => this.#toFind()?.range ?? null);
  readonly result = computed(() => (this.found.hasValue() ? this.found.value() : null));
  readonly failure = computed(() => {
    const error = this.found.error();
    return error && asApiError(error);
  });

  readonly atLiverc = resource({
    params: () => this.#toAskLiverc(),
    loader: ({ params, abortSignal }) => this.#api.discoverEvents(params.trackId, abortSignal),
  });

  readonly track = computed<Track | null>(() => {
    const [found, picked, id] = [this.result()?.track, this.#picked(), this.query()?.trackId];
    return (
      found ?? [picked, ...this.#favourites.tracks()].find((track) => track?.id === id) ?? null
    );
  });

  readonly range = computed<DateRange | null>(() => {
    const [query, result] = [this.query(), this.result()];
    if (!query || !result) {
      return null;
    }
    return rangeOf(query.when, this.today(), result.practice_range_min ?? null);
  });
  readonly months = computed(() => {
    const range = this.range();
    return range && this.query()?.practiceDays ? monthsOf(range) : [];
  });
  /** Months whose days are all imported. */
  readonly covered = computed(() => new Set((this.result()?.covered_months ?? []).map(monthKey)));
  /** All is imported that there can be: nothing is left to discover. */
  readonly settled = computed(() => {
    const months = this.months();
    const grow = (key: MonthKey): boolean => mayStillGrow(lastDayOf(key), Date.now());
    return months.length > 0 && months.every((key) => this.covered().has(key) && !grow(key));
  });

  /** Imports of practice days that were asked for at this track. */
  readonly dayImports = computed(() => this.#practiceImports.daysAt(this.result()?.track.id ?? ''));
  /** Changes when a day comes to be imported, not with each step on the way. */
  readonly #importedSince = computed(() => storedDays(this.dayImports()), { equal: sameStored });
  readonly rows = linkedSignal<Row[], readonly Row[]>({
    source: () => {
      const [range, result] = [this.range(), this.result()];
      return range && result ? [...this.#events(result, range), ...this.#days(result, range)] : [];
    },
    computation: (rows, before) => keepUnchanged(before?.value ?? [], rows),
  }).asReadonly();
  readonly shownRows = computed(() => applyFilter(this.rows(), this.filter()));

  readonly #plan = computed<DiscoveryPlan | null>(() => {
    const [result, range, months] = [this.result(), this.range(), this.months()];
    if (!result || !range || months.length === 0 || this.settled()) {
      return null;
    }
    return { trackId: result.track.id, range, months, jobId: result.discovery_job_id ?? null };
  });

  #addressLag: ReturnType<typeof setTimeout> | undefined;

  constructor() {
    inject(DestroyRef).onDestroy(() => clearTimeout(this.#addressLag));
    readAgainWhenBack(() => this.#readAgain(), this.found.error);
    effect(() => {
      const result = this.result();
      untracked(() => this.#practiceImports.resumeAll(result));
    });
    effect(() => {
      if (this.#discovery.phase() === 'done') {
        untracked(() => this.#keep());
      }
    });
    effect(() => {
      this.#plan();
      this.#status.livercDisabled();
      const mayBegin = this.#status.known();
      untracked(() => {
        this.#discovery.reset();
        if (mayBegin && this.#asksAtOnce()) {
          this.check();
        }
      });
    });
  }

  /** Starts, or starts again, the check of practice days at LiveRC. */
  check(): void {
    const plan = this.#plan();
    if (plan) {
      this.#discovery.begin(plan);
    }
  }

  /** Puts the search into the address, which makes it run. */
  async go(query: SearchQuery, track: Track | null): Promise<void> {
    clearTimeout(this.#addressLag);
    this.#picked.set(track);
    this.#remembered.setPeriod(query.trackId, query.when);
    if (sameQuery(this.query(), query)) {
      this.again();
    } else {
      await this.#router.navigate([], { relativeTo: this.#route, queryParams: writeQuery(query) });
    }
  }

  again(): void {
    this.#run.update((run) => run + 1);
  }

  /** Narrows at once; the address follows when the typing pauses. */
  narrow(change: Partial<RowFilter>): void {
    this.#filter.update((filter) => ({ ...filter, ...change }));
    clearTimeout(this.#addressLag);
    this.#addressLag = setTimeout(() => void this.#writeFilter(), ADDRESS_LAG_MS);
  }

  /** What is shown stays until its successor is here. */
  #readAgain(): void {
    this.found.reload();
    if (this.atLiverc.error()) {
      this.atLiverc.reload();
    }
  }

  /** The months that came since are in the database by now: where there is a worker, it keeps them. */
  #keep(): void {
    const asked = this.#toFind();
    if (asked && (navigator as Partial<Navigator>).serviceWorker?.controller) {
      const { query, range } = asked;
      this.#api.searchEvents(query.trackId, range, query.practiceDays).catch(() => null);
    }
  }

  /** Filters replace the address: Back goes to the search before, not through each filter. */
  async #writeFilter(): Promise<void> {
    await this.#router.navigate([], {
      relativeTo: this.#route,
      queryParams: writeFilter(this.#filter()),
      queryParamsHandling: 'merge',
      replaceUrl: true,
    });
  }

  /** Practice days are looked for at LiveRC without a further word. */
  #asksAtOnce(): boolean {
    return !this.#status.livercDisabled() && this.#remembered.habit() === 'as-i-search';
  }

  #toFind(): { query: SearchQuery; range: DateRange; timeline: boolean; run: number } | undefined {
    const [query, today] = [this.query(), this.today()];
    if (!query || this.rangeProblem() !== null) {
      return undefined;
    }
    const everything = { start: EARLIEST_DATE, end: today };
    const range = query.when.period === 'all' ? everything : rangeOf(query.when, today, null);
    // How far back "All" reaches is only known from the answer.
    const isKnown = query.practiceDays && query.when.period !== 'all';
    const timeline = isKnown && untracked(() => this.#asksAtOnce());
    return { query, range, timeline, run: this.#run() };
  }

  #toAskLiverc(): { trackId: string; run: number } | undefined {
    const result = this.result();
    const may = result && this.#status.known() && !this.#status.livercDisabled();
    return may ? { trackId: result.track.id, run: this.#run() } : undefined;
  }

  #events(result: EventsSearchResult, range: DateRange): Row[] {
    const live = this.atLiverc.hasValue() ? this.atLiverc.value() : null;
    const sources = [
      this.#imports.importedAt(result.track.id),
      result.events,
      live?.existing_events ?? [],
      live?.new_events ?? [],
    ];
    return eventRows(sources, range, this.query()?.when.period === 'all');
  }

  #days(result: EventsSearchResult, range: DateRange): Row[] {
    if (!this.query()?.practiceDays) {
      return [];
    }
    const sources = {
      imported: result.practice_days ?? [],
      known: result.discovered_practice_days ?? [],
      months: this.#discovery.progress().months,
      importedSince: this.#importedSince(),
      reading: this.#discovery.active(),
    };
    return dayRows(sources, range);
  }
}
