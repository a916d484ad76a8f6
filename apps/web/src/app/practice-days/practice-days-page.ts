import { Component, computed, effect, inject } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { Title } from '@angular/platform-browser';
import { RouterLink } from '@angular/router';
import type { Track } from '@trackside/contracts';
import { isUnanswered } from '../api/api-error';
import { IS_NARROW } from '../browser/narrow';
import { Printing } from '../browser/printing';
import { type ExportFormat, searchExportUrl } from '../api/export-urls';
import { ago } from '../calendar/age';
import { type MonthKey, formatMonth } from '../calendar/month';
import { Discovery } from '../discovery/discovery';
import { DriverField } from '../driver/driver-field';
import { ExportLinks } from '../export/export-links';
import { Icon } from '../icon/icon';
import { ImportBar } from '../imports/import-bar';
import { PracticeImports } from '../imports/practice-imports';
import { FigureList } from '../page-parts/figure-list';
import { PrintButton } from '../page-parts/print-button';
import { StateMessage } from '../page-parts/state-message';
import { ServerStatus } from '../status/server-status';
import { Favourites } from '../tracks/favourites';
import { TrackPicker } from '../tracks/track-picker';
import { DayCard } from './day-card';
import { MonthCalendar } from './month-calendar';
import { PracticeYear } from './practice-year';
import { WholeYear } from './whole-year';
import { YearHeatMap } from './year-heat-map';
import { YearPeople } from './year-people';
import { YearSheet } from './year-sheet';
import { YearTable } from './year-table';
import { totalFigures, yearTotals } from './year-totals';

/** The practice days of a track: a year at a glance, a month day by day. */
@Component({
  selector: 'ts-practice-days-page',
  imports: [
    DayCard,
    DriverField,
    ExportLinks,
    FigureList,
    Icon,
    ImportBar,
    MatButton,
    MonthCalendar,
    PrintButton,
    RouterLink,
    StateMessage,
    TrackPicker,
    YearHeatMap,
    YearSheet,
    YearTable,
  ],
  providers: [Discovery, PracticeYear, WholeYear, YearPeople],
  templateUrl: './practice-days-page.html',
  styleUrl: './practice-days-page.scss',
})
export default class PracticeDaysPage {
  readonly #imports = inject(PracticeImports);
  readonly #narrow = inject(IS_NARROW);
  readonly #status = inject(ServerStatus);
  protected readonly practice = inject(PracticeYear);
  protected readonly printing = inject(Printing);
  protected readonly whole = inject(WholeYear);
  protected readonly people = inject(YearPeople);
  protected readonly favourites = inject(Favourites).tracks;

  protected readonly mayImport = computed(() => !this.#status.livercDisabled());
  protected readonly monthWords = computed(() => {
    const month = this.practice.month();
    return month === null ? '' : formatMonth(month);
  });
  readonly #totals = computed(() => yearTotals(this.practice.days(), this.practice.blocks()));
  protected readonly totals = computed(() => totalFigures(this.#totals(), this.people.count()));
  /** How reading the whole year is getting on; null where it is of another one. */
  protected readonly yearWords = computed(() => {
    const [trackId, year] = [this.practice.trackId(), this.practice.year()];
    const isShown = trackId !== null && year !== null && this.whole.isOf({ trackId, year });
    return isShown ? this.whole.wordsOf(this.#totals()) : null;
  });
  protected readonly yearExportUrl = computed(() => {
    const [trackId, year] = [this.practice.trackId() ?? '', this.practice.year()];
    const range = { start: `${year}-01-01`, end: `${year}-12-31` };
    return (format: ExportFormat) => searchExportUrl(trackId, range, true, format);
  });
  /** The block of the month that is shown. */
  protected readonly block = computed(() =>
    this.practice.blocks().find(({ key }) => key === this.practice.month()),
  );
  /** `Read at LiveRC 3 h ago`. */
  protected readonly readWords = computed(() => {
    const readAt = this.practice.answer()?.month.fetched_at;
    return readAt ? `Read at LiveRC ${ago(readAt, Date.now())}` : null;
  });
  /** Where there was practice last, unless it is shown. */
  protected readonly lastMonth = computed(() => {
    const last = this.practice.practiceMonths()?.[0];
    return last === undefined || last === this.practice.month() ? null : last;
  });
  protected readonly unanswered = computed(() => isUnanswered(this.practice.failure()));
  protected readonly unknownTrack = computed(() => {
    const failure = this.practice.failure();
    const badId = failure?.details.some(({ field }) => field === 'track_id') ?? false;
    return failure?.code === 'TRACK_NOT_FOUND' || badId;
  });

  constructor() {
    const title = inject(Title);
    effect(() => {
      const name = this.practice.track()?.name;
      title.setTitle(`${name ? `Practice at ${name}` : 'Practice days'} · Trackside`);
    });
  }

  protected nameOf(month: MonthKey): string {
    return formatMonth(month);
  }

  protected async chosen(track: Track): Promise<void> {
    await this.practice.showTrack(track.id);
  }

  /** On a phone the days of the month stand below the year: they come into sight. */
  protected async pick(month: MonthKey, days: HTMLElement): Promise<void> {
    await this.practice.showMonth(month);
    if (this.#narrow()) {
      days.scrollIntoView({ block: 'start', behavior: 'smooth' });
    }
  }

  protected showDay(date: string, days: HTMLElement): void {
    days
      .querySelector(`[data-day="${date}"]`)
      ?.scrollIntoView({ block: 'start', behavior: 'smooth' });
  }

  protected async importDay(date: string): Promise<void> {
    const trackId = this.practice.trackId();
    if (trackId !== null) {
      await this.#imports.importDay(trackId, date);
    }
  }
}
