import { Component, computed, input, output } from '@angular/core';
import type { MonthBlock } from './year-map';

/** A month as a calendar whose days a thumb can hit; each with practice leads to its card. */
@Component({
  selector: 'ts-month-calendar',
  template: `
    <div class="grid tabular" role="group" [attr.aria-label]="block().words">
      @for (weekday of weekdays; track weekday) {
        <span class="weekday" aria-hidden="true">{{ weekday }}</span>
      }
      @for (cell of cells(); track $index) {
        @if (cell?.words) {
          <button
            type="button"
            [class]="'cell level-' + cell.level"
            [class.imported]="cell.imported"
            (click)="picked.emit(cell.date)"
          >
            <span class="date" aria-hidden="true">{{ dayOf(cell.date) }}</span>
            <span aria-hidden="true">{{ cell.sessions ?? '' }}</span>
            <span class="visually-hidden">{{ cell.words }}</span>
          </button>
        } @else {
          <span [class.cell]="cell" [attr.data-look]="cell?.look" aria-hidden="true">
            <span class="date">{{ dayOf(cell?.date) }}</span>
          </span>
        }
      }
    </div>
  `,
  styleUrl: './month-calendar.scss',
})
export class MonthCalendar {
  readonly block = input.required<MonthBlock>();
  /** The date of a day with practice. */
  readonly picked = output<string>();

  protected readonly weekdays = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'];
  protected readonly cells = computed(() => this.block().weeks.flat());

  protected dayOf(date: string | undefined): string {
    return date === undefined ? '' : String(Number(date.slice(8)));
  }
}
