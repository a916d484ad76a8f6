import { Component, computed, effect, inject, resource, untracked } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { Title } from '@angular/platform-browser';
import { RouterLink } from '@angular/router';
import { asApiError, isUnanswered } from '../api/api-error';
import { type ExportFormat, searchExportUrl } from '../api/export-urls';
import { TracksideApi } from '../api/trackside-api';
import { formatDate } from '../calendar/calendar-date';
import { type MonthKey, firstDayOf, formatMonth, lastDayOf, monthKeyOf } from '../calendar/month';
import { Discovery } from '../discovery/discovery';
import { DiscoveryPanel, type PageSituation } from '../discovery/discovery-panel';
import { ImportBar } from '../imports/import-bar';
import { LastTrack } from '../me/last-track';
import { Me } from '../me/me';
import { PracticeImports } from '../imports/practice-imports';
import { StateMessage } from '../page-parts/state-message';
import type { EventRow } from '../rows/row';
import { NO_FILTER, type RowFilter } from '../rows/row-filter';
import { RowFilters } from '../rows/row-filters';
import { RowList } from '../rows/row-list';
import { ServerStatus } from '../status/server-status';
import { Word } from '../words/word';
import { EventImports } from './event-imports';
import { GrowingMonth } from './growing-month';
import { LastDay } from './last-day';
import { RunningTracks } from './running-tracks';
import { SavedSearches } from './saved-searches';
import { Search } from './search';
import { SearchEnd } from './search-end';
import { SearchForm } from './search-form';
import { summaryWords } from './summary-words';
import { TopInset } from './top-inset';

/** Question above, answers below; each state of the answer has a template of its own. */
@Component({
  selector: 'ts-search-page',
  imports: [
    DiscoveryPanel,
    ImportBar,
    LastDay,
    MatButton,
    RowFilters,
    RouterLink,
    RowList,
    RunningTracks,
    SavedSearches,
    SearchEnd,
    SearchForm,
    StateMessage,
    TopInset,
    Word,
  ],
  providers: [Search, Discovery, EventImports, GrowingMonth],
  templateUrl: './search-page.html',
  styleUrl: './search-page.scss',
})
export class SearchPage {
  readonly #api = inject(TracksideApi);
  protected readonly search = inject(Search);
  protected readonly discovery = inject(Discovery);
  protected readonly growing = inject(GrowingMonth);
  protected readonly imports = inject(EventImports);
  readonly #practiceImports = inject(PracticeImports);
  protected readonly status = inject(ServerStatus);
  /** A strip of months on its way, for the page before the first search. */
  protected readonly motif = ['read', 'read', 'read', 'none', 'read', 'next', 'later'];

  readonly #last = inject(LastTrack);
  readonly #me = inject(Me);
  /** Whose last day there could be, and where. */
  protected readonly known = computed(
    () => this.#last.track() !== null && this.#me.person().length > 0,
  );

  protected readonly unknownTrack = computed(() => {
    const failure = this.search.failure();
    const badId = failure?.details.some(({ field }) => field === 'track_id') ?? false;
    return failure?.code === 'TRACK_NOT_FOUND' || badId;
  });
  protected readonly unanswered = computed(() => isUnanswered(this.search.failure()));
  protected readonly reading = computed(
    () => this.discovery.active() || this.search.atLiverc.isLoading(),
  );
  protected readonly summary = computed(() => summaryWords(this.search.rows(), this.reading()));
  protected readonly daysByMonth = computed(() => {
    const days = new Map<MonthKey, number>();
    for (const row of this.search.rows()) {
      if (row.kind !== 'event') {
        const key = monthKeyOf(row.date);
        days.set(key, (days.get(key) ?? 0) + 1);
      }
    }
    return days;
  });
  protected readonly question = computed(() =>
    JSON.stringify([this.search.query(), this.search.filter()]),
  );
  protected readonly mayImport = computed(() => !this.status.livercDisabled());
  protected readonly shownDays = computed(() =>
    this.search.shownRows().filter((row) => row.kind !== 'event'),
  );
  /** How many events on show are not imported. */
  protected readonly shownEvents = computed(
    () => this.search.shownRows().filter((row) => row.kind === 'event' && !row.imported).length,
  );
  /** The month that is picked, if nothing else narrows it. */
  protected readonly wholeMonth = computed(() => {
    const { month, text } = this.search.filter();
    return text === '' ? month : null;
  });
  protected readonly exportUrl = computed(() => {
    const [query, range] = [this.search.query(), this.search.askedRange()];
    return (format: ExportFormat) =>
      query && range ? searchExportUrl(query.trackId, range, query.practiceDays, format) : '';
  });
  /** All is read that can be, and there was no practice. */
  protected readonly noPractice = computed(
    () => this.search.months().length > 0 && this.daysByMonth().size === 0 && !this.reading(),
  );
  protected readonly empty = computed(() => this.search.rows().length === 0 && !this.reading());
  /** Read only when there is nothing to show: where would there be something? */
  readonly #detail = resource({
    params: () => {
      const track = this.search.result()?.track;
      return track && (this.empty() || this.noPractice()) ? track.id : undefined;
    },
    loader: ({ params, abortSignal }) => this.#api.track(params, abortSignal),
  });
  protected readonly lastPractice = computed(() => {
    const detail = this.#detail.hasValue() ? this.#detail.value() : null;
    const date = detail?.last_practice_date;
    const key = date ? monthKeyOf(date) : detail?.practice_months?.[0];
    if (!key) {
      return null;
    }
    return {
      key,
      month: formatMonth(key),
      words: date ? `on ${formatDate(date)}` : `in ${formatMonth(key)}`,
    };
  });

  protected readonly situation = computed<PageSituation>(() => {
    const error = this.search.atLiverc.error();
    const shown = this.search.rows().length > 0;
    return {
      eventsProblem: error ? asApiError(error).message : null,
      lastPractice: this.lastPractice(),
      noPractice: this.noPractice() && shown && !this.status.livercDisabled(),
    };
  });

  constructor() {
    const title = inject(Title);
    effect(() => {
      const track = this.search.result()?.track;
      if (track) {
        untracked(() => this.#last.set(track));
      }
    });
    effect(() => title.setTitle(`${this.search.track()?.name ?? 'Search'} · Trackside`));
  }

  protected async showMonth(key: MonthKey): Promise<void> {
    const query = this.search.query();
    if (query) {
      const last = lastDayOf(key);
      const end = last > this.search.today() ? this.search.today() : last;
      const when = { period: 'custom', start: firstDayOf(key), end } as const;
      await this.search.go({ ...query, when, practiceDays: true }, this.search.track());
    }
  }

  protected toggleMonth(key: MonthKey): void {
    this.search.narrow({ month: this.search.filter().month === key ? null : key });
  }

  protected narrow(change: Partial<RowFilter>): void {
    this.search.narrow(change);
  }

  protected showAll(): void {
    this.search.narrow({ ...NO_FILTER, sort: this.search.filter().sort });
  }

  protected async importEvent(row: EventRow): Promise<void> {
    const trackId = this.search.query()?.trackId;
    if (trackId) {
      await this.imports.importEvent(trackId, row.sourceEventId);
    }
  }

  protected async importDay(date: string): Promise<void> {
    const trackId = this.search.query()?.trackId;
    if (trackId) {
      await this.#practiceImports.importDay(trackId, date);
    }
  }
}
