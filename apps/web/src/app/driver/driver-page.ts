import { NgTemplateOutlet } from '@angular/common';
import { Component, computed, effect, inject } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { Title } from '@angular/platform-browser';
import { RouterLink } from '@angular/router';
import { isUnanswered } from '../api/api-error';
import { type ExportFormat, driverExportUrl } from '../api/export-urls';
import { Printing } from '../browser/printing';
import { formatDate } from '../calendar/calendar-date';
import { Chart } from '../charts/chart';
import { fetchCharts } from '../charts/charts-ahead';
import { ExportLinks } from '../export/export-links';
import { Icon } from '../icon/icon';
import { clockOf } from '../laps/clock';
import { formatCount } from '../laps/count';
import { formatLapTime, formatPercent } from '../laps/lap-time';
import { ChosenStatistic } from '../laps/statistic';
import { StatisticSwitch } from '../laps/statistic-switch';
import { driverLabel } from '../me/driver-names';
import { ClassChips } from '../page-parts/class-chips';
import { type Figure, FigureList } from '../page-parts/figure-list';
import { ListEnd } from '../page-parts/list-end';
import { PrintButton } from '../page-parts/print-button';
import { StateMessage } from '../page-parts/state-message';
import { Driver } from './driver';
import { countsAllLaps, driverCharts, statisticOf, trendSentences } from './driver-charts';
import { DriverField } from './driver-field';
import { driverFigures } from './driver-figures';
import { DriverRaces } from './driver-races';
import { DriverSheet } from './driver-sheet';

/** A driver at a track: what changed from day to day, and every session. */
@Component({
  selector: 'ts-driver-page',
  imports: [
    Chart,
    ClassChips,
    DriverField,
    DriverRaces,
    DriverSheet,
    ExportLinks,
    FigureList,
    ListEnd,
    Icon,
    MatButton,
    NgTemplateOutlet,
    PrintButton,
    RouterLink,
    StateMessage,
    StatisticSwitch,
  ],
  providers: [Driver],
  templateUrl: './driver-page.html',
  styleUrl: './driver-page.scss',
})
export default class DriverPage {
  protected readonly page = inject(Driver);
  protected readonly printing = inject(Printing);
  protected readonly lap = formatLapTime;
  protected readonly percent = formatPercent;
  protected readonly clock = clockOf;
  protected readonly count = formatCount;
  protected readonly date = formatDate;
  protected readonly allLaps = countsAllLaps;

  readonly #chosen = inject(ChosenStatistic).told;
  protected readonly statistic = computed(() =>
    statisticOf(this.page.driver()?.days ?? [], this.#chosen()),
  );
  /** May be broken into two lines: a phone has no room for the whole word. */
  protected readonly consistency = computed(() =>
    this.statistic().consistency.replace('onsistency', 'onsis\u00adtency'),
  );
  protected readonly lapsAreHere = computed(() =>
    (this.page.driver()?.days ?? []).some((day) => !countsAllLaps(day)),
  );

  protected readonly figures = computed<readonly Figure[]>(() => {
    const driver = this.page.driver();
    return driver === null ? [] : driverFigures(driver, this.statistic());
  });
  /** The driver as the page of a day names whom it shows. */
  protected readonly label = computed(() =>
    driverLabel({
      driver_name: this.page.who()?.name ?? '',
      transponder: this.page.question()?.transponder ?? null,
    }),
  );
  protected readonly unanswered = computed(() => isUnanswered(this.page.failure()));
  /** A single day has no course. */
  protected readonly charts = computed(() => {
    const driver = this.page.driver();
    const of = [driver?.name, this.page.className()].filter(Boolean).join(', ');
    return driver !== null && driver.days.length > 1
      ? driverCharts({ name: of, days: driver.days }, this.statistic())
      : [];
  });
  protected readonly trend = computed(() => {
    const driver = this.page.driver();
    return driver === null ? [] : trendSentences(driver.days, this.statistic());
  });
  protected readonly notImported = computed(
    () => this.page.driver()?.days.filter(({ event_id }) => event_id === null).length ?? 0,
  );
  /** LiveRC tells an average of such a day, but no median. */
  protected readonly notImportedWords = computed(() =>
    this.statistic().name === 'valid'
      ? 'A day that is not imported counts every lap, invalid ones too, in its best and its average; its consistency is known once it is imported.'
      : 'A day that is not imported counts every lap, invalid ones too; its median and its consistency are known once it is imported.',
  );
  protected readonly exportUrl = computed(() => {
    const [question, className] = [this.page.question(), this.page.className()];
    return (format: ExportFormat) => (question ? driverExportUrl(question, className, format) : '');
  });

  /** As the figures above, the file is of the class looked at. */
  protected readonly exported = computed(() => {
    const className = this.page.className();
    return className === null ? 'this driver' : `this driver in ${className}`;
  });

  constructor() {
    fetchCharts();
    const title = inject(Title);
    effect(() => {
      const driver = this.page.who();
      title.setTitle(`${driver ? `${driver.name} at ${driver.track_name}` : 'Driver'} · Trackside`);
    });
  }

  /** Paper has no "More": what is not here yet is read first. */
  protected async print(): Promise<void> {
    await this.page.all();
    this.printing.print();
  }
}
