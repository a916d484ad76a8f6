import { Component, computed, inject, input } from '@angular/core';
import { ChosenStatistic, type StatisticName } from './statistic';

const CHOICES: readonly { readonly name: StatisticName; readonly words: string }[] = [
  { name: 'counted', words: 'Laps that count' },
  { name: 'clean', words: 'Clean pace' },
  { name: 'valid', words: 'All valid laps' },
];

const EXPLANATIONS: Record<StatisticName, string> = {
  counted: 'Median and consistency without invalid laps and those that stand out, such as a crash.',
  clean:
    'Without laps that a crash, a stop or a cut made, as their times among the laps around them tell.',
  valid: 'Average and consistency of all valid laps, as LiveRC reckons.',
};

/** Chooses which laps every figure, sentence and chart goes by. With the class `brief` without words. */
@Component({
  selector: 'ts-statistic-switch',
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
    <p>{{ explanation() }}</p>
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
  protected readonly explanation = computed(() => EXPLANATIONS[this.name()]);
}
