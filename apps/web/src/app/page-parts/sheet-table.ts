import { Component, input } from '@angular/core';

/** A column of a table on paper. */
export interface SheetColumn {
  readonly name: string;
  /** Words stand at the left, numbers at the right. */
  readonly words?: boolean;
  /** Its head is a name from elsewhere, which may be one long word. */
  readonly named?: boolean;
}

/** A table as it is printed: whole, its head on every page, no row parted by the end of one. */
@Component({
  selector: 'ts-sheet-table',
  template: `
    <table class="tabular">
      <caption>
        {{
          heading()
        }}
      </caption>
      <thead>
        <tr>
          @for (column of columns(); track $index) {
            <th scope="col" [class.words]="column.words" [class.named]="column.named">
              {{ column.name }}
            </th>
          }
        </tr>
      </thead>
      <tbody>
        @for (row of rows(); track $index) {
          <tr>
            @for (cell of row; track $index) {
              <td [class.words]="columns()[$index]?.words">{{ cell }}</td>
            }
          </tr>
        }
      </tbody>
      @if (sums().length > 0) {
        <tfoot>
          <tr>
            @for (cell of sums(); track $index) {
              <td [class.words]="columns()[$index]?.words">{{ cell }}</td>
            }
          </tr>
        </tfoot>
      }
    </table>
  `,
  styles: `
    :host {
      display: block;
    }
    table {
      width: 100%;
      margin-top: 1rem;
      border-collapse: collapse;
      font-size: 8.5pt;
    }
    caption {
      padding-bottom: 0.25rem;
      font-size: 11pt;
      font-weight: 600;
      text-align: left;
      break-after: avoid;
    }
    thead {
      display: table-header-group;
    }
    /* Sums stand once, at the end, and not at the foot of every page. */
    tfoot {
      display: table-row-group;
      font-weight: 600;
    }
    tr {
      break-inside: avoid;
    }
    /* A head is of no use without its rows. */
    tbody tr:nth-child(-n + 2) {
      break-before: avoid;
    }
    th,
    td {
      padding: 0.15rem 0 0.15rem 0.5rem;
      border-bottom: 1px solid var(--ts-line);
      text-align: right;
      vertical-align: top;
    }
    td {
      white-space: nowrap;
    }
    th {
      vertical-align: bottom;
      font-weight: 600;
      overflow-wrap: normal;
    }
    .words {
      min-width: 4.75rem;
      padding: 0.15rem 0.5rem 0.15rem 0;
      text-align: left;
      white-space: normal;
    }
    .named {
      overflow-wrap: anywhere;
    }
  `,
})
export class SheetTable {
  readonly heading = input.required<string>();
  readonly columns = input.required<readonly SheetColumn[]>();
  /** Cells in the order of the columns. */
  readonly rows = input.required<readonly (readonly string[])[]>();
  /** The last row; empty for none. */
  readonly sums = input<readonly string[]>([]);
}
