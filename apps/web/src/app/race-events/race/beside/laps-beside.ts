import { Component, computed, inject } from '@angular/core';
import { RouterLink } from '@angular/router';
import { propertyOf } from '../../../charts/chart-colours';
import { MARK_OUTLINES } from '../../../charts/chart-model';
import { comparisonOf } from '../race-stint';
import { RacePageData } from '../race';
import { RaceView } from '../race-view';
import { besideRows, figureRows } from './lap-table';

/** Up to six drivers side by side: the printed figures, and lap by lap. */
@Component({
  selector: 'ts-laps-beside',
  imports: [RouterLink],
  template: `
    <div class="scroll" role="region" tabindex="0" aria-label="Side by side">
      <table class="tabular">
        <thead>
          <tr>
            <td></td>
            @for (head of heads(); track head.name) {
              <th scope="col">
                <svg viewBox="0 0 20 12" aria-hidden="true" [style.color]="head.colour">
                  <path
                    [attr.d]="head.outline"
                    [attr.fill]="head.isFilled ? 'currentColor' : 'none'"
                  />
                </svg>
                <bdi>{{ head.name }}</bdi>
              </th>
            }
          </tr>
        </thead>
        <tbody>
          @for (row of figures(); track row.name) {
            <tr>
              <th scope="row">{{ row.name }}</th>
              @for (value of row.values; track $index) {
                <td>{{ value }}</td>
              }
            </tr>
          }
        </tbody>
        <tbody class="laps">
          @for (row of rows(); track row.number) {
            <tr>
              <th scope="row">Lap {{ row.number }}</th>
              @for (cell of row.cells; track $index) {
                <td [class.quickest]="cell?.isQuickest">
                  @if (cell !== null) {
                    <span class="time">{{ cell.time }}</span>&ngsp;
                    <small class="place">P{{ cell.position }}</small
                    >&ngsp;
                    <small class="note">{{ cell.note }}</small>
                  }
                </td>
              }
            </tr>
          }
        </tbody>
      </table>
    </div>
    <p>
      Figures are as LiveRC prints them. P is the position at the end of the lap; “quickest” is told
      among those who are shown.
      <a routerLink="/compare" [queryParams]="comparison()"
        >Compare them with other races and with practice</a
      >
    </p>
  `,
  styleUrl: './laps-beside.scss',
})
export class LapsBeside {
  readonly #view = inject(RaceView);
  readonly #page = inject(RacePageData);
  protected readonly comparison = computed(() =>
    comparisonOf(
      this.#view
        .shown()
        .map(({ racer }) => ({ raceId: this.#page.race()?.id ?? '', driver: racer.name })),
    ),
  );
  protected readonly figures = computed(() => figureRows(this.#view.shown()));
  protected readonly rows = computed(() => besideRows(this.#view.shown()));
  protected readonly heads = computed(() =>
    this.#view.shown().map(({ racer, look }) => ({
      name: racer.name,
      colour: `var(${propertyOf(look.colour)})`,
      outline: MARK_OUTLINES[look.form].path,
      isFilled: MARK_OUTLINES[look.form].filled,
    })),
  );
}
