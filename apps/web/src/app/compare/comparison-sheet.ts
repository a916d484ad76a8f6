import { Component, computed, input } from '@angular/core';
import type { Lap } from '@trackside/contracts';
import { PaperChart } from '../charts/paper-chart';
import { Sheet } from '../page-parts/sheet';
import { type SheetColumn, SheetTable } from '../page-parts/sheet-table';
import { type NamedSession, sideBySide } from './side-by-side';

/** A comparison on paper: figures, both charts, and every lap. */
@Component({
  selector: 'ts-comparison-sheet',
  imports: [PaperChart, Sheet, SheetTable],
  template: `
    <ts-sheet heading="Sessions compared" [about]="about()">
      <ts-sheet-table heading="Figures" [columns]="columns()" [rows]="figures()" />
      @if (view().mixed) {
        <p>“best”, “quickest” and gaps are told within one class at one track.</p>
      }
      @if (view().overlay; as model) {
        <ts-paper-chart [model]="model" />
      }
      @if (view().gaps; as model) {
        <ts-paper-chart [model]="model" />
      }
      @if (lines().length > 0) {
        <ts-sheet-table heading="Lap by lap" [columns]="lapColumns()" [rows]="lines()" />
      }
    </ts-sheet>
  `,
  styles: `
    p {
      margin: 0.375rem 0 0;
    }
  `,
})
export class ComparisonSheet {
  readonly about = input.required<readonly string[]>();
  readonly sessions = input.required<readonly NamedSession[]>();
  /** By session. */
  readonly laps = input.required<ReadonlyMap<string, readonly Lap[]>>();
  readonly gapTo = input.required<string | null>();

  protected readonly view = computed(() => sideBySide(this.sessions(), this.laps(), this.gapTo()));
  protected readonly columns = computed<SheetColumn[]>(() => [
    { name: '', words: true },
    ...this.sessions().map(({ driver, when, className }) => ({
      name: `${driver} ${when}, ${className}`,
      named: true,
    })),
  ]);
  protected readonly figures = computed(() =>
    this.view().figures.map(({ name, values, best }) => [
      name,
      ...values.map((value, index) => (best[index] ? `${value} best` : value)),
    ]),
  );
  protected readonly lapColumns = computed<SheetColumn[]>(() => [
    { name: 'Lap', words: true },
    ...this.sessions().map(({ driver, when }) => ({ name: `${driver} ${when}`, named: true })),
  ]);
  protected readonly lines = computed(() =>
    this.view().lines.map(({ number, cells }) => [
      String(number),
      ...cells.map(({ time, gap }) => `${time} ${gap}`.trim()),
    ]),
  );
}
