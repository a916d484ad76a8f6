import { Component, computed, inject, input } from '@angular/core';
import { formatDate } from '../calendar/calendar-date';
import type { ChartModel } from '../charts/chart-model';
import { PaperChart } from '../charts/paper-chart';
import { clockOf } from '../laps/clock';
import { formatCount } from '../laps/count';
import { NOTHING, formatLapTime, formatPercent } from '../laps/lap-time';
import type { Statistic } from '../laps/statistic';
import { type Figure, FigureList } from '../page-parts/figure-list';
import { Sheet } from '../page-parts/sheet';
import { type SheetColumn, SheetTable } from '../page-parts/sheet-table';
import { Driver } from './driver';
import { countsAllLaps } from './driver-charts';

/** A driver at a track, in one class, on paper. */
@Component({
  selector: 'ts-driver-sheet',
  imports: [FigureList, PaperChart, Sheet, SheetTable],
  template: `
    <ts-sheet [heading]="heading()" [about]="about()">
      @if (sessions().length > 0) {
        <ts-figure-list class="in-columns" [figures]="figures()" />
        @if (trend().length > 0) {
          <p class="tabular">{{ trend().join(' ') }}</p>
        }
        @for (chart of charts(); track chart.title) {
          <ts-paper-chart [model]="chart" />
        }
        <ts-sheet-table heading="Day by day" [columns]="dayColumns()" [rows]="days()" />
      }
      @if (races().length > 0) {
        <ts-sheet-table heading="Races" [columns]="raceColumns" [rows]="races()" />
      }
      @if (sessions().length > 0) {
        <ts-sheet-table
          [heading]="sessionsHeading()"
          [columns]="sessionColumns()"
          [rows]="sessions()"
        />
      }
    </ts-sheet>
  `,
  styles: `
    p {
      margin: 0.375rem 0 0;
    }
  `,
})
export class DriverSheet {
  readonly #page = inject(Driver);
  readonly figures = input.required<readonly Figure[]>();
  readonly charts = input.required<readonly ChartModel[]>();
  readonly trend = input.required<readonly string[]>();
  readonly statistic = input.required<Statistic>();

  protected readonly heading = computed(() => this.#page.who()?.name ?? '');
  protected readonly about = computed(() => {
    const driver = this.#page.driver();
    const className = this.#page.className() ?? this.#page.classes().join(', ');
    const [last, first] = [driver?.days[0]?.date, driver?.days.at(-1)?.date];
    const when = first && last ? `${formatDate(first)} to ${formatDate(last)}` : '';
    const transponders = (driver?.transponders ?? []).map(({ transponder }) => transponder);
    return [
      driver?.track_name ?? '',
      [className, when].filter(Boolean).join(', '),
      transponders.length > 0 ? `Transponder ${transponders.join(', ')}` : '',
    ].filter(Boolean);
  });

  protected readonly dayColumns = computed<SheetColumn[]>(() => [
    { name: 'Day', words: true },
    ...this.#figureColumns(),
    { name: 'Sessions' },
    { name: 'Laps' },
  ]);
  protected readonly days = computed(() =>
    (this.#page.driver()?.days ?? []).map((day) => {
      const { seconds, consistency } = this.statistic().told(day);
      const best = formatLapTime(day.fastest_lap_seconds);
      return [
        day.event_id === null ? `${formatDate(day.date)}, not imported` : formatDate(day.date),
        countsAllLaps(day) && day.fastest_lap_seconds !== null ? `${best} all laps` : best,
        formatLapTime(seconds),
        formatPercent(consistency),
        formatCount(day.session_count),
        formatCount(day.lap_count),
      ];
    }),
  );

  protected readonly raceColumns: readonly SheetColumn[] = [
    ...['Date', 'Event', 'Race'].map((name) => ({ name, words: true })),
    ...['Position', 'Laps', 'Best', 'Average', 'LiveRC consistency'].map((name) => ({ name })),
  ];
  protected readonly races = computed(() =>
    (this.#page.who()?.races ?? []).map((race) => [
      race.date === null ? NOTHING : formatDate(race.date),
      race.event_name,
      race.label,
      String(race.position ?? NOTHING),
      String(race.lap_count ?? NOTHING),
      formatLapTime(race.fastest_lap_seconds),
      formatLapTime(race.average_lap_seconds),
      formatPercent(race.consistency_percent),
    ]),
  );

  protected readonly sessionsHeading = computed(() => {
    const [shown, all] = [this.#page.sessions().length, this.#page.driver()?.session_count ?? 0];
    return shown < all
      ? `Sessions, the newest ${formatCount(shown)} of ${formatCount(all)}`
      : 'Sessions';
  });
  protected readonly sessionColumns = computed<SheetColumn[]>(() => [
    ...['Started', 'Class', 'Transponder'].map((name) => ({ name, words: true })),
    { name: 'Laps' },
    ...this.#figureColumns(),
  ]);
  protected readonly sessions = computed(() =>
    this.#page.sessions().map((session) => {
      const { seconds, consistency } = this.statistic().told(session);
      return [
        `${formatDate(session.date)} ${clockOf(session.started_at)}`,
        session.class_name ?? '–',
        session.transponder ?? '–',
        String(session.lap_count ?? '–'),
        formatLapTime(session.fastest_lap_seconds),
        formatLapTime(seconds),
        formatPercent(consistency),
      ];
    }),
  );

  readonly #figureColumns = computed(() =>
    ['Best', this.statistic().pace, this.statistic().consistency].map((name) => ({ name })),
  );
}
