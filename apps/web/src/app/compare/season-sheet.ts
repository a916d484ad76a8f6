import { Component, computed, input } from '@angular/core';
import { formatDate } from '../calendar/calendar-date';
import { PaperChart } from '../charts/paper-chart';
import type { ChartModel } from '../charts/chart-model';
import { formatGap, formatLapTime, formatPercent } from '../laps/lap-time';
import { Sheet } from '../page-parts/sheet';
import { type SheetColumn, SheetTable } from '../page-parts/sheet-table';
import type { SharedDay } from './season';

/** Two drivers over a season, on paper. */
@Component({
  selector: 'ts-season-sheet',
  imports: [PaperChart, Sheet, SheetTable],
  template: `
    <ts-sheet [heading]="names().join(' and ')" [about]="about()">
      @if (sentence(); as words) {
        <p>{{ words }}</p>
      }
      @if (chart(); as model) {
        <ts-paper-chart [model]="model" />
      }
      <ts-sheet-table heading="Day by day" [columns]="columns()" [rows]="rows()" />
    </ts-sheet>
  `,
  styles: `
    p {
      margin: 0;
      font-weight: 600;
    }
  `,
})
export class SeasonSheet {
  readonly about = input.required<readonly string[]>();
  readonly names = input.required<readonly [string, string]>();
  /** Newest first. */
  readonly days = input.required<readonly SharedDay[]>();
  readonly sentence = input.required<string | null>();
  readonly chart = input.required<ChartModel | null>();

  protected readonly columns = computed<SheetColumn[]>(() => [
    { name: 'Day', words: true },
    ...this.names().flatMap((name) => [
      { name: `${name}: best`, named: true },
      { name: 'Consistency' },
    ]),
    { name: 'Gap of the second' },
  ]);
  protected readonly rows = computed(() =>
    this.days().map(({ date, days, gapSeconds }) => [
      formatDate(date),
      ...days.flatMap((day) => [
        formatLapTime(day.fastest_lap_seconds),
        day.event_id === null ? 'not imported' : formatPercent(day.pace_consistency_percent),
      ]),
      formatGap(gapSeconds),
    ]),
  );
}
