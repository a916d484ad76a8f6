import { Component, inject, signal } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { MatFormField, MatHint, MatLabel } from '@angular/material/form-field';
import { MatInput } from '@angular/material/input';
import { RouterLink } from '@angular/router';
import { StateMessage } from '../page-parts/state-message';
import { AccountApi } from './account-api';
import { Attempt } from './attempt';
import { Welcome } from './welcome';

/** What a link leads to: it makes an account, or gives one a new password. */
@Component({
  selector: 'ts-set-up-page',
  imports: [MatButton, MatFormField, MatHint, MatInput, MatLabel, RouterLink, StateMessage],
  templateUrl: './set-up-page.html',
  styleUrl: './entrance.scss',
})
export default class SetUpPage {
  readonly #api = inject(AccountApi);
  readonly #welcome = inject(Welcome);
  protected readonly attempt = new Attempt();
  protected readonly token = signal(tokenIn(location.hash));

  constructor() {
    // It is a password for as long as nobody has used it: not for the history, nor for who looks on.
    history.replaceState(history.state, '', location.pathname);
  }

  protected async setUp(email: string, password: string): Promise<void> {
    const token = this.token();
    if (await this.attempt.run(async () => void (await this.#api.setUp(token, email, password)))) {
      location.assign(await this.#welcome.addressAfter('/'));
    }
  }
}

function tokenIn(hash: string): string {
  return new URLSearchParams(hash.replace(/^#/, '')).get('token') ?? '';
}
