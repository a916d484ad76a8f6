import { Component, computed, input } from '@angular/core';
import { formatDate } from '../calendar/calendar-date';
import { formatCount } from '../laps/count';
import { type Figure, FigureList } from '../page-parts/figure-list';
import { Sheet } from '../page-parts/sheet';
import { type SheetColumn, SheetTable } from '../page-parts/sheet-table';
import type { DayRow } from '../rows/row';
import { LEVELS, type MonthBlock } from './year-map';
import { yearTotals } from './year-totals';

const COLUMNS: readonly SheetColumn[] = [
  { name: 'Day', words: true },
  { name: 'Time', words: true },
  ...['Sessions', 'Laps', 'Drivers', 'Classes', 'Imported'].map((name) => ({ name })),
];

/** A year of practice on paper: its figures, its map, and every day. */
@Component({
  selector: 'ts-year-sheet',
  imports: [FigureList, Sheet, SheetTable],
  template: `
    <ts-sheet [heading]="'Practice days of ' + year()" [about]="about()">
      <ts-figure-list class="in-columns" [figures]="figures()" />
      <figure role="img" [attr.aria-label]="mapWords()">
        <figcaption>Sessions a day</figcaption>
        <div class="months tabular">
          @for (block of blocks(); track block.key) {
            <div class="month">
              <div class="name">
                <b>{{ block.label }}</b>
                <span>{{ wordsOf(block) }}</span>
              </div>
              <div class="weeks">
                @for (weekday of weekdays; track $index) {
                  <span class="weekday">{{ weekday }}</span>
                }
                @for (cell of block.weeks.flat(); track $index) {
                  <span
                    [class]="cell ? 'cell level-' + cell.level : ''"
                    [class.imported]="cell?.imported"
                    [attr.data-look]="cell?.look"
                    >{{ cell?.sessions ?? '' }}</span
                  >
                }
              </div>
            </div>
          }
        </div>
        <ul class="legend">
          <li><span class="cell" data-look="none"></span>no practice</li>
          <li><span class="cell" data-look="unknown"></span>not read yet</li>
          @for (level of levels; track level.index) {
            <li><span [class]="'cell level-' + level.index"></span>{{ level.words }} sessions</li>
          }
          <li><span class="cell level-2 imported"></span>imported</li>
        </ul>
      </figure>
      <ts-sheet-table heading="Day by day" [columns]="columns" [rows]="rows()" [sums]="sums()" />
    </ts-sheet>
  `,
  styleUrl: './year-sheet.scss',
})
export class YearSheet {
  readonly track = input.required<string>();
  readonly year = input.required<number>();
  /** Newest first. */
  readonly days = input.required<readonly DayRow[]>();
  readonly blocks = input.required<readonly MonthBlock[]>();
  readonly figures = input.required<readonly Figure[]>();
  readonly classes = input.required<readonly string[]>();

  protected readonly columns = COLUMNS;
  protected readonly weekdays = ['M', 'T', 'W', 'T', 'F', 'S', 'S'];
  protected readonly levels = LEVELS.map((least, index) => {
    const next = LEVELS[index + 1];
    return { index: index + 1, words: next === undefined ? `${least}+` : `${least}–${next - 1}` };
  });
  protected readonly about = computed(() => {
    const classes = this.classes();
    return [this.track(), ...(classes.length > 0 ? [`Classes: ${classes.join(', ')}`] : [])];
  });
  protected readonly mapWords = computed(() => `Sessions of each day of ${this.year()}, by month.`);
  protected readonly rows = computed(() =>
    this.days().map(({ date, sessions, totals, eventId }) => [
      formatDate(date),
      timesOf(totals),
      ...[sessions, totals?.total_laps, totals?.unique_drivers, totals?.unique_classes].map(whole),
      eventId === null ? 'no' : 'yes',
    ]),
  );
  protected readonly sums = computed(() => {
    const { sessions, laps } = yearTotals(this.days(), this.blocks());
    return ['In all', '', formatCount(sessions), formatCount(laps), '', '', ''];
  });

  protected wordsOf({ look, days }: MonthBlock): string {
    const words: Record<MonthBlock['look'], string> = {
      known: days === 1 ? '1 day' : `${days} days`,
      partly: days === 0 ? 'not all read' : `${days}, not all read`,
      unread: 'not read',
      none: 'none',
      future: '',
    };
    return words[look];
  }
}

function timesOf(totals: DayRow['totals']): string {
  const { time_range_start: start, time_range_end: end } = totals ?? {};
  return start && end ? `${start}–${end}` : '';
}

function whole(count: number | null | undefined): string {
  return typeof count === 'number' ? formatCount(count) : '?';
}
