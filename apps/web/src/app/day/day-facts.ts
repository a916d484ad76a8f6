import { Component, computed, input } from '@angular/core';
import type { ImportedPracticeDayDetail } from '@trackside/contracts';
import { Icon } from '../icon/icon';
import { formatCount } from '../laps/count';
import { Word } from '../words/word';

/** How much was driven on a day, and how far that is to be trusted. */
@Component({
  selector: 'ts-day-facts',
  imports: [Icon, Word],
  template: `
    <ul class="tabular" aria-label="The day in numbers">
      @for (fact of facts(); track fact.of) {
        <li>
          <b>{{ fact.count }}</b> {{ fact.of }}
        </li>
      }
      @if (times(); as range) {
        <li>{{ range }}</li>
      }
      @if (day().verified === true) {
        <li [class.verified]="unread() === null">
          @if (unread() === null) {
            <ts-icon name="check" />
          }
          <span><ts-word of="verified" text="verified" />{{ unread() && ', ' + unread() }}</span>
        </li>
      } @else if (day().verified === false) {
        <li class="differs"><ts-icon name="alert" />differs from LiveRC’s totals</li>
      }
      @if (day().verified !== true && unread()) {
        <li>{{ unread() }}</li>
      }
      @if (day().listed === false) {
        <li class="differs">
          <ts-icon name="alert" />LiveRC shows this day no more; what was imported stays
        </li>
      }
      @if (day().sessions_of_other_days; as others) {
        <li>{{ others === 1 ? '1 session' : others + ' sessions' }} of other days left out</li>
      }
      @if (unknown(); as words) {
        <li>{{ words }}</li>
      }
    </ul>
  `,
  styles: `
    :host {
      display: block;
    }
    ul {
      display: flex;
      flex-wrap: wrap;
      align-items: center;
      gap: 0 1.125rem;
      margin: 0.125rem 0 0;
      padding: 0;
      color: var(--ts-ink-soft);
      font-size: 0.875rem;
      list-style: none;
    }
    li {
      --icon-size: 0.9375rem;

      display: inline-flex;
      align-items: center;
      gap: 0.25rem;
      min-height: 1.75rem;
    }
    b {
      color: var(--ts-ink);
      font-weight: 600;
    }
    .verified {
      color: var(--ts-accent);
    }
    .differs {
      color: var(--ts-old);
    }
    @media (max-width: 719.98px) {
      ul {
        gap: 0 0.875rem;
        font-size: 0.8125rem;
      }
    }
  `,
})
export class DayFacts {
  readonly day = input.required<ImportedPracticeDayDetail>();
  /** Told apart by transponder; LiveRC’s total of drivers leaves them out. Known with the sessions. */
  readonly unknownDrivers = input(0);

  protected readonly facts = computed(() => {
    const day = this.day();
    return [
      counted(day.session_count, 'session'),
      counted(day.total_laps, 'lap'),
      day.unique_drivers === 0
        ? { count: 'no', of: 'named driver' }
        : counted(day.unique_drivers, 'driver'),
      counted(day.unique_classes, 'class', 'classes'),
    ];
  });
  protected readonly unknown = computed(() => {
    const count = this.unknownDrivers();
    return count === 0 ? null : `${count} unknown ${count === 1 ? 'driver' : 'drivers'} besides`;
  });
  /** `2 not read yet`: what is said of a day is said of what is read of it. */
  protected readonly unread = computed(() => {
    const { pending } = this.day().laps;
    return pending === 0 ? null : `${pending} not read yet`;
  });
  protected readonly times = computed(() => {
    const { time_range_start: start, time_range_end: end } = this.day();
    return start === null ? null : `${start}–${end ?? start}`;
  });
}

function counted(count: number, one: string, several = `${one}s`): { count: string; of: string } {
  return { count: formatCount(count), of: count === 1 ? one : several };
}
