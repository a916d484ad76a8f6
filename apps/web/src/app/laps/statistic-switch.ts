import { Component, inject } from '@angular/core';
import { ChosenStatistic } from './statistic';

/** Chooses which laps every figure, sentence and chart goes by. With the class `brief` without words. */
@Component({
  selector: 'ts-statistic-switch',
  template: `
    <div role="group" aria-label="Which laps count">
      <button type="button" [attr.aria-pressed]="is('counted')" (click)="chosen.choose('counted')">
        Laps that count
      </button>
      <button type="button" [attr.aria-pressed]="is('valid')" (click)="chosen.choose('valid')">
        All valid laps
      </button>
    </div>
    <p>
      @if (is('counted')) {
        Median and consistency without invalid laps and those that stand out, such as a crash.
      } @else {
        Average and consistency of all valid laps, as LiveRC reckons.
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

  protected is(name: 'counted' | 'valid'): boolean {
    return this.chosen.statistic().name === name;
  }
}
