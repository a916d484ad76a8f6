import { Component, computed, inject } from '@angular/core';
import { PaperChart } from '../../charts/paper-chart';
import { formatCount } from '../../laps/count';
import { AVERAGE_OF_5 } from '../../laps/figure-names';
import { formatLapTime, formatPercent } from '../../laps/lap-time';
import { Sheet } from '../../page-parts/sheet';
import { type SheetColumn, SheetTable } from '../../page-parts/sheet-table';
import { ClassBoard } from '../class/class-board';
import { DayStudy } from '../day-study';
import type { Standing } from '../standings';
import { aboutDay, headingOf } from './about-day';

const COLUMNS: readonly SheetColumn[] = [
  { name: '', words: true },
  { name: 'Driver', words: true },
  ...['Best lap', 'Best 3 in a row', AVERAGE_OF_5, 'LiveRC consistency'].map((name) => ({ name })),
  ...['Gap', 'Valid laps', 'Sessions'].map((name) => ({ name })),
];

/** The leaderboard of a class on paper, with every figure that it can be ranked by. */
@Component({
  selector: 'ts-class-sheet',
  imports: [PaperChart, Sheet, SheetTable],
  template: `
    <ts-sheet [heading]="heading()" [about]="about()">
      @if (board.chart(); as model) {
        <ts-paper-chart [model]="model" [height]="board.chartHeight()" />
      }
      <ts-sheet-table [heading]="'By ' + board.column()" [columns]="columns" [rows]="rows()" />
      @if (unplaced().length > 0) {
        <ts-sheet-table heading="Without a place" [columns]="unplacedColumns" [rows]="unplaced()" />
      }
    </ts-sheet>
  `,
  providers: [ClassBoard],
})
export class ClassSheet {
  readonly #study = inject(DayStudy);
  protected readonly board = inject(ClassBoard);

  protected readonly columns = COLUMNS;
  protected readonly unplacedColumns: readonly SheetColumn[] = [
    { name: 'Driver', words: true },
    { name: 'Why', words: true },
    ...['Valid laps', 'Sessions'].map((name) => ({ name })),
  ];
  protected readonly heading = computed(() => `Leaderboard of ${this.#study.className()}`);
  protected readonly about = computed(() => {
    const day = this.#study.day();
    return [headingOf(day), ...aboutDay(day)];
  });
  protected readonly rows = computed(() =>
    this.board
      .board()
      .places.map(({ rank, standing, gap }) => [
        String(rank),
        this.board.nameOf(standing),
        formatLapTime(standing.best),
        formatLapTime(standing.consecutive),
        formatLapTime(standing.top5),
        formatPercent(standing.consistency),
        rank === 1 ? '' : this.board.gapWords(gap),
        ...counts(standing),
      ]),
  );
  protected readonly unplaced = computed(() =>
    this.board
      .board()
      .unplaced.map(({ standing, reason }) => [
        this.board.nameOf(standing),
        reason,
        ...counts(standing),
      ]),
  );
}

function counts({ validLaps, sessionCount }: Standing): string[] {
  return [formatCount(validLaps), formatCount(sessionCount)];
}
