import { Component, input } from '@angular/core';
import type { TermId } from '../words/terms';
import { Word } from '../words/word';

/** A figure with its name and what puts it into proportion. */
export interface Figure {
  readonly name: string;
  readonly value: string;
  /** An empty one keeps its room: there may be one later. Without one no room is kept. */
  readonly note?: string;
  /** The word that its name needs. */
  readonly term?: TermId;
}

/** Figures side by side, readable at arm's length. With the class `in-columns` all are as wide. */
@Component({
  selector: 'ts-figure-list',
  imports: [Word],
  template: `
    <dl class="tabular">
      @for (figure of figures(); track figure.name) {
        <div>
          <dt>
            @if (figure.term; as term) {
              <ts-word [of]="term" [text]="figure.name" />
            } @else {
              {{ figure.name }}
            }
          </dt>
          <dd>
            {{ figure.value }}
            @if (figure.note !== undefined) {
              <small>{{ figure.note }}</small>
            }
          </dd>
        </div>
      }
    </dl>
  `,
  styles: `
    :host {
      display: block;
      container-type: inline-size;
    }
    dl {
      display: flex;
      flex-wrap: wrap;
      gap: 1px;
      margin: 0;
      overflow: hidden;
      border: 1px solid var(--ts-line);
      border-radius: var(--ts-radius);
      background: var(--ts-surface);
    }
    div {
      flex: 1 1 8.75rem;
      padding: 0.625rem 0.875rem 0.5rem;
      /* A line of each figure's own: what no figure fills stays as the sheet, also on paper. */
      outline: 1px solid var(--ts-line);
    }
    dt {
      color: var(--ts-ink-soft);
      font-size: 0.8125rem;
    }
    dd {
      margin: 0;
      font-size: 1.375rem;
      font-weight: 600;
      line-height: 1.3;
      letter-spacing: -0.01em;
    }
    small {
      display: block;
      min-height: 1lh;
      color: var(--ts-ink-soft);
      font-size: 0.8125rem;
      font-weight: 400;
      letter-spacing: 0;
    }
    @container (max-width: 400px) {
      div {
        flex-basis: 42%;
        padding: 0.5rem 0.75rem 0.375rem;
      }
    }
    :host(.in-columns) {
      dl {
        display: grid;
        grid-template-columns: repeat(auto-fit, minmax(8.5rem, 1fr));
      }
      div {
        padding: 0.75rem 1rem;
      }
      dd {
        font-size: 1.25rem;
        line-height: inherit;
        letter-spacing: inherit;
      }
      @media (max-width: 719.98px) {
        dl {
          grid-template-columns: repeat(var(--columns-narrow, 3), minmax(0, 1fr));
        }
        div {
          padding: 0.5rem 0.75rem;
        }
        dd {
          font-size: 1.0625rem;
        }
      }
    }
  `,
})
export class FigureList {
  readonly figures = input.required<readonly Figure[]>();
}
