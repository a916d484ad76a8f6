import { Component, computed, inject, input, output, signal } from '@angular/core';
import { isOffline } from '../browser/offline';
import { type MonthKey, shortMonth } from '../calendar/month';
import { Icon } from '../icon/icon';
import { Discovery } from './discovery';
import { type MonthState, monthWords, stateOf } from './month-words';
import { unread } from './progress';

/** Half of the widest tip, which must not stick out of the strip. */
const HALF_TIP_PX = 130;

interface MonthCell {
  readonly key: MonthKey;
  readonly label: string;
  /** The year, above the first cell and where it changes. */
  readonly year: string | null;
  readonly state: MonthState;
  readonly days: number;
  readonly words: string;
}

/** One cell a month, newest first: progress, filter, and the place where a failure shows. */
@Component({
  selector: 'ts-month-strip',
  imports: [Icon],
  template: `
    @if (tip(); as tip) {
      <span class="tip" aria-hidden="true" [style.left.px]="tip.left">{{ tip.words }}</span>
    }
    <ol
      role="list"
      aria-label="Months, newest first"
      (pointerover)="point($event)"
      (pointerdown)="point($event)"
      (focusin)="point($event)"
      (pointerout)="pointed.set(null)"
      (pointerup)="pointed.set(null)"
      (pointercancel)="pointed.set(null)"
      (focusout)="pointed.set(null)"
    >
      @for (cell of cells(); track cell.key) {
        <li>
          <button
            type="button"
            [attr.data-month]="cell.key"
            [class]="cell.state"
            [attr.aria-pressed]="cell.key === selected()"
            (click)="toggled.emit(cell.key)"
          >
            <span class="visually-hidden">{{ cell.words }}</span>
            <span class="label" aria-hidden="true">
              {{ cell.label }}
              @if (cell.year) {
                <span class="year">{{ cell.year }}</span>
              }
            </span>
            <span class="box tabular" aria-hidden="true">
              @switch (cell.state) {
                @case ('failed') {
                  <ts-icon name="alert" />
                }
                @case ('empty') {
                  –
                }
                @default {
                  {{ cell.days > 0 ? cell.days : '' }}
                }
              }
              @if (cell.state === 'partial' || cell.state === 'old') {
                <ts-icon class="mark" [name]="cell.state === 'old' ? 'clock' : 'alert'" />
              }
            </span>
          </button>
        </li>
      }
    </ol>
  `,
  styleUrl: './month-strip.scss',
})
export class MonthStrip {
  readonly #discovery = inject(Discovery);

  /** Newest first. */
  readonly months = input.required<readonly MonthKey[]>();
  /** Practice days at hand by month. */
  readonly days = input.required<ReadonlyMap<MonthKey, number>>();
  readonly selected = input<MonthKey | null>(null);
  /** Months whose days are all imported. */
  readonly covered = input<ReadonlySet<MonthKey>>(new Set());
  readonly toggled = output<MonthKey>();

  protected readonly cells = computed<MonthCell[]>(() => {
    const progress = this.#discovery.progress().months;
    const current = this.#discovery.current();
    // Without a network nothing is on its way.
    const active = this.#discovery.active() && !isOffline();
    const now = Date.now();
    return this.months().map((key, index, keys) => {
      const month = progress.get(key) ?? unread(key);
      const days = this.days().get(key) ?? 0;
      const covered = this.covered().has(key);
      const state = stateOf(month, days, { active, current: current.has(key), covered });
      const newYear = index === 0 || keys[index - 1]?.slice(0, 4) !== key.slice(0, 4);
      return {
        key,
        label: shortMonth(key),
        year: newYear ? key.slice(0, 4) : null,
        state,
        days,
        words: monthWords(month, state, days, now),
      };
    });
  });

  /** What hovering, pressing or focusing a cell shows above it; one for all, for the cells are many. */
  protected readonly tip = computed(() => {
    const [at, cells] = [this.pointed(), this.cells()];
    const words = cells.find(({ key }) => key === at?.key)?.words;
    return at && words !== undefined ? { words, left: at.left } : null;
  });
  protected readonly pointed = signal<{ key: MonthKey; left: number } | null>(null);

  protected point(event: Event): void {
    const button = (event.target as Element).closest('button');
    const cell = this.cells().find(({ key }) => key === button?.dataset['month']);
    const strip = button?.closest('ol');
    if (button && strip && cell) {
      const middle = button.offsetLeft - strip.scrollLeft + button.offsetWidth / 2;
      const edge = Math.min(HALF_TIP_PX, strip.clientWidth / 2);
      const left = Math.min(Math.max(middle, edge), strip.clientWidth - edge);
      this.pointed.set({ key: cell.key, left });
    }
  }
}
