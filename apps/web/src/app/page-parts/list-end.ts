import { Component, input, output } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { Icon } from '../icon/icon';

/** What stands below a list that comes page by page: the next page, and the whole of it on paper. */
@Component({
  selector: 'ts-list-end',
  imports: [Icon, MatButton],
  template: `
    @if (hasMore()) {
      <button
        matButton="outlined"
        type="button"
        [attr.aria-disabled]="loading() || null"
        (click)="moreAsked.emit()"
      >
        {{ loading() ? 'Reading…' : 'More' }}
      </button>
    }
    <button
      matButton
      type="button"
      [attr.aria-disabled]="loading() || null"
      (click)="printAsked.emit()"
    >
      <ts-icon name="print" />Print
    </button>
  `,
  styles: `
    :host {
      display: flex;
      flex-wrap: wrap;
      gap: 0.5rem 1rem;
    }
    ts-icon {
      margin-right: 0.5rem;
      vertical-align: middle;
    }
  `,
})
export class ListEnd {
  readonly hasMore = input.required<boolean>();
  readonly loading = input.required<boolean>();
  readonly moreAsked = output();
  readonly printAsked = output();
}
