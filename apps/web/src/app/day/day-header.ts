import { Component, computed, inject, input, signal } from '@angular/core';
import { MatMenuModule } from '@angular/material/menu';
import type { ImportedPracticeDayDetail } from '@trackside/contracts';
import { type ExportFormat, exportUrlOf } from '../api/practice-api';
import { formatDate } from '../calendar/calendar-date';
import { Icon } from '../icon/icon';
import { Printing } from './printing';

const FORMATS: readonly (readonly [ExportFormat, string])[] = [
  ['csv', 'CSV, for a spreadsheet'],
  ['json', 'JSON'],
  ['ndjson', 'NDJSON, one record a line'],
];

/** Which day this is, how much was driven, and what can be done with it as a whole. */
@Component({
  selector: 'ts-day-header',
  imports: [Icon, MatMenuModule],
  templateUrl: './day-header.html',
  styleUrl: './day-header.scss',
})
export class DayHeader {
  readonly day = input.required<ImportedPracticeDayDetail>();

  protected readonly printing = inject(Printing);
  protected readonly copied = signal(false);
  protected readonly date = computed(() => formatDate(this.day().date));
  protected readonly facts = computed(() => {
    const day = this.day();
    return [
      counted(day.session_count, 'session'),
      counted(day.total_laps, 'lap'),
      counted(day.unique_drivers, 'driver'),
      counted(day.unique_classes, 'class', 'classes'),
    ];
  });
  protected readonly times = computed(() => {
    const { time_range_start: start, time_range_end: end } = this.day();
    return start === null ? null : `${start}–${end ?? start}`;
  });
  protected readonly exports = computed(() =>
    FORMATS.map(([format, name]) => ({ name, url: exportUrlOf(this.day().event_id, format) })),
  );

  protected async share(): Promise<void> {
    await navigator.clipboard.writeText(location.href);
    this.copied.set(true);
    setTimeout(() => this.copied.set(false), 2_000);
  }
}

function counted(count: number, one: string, several = `${one}s`): { count: number; of: string } {
  return { count, of: count === 1 ? one : several };
}
