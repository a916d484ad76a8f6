import { Component, computed, input, output } from '@angular/core';
import { type MonthKey, formatMonth } from '../calendar/month';
import { Icon } from '../icon/icon';
import type { Row, Sort } from './row';
import { type RowFilter, type Shown, countShown } from './row-filter';

interface Choice {
  readonly value: Shown;
  readonly label: string;
  readonly count: number;
}

const LABELS: readonly (readonly [Shown, string])[] = [
  ['all', 'All'],
  ['events', 'Events'],
  ['practice', 'Practice'],
  ['imported', 'Imported'],
];

/** Narrows what is here already; asks nobody anything. */
@Component({
  selector: 'ts-row-filters',
  imports: [Icon],
  template: `
    <div class="kinds" role="group" aria-label="Show">
      @for (choice of choices(); track choice.value) {
        <button
          type="button"
          [attr.aria-pressed]="filter().shown === choice.value"
          (click)="changed.emit({ shown: choice.value })"
        >
          {{ choice.label }} <span class="count tabular">{{ choice.count }}</span>
        </button>
      }
    </div>
    @if (filter().month; as month) {
      <button type="button" class="month" (click)="changed.emit({ month: null })">
        {{ nameOf(month) }}<ts-icon name="close" />
        <span class="visually-hidden">: show all months</span>
      </button>
    }
    <label class="text">
      <ts-icon name="search" />
      <span class="visually-hidden">Filter by name or date</span>
      <input
        #field
        type="search"
        placeholder="Name or date"
        [value]="filter().text"
        (input)="changed.emit({ text: field.value })"
      />
    </label>
    <label class="sort">
      <span class="word">Sort</span>
      <select #sort aria-label="Sort" [value]="filter().sort" (change)="setSort(sort.value)">
        <option value="newest">newest first</option>
        <option value="sessions">most sessions</option>
      </select>
    </label>
  `,
  styleUrl: './row-filters.scss',
})
export class RowFilters {
  /** All rows at hand, unfiltered. */
  readonly rows = input.required<readonly Row[]>();
  readonly filter = input.required<RowFilter>();
  readonly changed = output<Partial<RowFilter>>();

  protected readonly choices = computed<Choice[]>(() =>
    LABELS.map(([value, label]) => ({
      value,
      label,
      count: countShown(this.rows(), { ...this.filter(), shown: value }),
    })),
  );

  protected nameOf(month: MonthKey): string {
    return formatMonth(month);
  }

  protected setSort(value: string): void {
    const sort: Sort = value === 'sessions' ? 'sessions' : 'newest';
    this.changed.emit({ sort });
  }
}
