import { Component, computed, inject, input } from '@angular/core';
import { Word } from '../words/word';
import { ChosenStatistic, type StatisticName } from './statistic';

const CHOICES: readonly { readonly name: StatisticName; readonly words: string }[] = [
  { name: 'counted', words: 'Laps that count' },
  { name: 'clean', words: 'Clean pace' },
  { name: 'valid', words: 'All valid laps' },
];

/** Chooses which laps every figure, sentence and chart goes by. With the class `brief` without words. */
@Component({
  selector: 'ts-statistic-switch',
  imports: [Word],
  template: `
    <div role="group" aria-label="Which laps count">
      @for (choice of choices(); track choice.name) {
        <button
          type="button"
          [attr.aria-pressed]="choice.name === name()"
          (click)="chosen.choose(choice.name)"
        >
          {{ choice.words }}
        </button>
      }
    </div>
    <p>
      @switch (name()) {
        @case ('counted') {
          <ts-word of="median" text="Median" /> and
          <ts-word of="consistency" text="consistency" /> without
          <ts-word of="invalid" text="invalid laps" /> and those that
          <ts-word of="stands-out" text="stand out" /> (such as a crash).
        }
        @case ('clean') {
          Without laps that a crash, a stop or a cut made, as their
          <ts-word of="clean-pace" text="times among the laps around them" /> tell.
        }
        @case ('valid') {
          Average and <ts-word of="consistency" text="consistency" /> of all valid laps, as LiveRC
          reckons.
        }
      }
    </p>
  `,
  styles: `
    :host {
      display: flex;
      flex-wrap: wrap;
      align-items: center;
      gap: 0.25rem 0.75rem;
      margin-top: 0.5rem;
    }
    div {
      display: inline-flex;
      border-radius: 10px;
      background: var(--ts-sunken);
    }
    button {
      min-height: 44px;
      padding: 0 0.75rem;
      border: 0;
      border-radius: 10px;
      background: none;
      color: var(--ts-ink-soft);
      font: inherit;
      font-size: 0.875rem;
      cursor: pointer;
    }
    @media (max-width: 479.98px) {
      button {
        padding: 0 0.5rem;
      }
    }
    [aria-pressed='true'] {
      background: var(--ts-accent-soft);
      color: var(--ts-ink);
      font-weight: 600;
    }
    :host(.brief) p {
      display: none;
    }
    p {
      flex: 1 1 14rem;
      margin: 0;
      color: var(--ts-ink-soft);
      font-size: 0.8125rem;
    }
  `,
})
export class StatisticSwitch {
  protected readonly chosen = inject(ChosenStatistic);

  /** Laps are here, so that a crash can be told from them. */
  readonly hasLaps = input(true);

  protected readonly choices = computed(() =>
    this.hasLaps() ? CHOICES : CHOICES.filter(({ name }) => name !== 'clean'),
  );
  protected readonly name = computed(() =>
    this.hasLaps() ? this.chosen.statistic().name : this.chosen.told().name,
  );
}
