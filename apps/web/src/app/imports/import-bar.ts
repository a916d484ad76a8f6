import { Component, computed, inject, input, linkedSignal } from '@angular/core';
import { MatButton } from '@angular/material/button';
import type { MonthKey } from '../calendar/month';
import { Icon } from '../icon/icon';
import { Word } from '../words/word';
import { jobWords } from './import-words';
import {
  type ShownDay,
  askingWords,
  importAllWords,
  importableOf,
  needsAsking,
} from './importable';
import { PracticeImports } from './practice-imports';
import { ProgressLine } from './progress-line';

/** Imports all the days that are shown, and tells how far that is. Keeps its height throughout. */
@Component({
  selector: 'ts-import-bar',
  imports: [Icon, MatButton, ProgressLine, Word],
  template: `
    <p class="words tabular" role="status" [class.wrong]="problem()">
      {{ asking() ? askingWords() : line() }}
    </p>
    @if (asking()) {
      <button matButton="filled" type="button" class="low" (click)="start()">Import</button>
      <button matButton type="button" (click)="asking.set(false)">Not now</button>
    } @else if (running()) {
      <button
        matButton
        type="button"
        [disabled]="!batch()?.jobId || batch()?.cancelling"
        (click)="cancel()"
      >
        <ts-icon name="stop" />{{ batch()?.cancelling ? 'Cancelling…' : 'Cancel' }}
      </button>
      <ts-progress-line [share]="share()" [words]="words()" label="Import of several days" />
    } @else if (importable().dates.length > 1) {
      <button matButton type="button" (click)="begin()">
        <ts-icon name="import" />{{ label() }}
      </button>
      <ts-word of="import" />
    }
  `,
  styles: `
    :host {
      --icon-size: 1rem;

      position: relative;
      display: flex;
      flex-wrap: wrap;
      align-items: center;
      justify-content: flex-end;
      gap: 0.25rem 0.5rem;
      min-height: 48px;
      font-size: 0.875rem;
    }
    .words {
      flex: 1 1 12rem;
      margin: 0;
      color: var(--ts-ink-soft);
      overflow-wrap: anywhere;
    }
    .words:empty {
      flex-basis: 0;
    }
    .wrong {
      color: var(--ts-wrong);
    }
    .low {
      height: 44px;
    }
    button ts-icon {
      margin-right: 0.375rem;
      vertical-align: middle;
    }
  `,
})
export class ImportBar {
  readonly #imports = inject(PracticeImports);

  readonly trackId = input.required<string>();
  /** The practice days on show, in their order. */
  readonly shown = input.required<readonly ShownDay[]>();
  /** Race events on show that are not imported: they are imported one by one. */
  readonly events = input(0);
  /** Set where all that is shown is one month, whole. */
  readonly month = input.required<MonthKey | null>();

  protected readonly importable = computed(() =>
    importableOf(this.shown(), this.#imports.daysAt(this.trackId())),
  );
  protected readonly batch = computed(() => this.#imports.batchAt(this.trackId()));
  protected readonly running = computed(() => this.batch()?.ended === false);
  protected readonly problem = computed(() => this.batch()?.problem ?? null);
  protected readonly label = computed(() =>
    importAllWords(this.importable(), this.month(), this.events()),
  );
  protected readonly askingWords = computed(() => askingWords(this.importable()));
  protected readonly words = computed(() => {
    const batch = this.batch();
    if (batch === null) {
      return '';
    }
    return batch.job ? jobWords(batch.job) : `Importing ${batch.dates.length} days: starting`;
  });
  /** What could not be done stands beside what goes on. */
  protected readonly line = computed(() => {
    const problem = this.problem();
    return problem !== null && this.running()
      ? `${this.words()}. ${problem}`
      : (problem ?? this.words());
  });
  protected readonly share = computed(() => {
    const job = this.batch()?.job;
    return job && job.days_total > 0 ? job.days_ended / job.days_total : null;
  });
  readonly #selection = computed(() => this.importable().dates.join());
  /** Asked before many days; another selection is another question. */
  protected readonly asking = linkedSignal({
    source: () => this.#selection(),
    computation: () => false,
  });

  protected begin(): void {
    if (needsAsking(this.importable())) {
      this.asking.set(true);
    } else {
      this.start();
    }
  }

  protected start(): void {
    const { dates } = this.importable();
    this.asking.set(false);
    void this.#imports.importDays(this.trackId(), dates);
  }

  protected cancel(): void {
    void this.#imports.cancel(this.trackId());
  }
}
