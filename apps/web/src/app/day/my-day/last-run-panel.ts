import { Component, computed, input } from '@angular/core';
import { RouterLink } from '@angular/router';
import { Icon } from '../../icon/icon';
import { writeAddress } from '../address';
import type { LastRun } from './last-run';

/** The answer that one wants between two runs: how did the last one go against the one before. */
@Component({
  selector: 'ts-last-run-panel',
  imports: [Icon, RouterLink],
  template: `
    <section aria-labelledby="last-run">
      <h2 id="last-run" class="tabular">
        Last run at {{ run().time }}{{ className() ? ' in ' + className() : '' }}, against
        {{ run().timeBefore }}
      </h2>
      @if (run().isOtherTransponder) {
        <p>With another transponder: it may have been another car.</p>
      }
      <dl class="tabular">
        @for (figure of run().figures; track figure.name) {
          <div>
            <dt>{{ figure.name }}</dt>
            <dd>
              {{ figure.value }}
              <small
                [class.better]="figure.better === true"
                [class.worse]="figure.better === false"
              >
                {{ figure.change }}
                @if (figure.better !== null) {
                  <span class="visually-hidden">{{ figure.better ? 'better' : 'worse' }}</span>
                }
              </small>
              @if (figure.note) {
                <span class="note">{{ figure.note }}</span>
              }
            </dd>
          </div>
        }
      </dl>
      <a routerLink="." [queryParams]="compare()" queryParamsHandling="merge">
        Compare the two lap by lap<ts-icon name="open" />
      </a>
    </section>
  `,
  styles: `
    section {
      margin-bottom: 1rem;
      padding: 0.75rem 0.875rem 0.25rem;
      border: 1px solid var(--ts-line);
      border-radius: var(--ts-radius);
      background: var(--ts-surface);
    }
    h2 {
      margin: 0 0 0.5rem;
      font-size: 1.0625rem;
      letter-spacing: -0.01em;
    }
    p {
      margin: -0.25rem 0 0.5rem;
      color: var(--ts-ink-soft);
      font-size: 0.8125rem;
    }
    dl {
      display: grid;
      grid-template-columns: repeat(auto-fit, minmax(7rem, 1fr));
      gap: 0.5rem 1rem;
      margin: 0;
    }
    dt {
      color: var(--ts-ink-soft);
      font-size: 0.8125rem;
    }
    dd {
      margin: 0;
      font-size: 1.25rem;
      font-weight: 600;
    }
    small {
      color: var(--ts-ink-soft);
      font-size: 0.9375rem;
      font-weight: 600;
    }
    .note {
      display: block;
      color: var(--ts-ink-soft);
      font-size: 0.8125rem;
      font-weight: 400;
    }
    .better {
      color: var(--ts-accent);
    }
    .worse {
      color: var(--ts-wrong);
    }
    a {
      display: inline-flex;
      align-items: center;
      gap: 0.375rem;
      min-height: 44px;
      color: var(--ts-accent);
      font-weight: 500;
    }
  `,
})
export class LastRunPanel {
  readonly run = input.required<LastRun>();
  /** Said where the driver drove other classes, too; null where not. */
  readonly className = input<string | null>(null);

  protected readonly compare = computed(() =>
    writeAddress({ tab: 'compare', compared: [...this.run().ids], session: null }),
  );
}
