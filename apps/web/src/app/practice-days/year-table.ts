import { Component, computed, input, signal } from '@angular/core';
import { formatDate } from '../calendar/calendar-date';
import { formatCount } from '../laps/count';
import type { DayRow } from '../rows/row';
import { yearTotals } from './year-totals';
import type { MonthBlock } from './year-map';

/** The heat map as a table, for those who can't see it or want to read it. */
@Component({
  selector: 'ts-year-table',
  template: `
    <details #details (toggle)="open.set(details.open)">
      <summary>Show as table</summary>
      @if (open()) {
        <table class="tabular">
          <caption>
            Practice days of
            {{
              year()
            }}
          </caption>
          <thead>
            <tr>
              <th scope="col">Day</th>
              <th scope="col" class="number">Sessions</th>
              <th scope="col" class="number">Laps</th>
              <th scope="col" class="number roomy">Drivers</th>
              <th scope="col" class="number roomy">Classes</th>
              <th scope="col">Imported</th>
            </tr>
          </thead>
          <tbody>
            @for (row of days(); track row.key) {
              <tr>
                <th scope="row">{{ words(row.date) }}</th>
                <td class="number">{{ whole(row.sessions) }}</td>
                <td class="number">{{ whole(row.totals?.total_laps) }}</td>
                <td class="number roomy">{{ whole(row.totals?.unique_drivers) }}</td>
                <td class="number roomy">{{ whole(row.totals?.unique_classes) }}</td>
                <td>{{ row.eventId === null ? 'no' : 'yes' }}</td>
              </tr>
            }
          </tbody>
          <tfoot>
            <tr>
              <th scope="row">In all</th>
              <td class="number">{{ grouped(totals().sessions) }}</td>
              <td class="number">{{ grouped(totals().laps) }}</td>
              <td class="number roomy"></td>
              <td class="number roomy"></td>
              <td></td>
            </tr>
          </tfoot>
        </table>
        @for (block of others(); track block.key) {
          <p>{{ block.words }}</p>
        }
      }
    </details>
  `,
  styles: `
    :host {
      display: block;
      font-size: 0.875rem;
    }
    summary {
      width: max-content;
      padding: 0.75rem 0;
      color: var(--ts-accent);
      font-weight: 600;
      cursor: pointer;
    }
    table {
      width: 100%;
      border-collapse: collapse;
    }
    caption {
      padding-bottom: 0.25rem;
      color: var(--ts-ink-soft);
      text-align: left;
    }
    th,
    td {
      padding: 0.375rem 0.75rem 0.375rem 0;
      border-bottom: 1px solid var(--ts-line);
      text-align: left;
      white-space: nowrap;
    }
    thead th {
      color: var(--ts-ink-soft);
      font-weight: 500;
    }
    tbody th {
      font-weight: 500;
    }
    tfoot th,
    tfoot td {
      font-weight: 600;
    }
    .number {
      text-align: right;
    }
    @media (max-width: 719.98px) {
      .roomy {
        display: none;
      }
      th,
      td {
        padding-right: 0.5rem;
      }
    }
    th:last-child,
    td:last-child {
      padding-right: 0;
    }
    p {
      margin: 0.375rem 0 0;
      color: var(--ts-ink-soft);
    }
  `,
})
export class YearTable {
  readonly year = input.required<number | null>();
  /** Newest first. */
  readonly days = input.required<readonly DayRow[]>();
  readonly blocks = input.required<readonly MonthBlock[]>();

  /** Hundreds of cells that few ask for are not made before. */
  protected readonly open = signal(false);
  /** Months of which the rows above do not tell all. */
  protected readonly others = computed(() =>
    this.blocks().filter(({ look }) => look !== 'known' && look !== 'future'),
  );

  protected readonly totals = computed(() => yearTotals(this.days(), this.blocks()));

  protected readonly grouped = formatCount;

  protected whole(count: number | null | undefined): string {
    return typeof count === 'number' ? formatCount(count) : '?';
  }

  protected words(date: string): string {
    return formatDate(date);
  }
}
