import { Component, input } from '@angular/core';
import { Icon, type IconName } from '../icon/icon';

/** A page's worth of explanation where rows would be: what is, why, and what to do about it. */
@Component({
  selector: 'ts-state-message',
  imports: [Icon],
  template: `
    <span class="sign" [class]="tone()"><ts-icon [name]="icon()" /></span>
    <h2>{{ heading() }}</h2>
    <div class="text"><ng-content /></div>
    <div class="actions"><ng-content select="[action]" /></div>
  `,
  styles: `
    @use './panels';

    :host {
      display: grid;
      justify-items: center;

      @include panels.message(3.5rem 1.5rem);
    }
    .sign {
      --icon-size: 1.375rem;

      display: grid;
      place-items: center;
      width: 3rem;
      height: 3rem;
      border-radius: 50%;
      background: var(--ts-sunken);
      color: var(--ts-ink-soft);
    }
    .accent {
      background: var(--ts-accent-soft);
      color: var(--ts-accent);
    }
    .wrong {
      background: var(--ts-wrong-soft);
      color: var(--ts-wrong);
    }
    h2 {
      max-width: 32rem;
      margin: 1rem 0 0;
      font-size: 1.125rem;
      font-weight: 600;
      line-height: 1.35;
      text-wrap: balance;
    }
    .text {
      max-width: 34rem;
      margin-top: 0.375rem;
      color: var(--ts-ink-soft);
      text-wrap: pretty;
      overflow-wrap: anywhere;
    }
    .actions {
      display: flex;
      flex-wrap: wrap;
      justify-content: center;
      gap: 0.75rem;
      margin-top: 1.25rem;
    }
    .actions:empty {
      display: none;
    }
  `,
})
export class StateMessage {
  readonly icon = input.required<IconName>();
  readonly heading = input.required<string>();
  readonly tone = input<'quiet' | 'accent' | 'wrong'>('quiet');
}
