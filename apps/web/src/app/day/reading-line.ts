import { Component, computed, inject, input } from '@angular/core';
import type { ImportedPracticeDayDetail } from '@trackside/contracts';
import { Icon } from '../icon/icon';
import { clockOf } from '../laps/clock';
import { DayStudy } from './day-study';
import { Reading } from './reading';

/** How far the laps are: a thin line while they are read, and the sessions that failed. */
@Component({
  selector: 'ts-reading-line',
  imports: [Icon],
  template: `
    @if (reading.active()) {
      <div class="reading">
        <span class="tabular"
          >{{ progress().read }} of {{ progress().total }}
          {{ progress().total === 1 ? 'session' : 'sessions' }} read</span
        >
        <progress
          aria-label="Sessions read"
          [value]="progress().read"
          [max]="progress().total || 1"
        ></progress>
      </div>
    }
    @if (failed().length > 0) {
      <details>
        <summary>
          <ts-icon name="alert" />
          {{ failed().length === 1 ? '1 session' : failed().length + ' sessions' }} could not be
          read. They are tried again later.
        </summary>
        <ul>
          @for (session of failed(); track session.id) {
            <li>
              <b class="tabular">{{ session.time }}</b> {{ session.driver }}: {{ session.reason }}
            </li>
          }
        </ul>
      </details>
    }
  `,
  styles: `
    .reading {
      margin-top: 0.5rem;
      color: var(--ts-ink-soft);
      font-size: 0.8125rem;
    }
    progress {
      display: block;
      width: 100%;
      height: 3px;
      margin-top: 0.25rem;
      overflow: hidden;
      border: 0;
      border-radius: 2px;
      appearance: none;
      background: var(--ts-accent-soft);
    }
    progress::-webkit-progress-bar {
      background: var(--ts-accent-soft);
    }
    progress::-webkit-progress-value {
      background: var(--ts-accent);
    }
    progress::-moz-progress-bar {
      background: var(--ts-accent);
    }
    details {
      margin-top: 0.5rem;
      padding: 0 0.875rem;
      border-radius: 8px;
      background: var(--ts-old-soft);
      font-size: 0.875rem;
    }
    summary {
      display: flex;
      align-items: center;
      gap: 0.5rem;
      min-height: 44px;
      color: var(--ts-old);
      font-weight: 500;
      cursor: pointer;
    }
    ul {
      margin: 0;
      padding: 0 0 0.75rem 1.625rem;
      list-style: none;
    }
  `,
})
export class ReadingLine {
  readonly day = input.required<ImportedPracticeDayDetail>();

  readonly #study = inject(DayStudy);
  protected readonly reading = inject(Reading);

  protected readonly progress = computed(() => {
    const { read, pending, failed } = this.day().laps;
    return this.reading.progress() ?? { read, total: read + pending + failed };
  });
  protected readonly failed = computed(() =>
    (this.#study.sessions() ?? [])
      .filter(({ laps_state }) => laps_state === 'failed')
      .map((session) => ({
        id: session.id,
        time: clockOf(session.started_at),
        driver: this.#study.labelOf(session),
        reason: session.laps_error?.message ?? 'LiveRC gave no laps.',
      })),
  );
}
