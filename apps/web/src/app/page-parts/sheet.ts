import { Component, input } from '@angular/core';

/**
 * A page on paper: what it is, of which track, day and driver, and what a reader keeps of it. It is
 * there only while one prints, at the top of its page, whose other parts then are not printed.
 */
@Component({
  selector: 'ts-sheet',
  template: `
    <header>
      <h1>{{ heading() }}</h1>
      @for (line of about(); track $index) {
        <p class="tabular">{{ line }}</p>
      }
    </header>
    <ng-content />
  `,
  styles: `
    :host {
      display: none;
      font-size: 9.5pt;
      line-height: 1.35;
      overflow-wrap: anywhere;
    }
    header {
      margin-bottom: 0.75rem;
      padding-bottom: 0.5rem;
      border-bottom: 1px solid var(--ts-line-strong);
      break-after: avoid;
    }
    h1 {
      margin: 0;
      font-size: 15pt;
      font-weight: 700;
      line-height: 1.25;
    }
    p {
      margin: 0.125rem 0 0;
      color: var(--ts-ink-soft);
    }
    @media print {
      :host {
        display: block;
      }
    }
  `,
})
export class Sheet {
  readonly heading = input.required<string>();
  /** Track, day, driver and class: a line each. */
  readonly about = input.required<readonly string[]>();
}
