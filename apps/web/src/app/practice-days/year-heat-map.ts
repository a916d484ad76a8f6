import { Component, inject, input, output } from '@angular/core';
import { IS_NARROW } from '../browser/narrow';
import type { MonthKey } from '../calendar/month';
import { Icon } from '../icon/icon';
import { LEVELS, type MonthBlock } from './year-map';

/** A year at a glance: a block a month, a cell a day. The months are buttons; a table tells the rest. */
@Component({
  selector: 'ts-year-heat-map',
  imports: [Icon],
  template: `
    <ol
      role="list"
      class="months"
      aria-label="Months"
      (keydown.arrowRight)="step($event, 1)"
      (keydown.arrowLeft)="step($event, -1)"
    >
      @for (block of blocks(); track block.key) {
        <li [class]="'month ' + block.look" [class.selected]="block.key === selected()">
          <button
            type="button"
            class="name"
            [attr.aria-current]="block.key === selected() || null"
            [disabled]="block.look === 'future'"
            (click)="picked.emit(block.key)"
          >
            <span aria-hidden="true">{{ block.label }}</span>
            <span class="visually-hidden">{{ block.words }}</span>
            <span class="state tabular" aria-hidden="true">
              @switch (block.look) {
                @case ('unread') {
                  @if (block.hasPractice) {
                    <span class="dot"></span><span class="roomy">practice</span>
                  } @else {
                    <span class="roomy">not read</span>
                  }
                  <ts-icon name="refresh" />
                }
                @case ('partly') {
                  {{ block.days || '' }}<ts-icon name="refresh" />
                }
                @case ('none') {
                  –
                }
                @case ('known') {
                  {{ block.days }}<span class="roomy">{{ block.days === 1 ? 'day' : 'days' }}</span>
                }
              }
            </span>
          </button>
          <div class="weeks tabular">
            @if (narrow()) {
              @for (cell of block.weeks.flat(); track $index) {
                <span
                  [class]="
                    cell ? 'cell level-' + cell.level + (cell.imported ? ' imported' : '') : ''
                  "
                  [attr.data-look]="cell?.look"
                ></span>
              }
            } @else {
              @for (weekday of weekdays; track $index) {
                <span class="weekday" aria-hidden="true">{{ weekday }}</span>
              }
              @for (week of block.weeks; track $index) {
                @for (cell of week; track $index) {
                  @if (cell?.words; as words) {
                    <button
                      type="button"
                      tabindex="-1"
                      data-look="practice"
                      [class]="'cell level-' + cell?.level"
                      [class.imported]="cell?.imported"
                      [attr.data-date]="cell?.date"
                      [attr.aria-label]="words"
                      [title]="words"
                      (click)="picked.emit(block.key)"
                    >
                      {{ cell?.sessions ?? '' }}
                    </button>
                  } @else {
                    <span
                      [class.cell]="cell"
                      [attr.data-date]="cell?.date"
                      [attr.data-look]="cell?.look"
                    ></span>
                  }
                }
              }
            }
          </div>
        </li>
      }
    </ol>
    <ul role="list" class="legend" aria-label="Legend">
      <li><span class="cell" data-look="none"></span>no practice</li>
      <li><span class="cell" data-look="unknown"></span>not read yet: tap the month to read it</li>
      <li><span class="dot"></span>has practice, not read yet</li>
      @for (level of levels; track level.index) {
        <li class="level"><span [class]="'cell level-' + level.index"></span>{{ level.words }}</li>
      }
      <li>sessions</li>
      <li><span class="cell level-2 imported"></span>imported</li>
    </ul>
  `,
  styleUrl: './year-heat-map.scss',
})
export class YearHeatMap {
  /** There the days are too small to be buttons: the month is one, and has a calendar of its own. */
  protected readonly narrow = inject(IS_NARROW);

  readonly blocks = input.required<readonly MonthBlock[]>();
  readonly selected = input.required<MonthKey | null>();
  readonly picked = output<MonthKey>();

  protected readonly weekdays = ['M', 'T', 'W', 'T', 'F', 'S', 'S'];

  /** Tab goes from month to month, the arrows also through the days between them. */
  protected step(event: Event, by: 1 | -1): void {
    const list = event.currentTarget as HTMLElement;
    const buttons = [...list.querySelectorAll<HTMLElement>('button:enabled')];
    const at = buttons.indexOf(event.target as HTMLElement);
    event.preventDefault();
    buttons[at + by]?.focus();
  }

  protected readonly levels = LEVELS.map((least, index) => {
    const next = LEVELS[index + 1];
    return { index: index + 1, words: next === undefined ? `${least}+` : `${least}–${next - 1}` };
  });
}
