import {
  computed,
  effect,
  inject,
  Injectable,
  linkedSignal,
  resource,
  untracked,
} from '@angular/core';
import { toSignal } from '@angular/core/rxjs-interop';
import { ActivatedRoute, type Params, Router } from '@angular/router';
import type { DiscoverMonthResult, EventsSearchResult } from '@trackside/contracts';
import { asApiError } from '../api/api-error';
import { TracksideApi } from '../api/trackside-api';
import { PageVisibility } from '../browser/page-visibility';
import { latestTodayOnEarth } from '../calendar/calendar-date';
import { type DateRange, type MonthKey, monthKeyOf, yearMonth } from '../calendar/month';
import { recordOf } from '../discovery/month-answer';
import { type MonthProgress, fold } from '../discovery/progress';
import { sameStored, storedDays } from '../imports/day-import';
import { PracticeImports } from '../imports/practice-imports';
import { dayRows } from '../rows/day-rows';
import { byDate } from '../rows/row';
import { readAgainWhenBack } from '../status/server-return';
import { ServerStatus } from '../status/server-status';
import { knownUntil } from './known-months';
import { monthOfYear, monthShown, readPracticeQuery, samePracticeQuery } from './practice-query';
import { WholeYear, type YearAtTrack } from './whole-year';
import { monthsOfYear, yearMap } from './year-map';

/** This month may grow: the server asks LiveRC as rarely as it sees fit. */
const LOOK_EVERY_MS = 60_000;

/** Months that were read since the page was opened, by track and month. */
type ReadMonths = ReadonlyMap<string, DiscoverMonthResult>;

interface Asked {
  readonly trackId: string;
  readonly month: MonthKey;
}

/**
 * The year that the address names: all that is stored of it, and from LiveRC the one month that is
 * looked at.
 */
@Injectable()
export class PracticeYear {
  readonly #api = inject(TracksideApi);
  readonly #router = inject(Router);
  readonly #route = inject(ActivatedRoute);
  readonly #status = inject(ServerStatus);
  readonly #imports = inject(PracticeImports);
  readonly #whole = inject(WholeYear);
  readonly #page = inject(PageVisibility);
  readonly #params = toSignal(this.#route.queryParamMap, { requireSync: true });

  readonly query = computed(() => readPracticeQuery(this.#params()), { equal: samePracticeQuery });
  readonly trackId = computed(() => this.query().trackId);
  readonly today = latestTodayOnEarth(Date.now());
  readonly #thisMonth = monthKeyOf(this.today);

  /** Name, months with practice. */
  readonly detail = resource({
    params: () => this.trackId() ?? undefined,
    loader: ({ params, abortSignal }) => this.#api.track(params, abortSignal),
  });
  readonly track = computed(() => (this.detail.hasValue() ? this.detail.value() : null));
  readonly practiceMonths = computed(() => this.track()?.practice_months ?? null);

  /** The month that is looked at; null until known. */
  readonly month = computed<MonthKey | null>(() =>
    monthShown(this.query(), this.track(), Boolean(this.detail.error()), this.#thisMonth),
  );
  readonly year = computed(() => {
    const month = this.month();
    return month === null ? null : yearMonth(month).year;
  });

  readonly #yearAtTrack = computed<YearAtTrack | null>(() => {
    const [trackId, year] = [this.trackId(), this.year()];
    return trackId !== null && year !== null ? { trackId, year } : null;
  });

  readonly stored = resource({
    params: () => this.#yearAtTrack() ?? undefined,
    loader: ({ params: { trackId, year }, abortSignal }) =>
      this.#api.searchEvents(trackId, rangeOfYear(year), true, abortSignal),
  });
  /** What the database has of the year; null until it has answered. */
  readonly result = computed(() => (this.stored.hasValue() ? this.stored.value() : null));
  readonly failure = computed(() => {
    const error = this.stored.error();
    return error && asApiError(error);
  });

  readonly atLiverc = resource({
    params: () => this.#toAskLiverc(),
    loader: async ({ params, abortSignal }) => {
      const { trackId, month } = params;
      const asked = { trackId, month: yearMonth(month), refresh: this.#refreshes };
      this.#refreshes = false;
      return { ...params, answer: await this.#api.discoverMonth(asked, abortSignal) };
    },
  });
  readonly #read = linkedSignal<(Asked & { answer: DiscoverMonthResult }) | null, ReadMonths>({
    source: () => (this.atLiverc.hasValue() ? this.atLiverc.value() : null),
    computation: (now, before) => {
      const all = before?.value ?? new Map<string, DiscoverMonthResult>();
      return now === null ? all : new Map(all).set(placeOf(now), now.answer);
    },
  });
  /** The answer for the month that is shown, once it is here. */
  readonly answer = computed(() => {
    const [trackId, month] = [this.trackId(), this.month()];
    return trackId && month ? (this.#read().get(placeOf({ trackId, month })) ?? null) : null;
  });
  /** Why the month that is shown is not as LiveRC has it now. */
  readonly monthProblem = computed(() => {
    const error = this.atLiverc.error();
    if (error) {
      return asApiError(error).message;
    }
    return this.answer()?.month.error?.message ?? null;
  });

  readonly dayImports = computed(() => this.#imports.daysAt(this.trackId() ?? ''));
  readonly #importedSince = computed(() => storedDays(this.dayImports()), { equal: sameStored });
  /** The days of the year, newest first. */
  readonly days = computed(() => {
    const [result, year] = [this.result(), this.year()];
    return result && year ? this.#daysOf(result, year) : [];
  });
  readonly daysOfMonth = computed(() =>
    this.days().filter(({ date }) => monthKeyOf(date) === this.month()),
  );
  readonly blocks = computed(() => {
    const year = this.year();
    const known = { days: this.days(), practiceMonths: this.practiceMonths(), today: this.today };
    return year === null ? [] : yearMap(year, { ...known, knownUntil: this.#knownUntil() });
  });
  /** Months of the year of which not all is known, newest first. */
  readonly unread = computed(() =>
    this.blocks()
      .filter(({ look }) => look === 'unread' || look === 'partly')
      .map(({ key }) => key)
      .reverse(),
  );
  /** Years to step to; null where there is none. */
  readonly steps = computed(() => {
    const year = this.year() ?? 0;
    return {
      earlier: year > this.#firstYear() ? year - 1 : null,
      later: year < yearMonth(this.#thisMonth).year ? year + 1 : null,
    };
  });
  readonly #firstYear = computed(() => {
    const oldest = this.practiceMonths()?.at(-1) ?? this.result()?.practice_range_min;
    return Number((oldest ?? '2000').slice(0, 4));
  });

  /** Whether the next question for the month is a refresh. */
  #refreshes = false;

  constructor() {
    readAgainWhenBack(() => this.again(), this.failure);
    effect((onCleanup) => {
      if (this.month() !== this.#thisMonth || !this.#page.visible()) {
        return;
      }
      const timer = setInterval(() => untracked(() => this.atLiverc.reload()), LOOK_EVERY_MS);
      onCleanup(() => clearInterval(timer));
    });
    effect(() => {
      const found = this.stored.hasValue() ? this.stored.value() : null;
      untracked(() => this.#imports.resumeAll(found));
    });
    effect(() => {
      const of = this.#yearAtTrack();
      if (this.answer() !== null && of !== null) {
        untracked(() => this.#keep(of));
      }
    });
  }

  again(): void {
    this.detail.reload();
    this.stored.reload();
    if (this.atLiverc.error()) {
      this.atLiverc.reload();
    }
  }

  /** The month that was read is in the database by now: where there is a worker, it keeps it. */
  #keep({ trackId, year }: YearAtTrack): void {
    if ((navigator as Partial<Navigator>).serviceWorker?.controller) {
      this.#api.searchEvents(trackId, rangeOfYear(year), true).catch(() => null);
    }
  }

  /** The address of a month, as a link needs it. */
  paramsOf(month: MonthKey): Params {
    return { track: this.trackId(), month };
  }

  /** The address of another year. */
  paramsOfYear(year: number): Params {
    const from = this.month() ?? this.#thisMonth;
    return this.paramsOf(monthOfYear(year, from, this.practiceMonths(), this.#thisMonth));
  }

  async showMonth(month: MonthKey): Promise<void> {
    await this.#router.navigate([], { relativeTo: this.#route, queryParams: this.paramsOf(month) });
  }

  /** Asks LiveRC once more for the month that is shown, although it was read a moment ago. */
  refresh(): void {
    this.#refreshes = true;
    this.atLiverc.reload();
  }

  /** Reads at LiveRC what is not known of the year yet. */
  readYear(): void {
    const of = this.#yearAtTrack();
    if (of !== null) {
      this.#whole.begin(of, this.unread(), this.today);
    }
  }

  async showTrack(trackId: string): Promise<void> {
    await this.#router.navigate([], { relativeTo: this.#route, queryParams: { track: trackId } });
  }

  #toAskLiverc(): Asked | undefined {
    const [trackId, month] = [this.trackId(), this.month()];
    const may = this.#status.known() && !this.#status.livercDisabled();
    return trackId && month && may ? { trackId, month } : undefined;
  }

  #knownUntil(): ReadonlyMap<MonthKey, string> {
    const [stored, year] = [this.result(), this.year()];
    if (stored === null || year === null) {
      return new Map();
    }
    const read = [...this.#monthsOf(year).values()].filter(
      ({ outcome }) => outcome?.type === 'month' && outcome.status === 'complete',
    );
    return knownUntil({
      stored,
      read: new Set(read.map(({ key }) => key)),
      practiceMonths: this.practiceMonths(),
      months: monthsOfYear(year),
      today: this.today,
    });
  }

  #daysOf(result: EventsSearchResult, year: number): ReturnType<typeof dayRows> {
    const rows = dayRows(
      {
        imported: result.practice_days ?? [],
        known: result.discovered_practice_days ?? [],
        months: this.#monthsOf(year),
        importedSince: this.#importedSince(),
        reading: this.#whole.active(),
      },
      rangeOfYear(year),
    );
    return rows.sort(byDate);
  }

  /** What was read of the year since the page was opened, month by month or as a whole. */
  #monthsOf(year: number): ReadonlyMap<MonthKey, MonthProgress> {
    const months = this.#whole.monthsOf({ trackId: this.trackId() ?? '', year });
    const records = this.#readOf(year).map(recordOf);
    return records.reduce((all, record) => fold(all, record, 0), { months }).months;
  }

  #readOf(year: number): DiscoverMonthResult[] {
    return [...this.#read()]
      .filter(([place]) => place.startsWith(`${this.trackId()}/${year}-`))
      .map(([, answer]) => answer);
  }
}

function placeOf({ trackId, month }: Asked): string {
  return `${trackId}/${month}`;
}

function rangeOfYear(year: number): DateRange {
  return { start: `${year}-01-01`, end: `${year}-12-31` };
}
