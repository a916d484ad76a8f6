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
  styleUrl: './state-message.scss',
})
export class StateMessage {
  readonly icon = input.required<IconName>();
  readonly heading = input.required<string>();
  readonly tone = input<'quiet' | 'accent' | 'wrong'>('quiet');
}
