import { Component, inject, signal } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { MatFormField, MatHint, MatLabel } from '@angular/material/form-field';
import { MatInput } from '@angular/material/input';
import { RouterLink } from '@angular/router';
import type { Me } from '@trackside/contracts';
import { API_BASE } from '../api/trackside-api';
import { StateMessage } from '../page-parts/state-message';
import { AccountApi } from './account-api';
import { AccountNames } from './account-names';
import { Attempt } from './attempt';
import { KeyList } from './key-list';
import { forgetOnDevice } from './leaving';

/** Who is signed in, their keys, and the way out. */
@Component({
  selector: 'ts-account-page',
  imports: [
    KeyList,
    MatButton,
    MatFormField,
    MatHint,
    MatInput,
    MatLabel,
    RouterLink,
    StateMessage,
  ],
  templateUrl: './account-page.html',
  styleUrl: './account-page.scss',
})
export default class AccountPage {
  readonly #api = inject(AccountApi);
  protected readonly me = signal<Me | null>(null);
  readonly #names = inject(AccountNames);
  /** Names that this browser knows and the account does not. */
  protected readonly ownNames = signal<readonly string[]>([]);
  protected readonly exportUrl = `${API_BASE}/me/export`;
  protected readonly naming = new Attempt();
  protected readonly loading = new Attempt();
  protected readonly leaving = new Attempt();
  protected readonly change = new Attempt();
  protected readonly removal = new Attempt();
  protected readonly isChanged = signal(false);
  /** Asked whether it is meant. */
  protected readonly askingToDelete = signal(false);

  constructor() {
    void this.loading.run(async () => this.#show(await this.#api.me()));
  }

  protected async signOut(): Promise<void> {
    await this.leaving.run(async () => {
      await this.#api.signOut();
      await this.#forget();
      location.assign('/sign-in');
    });
  }

  /** The names that this browser has, not those of an account, become this account's. */
  protected async keepNames(): Promise<void> {
    const me = this.me();
    if (me !== null) {
      const names = [...me.names, ...this.ownNames()];
      await this.naming.run(async () => {
        const now = await this.#api.setNames(names);
        this.#names.join(now);
        this.#show(now);
      });
    }
  }

  protected async changePassword(form: HTMLFormElement): Promise<void> {
    const values = new FormData(form);
    const [current, next] = [values.get('current'), values.get('next')].map(String);
    this.isChanged.set(false);
    const isDone = await this.change.run(async () => {
      await this.#api.changePassword(current!, next!);
    });
    if (isDone) {
      form.reset();
      this.isChanged.set(true);
    }
  }

  protected async deleteAccount(): Promise<void> {
    await this.removal.run(async () => {
      await this.#api.deleteMe();
      await this.#forget();
      location.assign('/sign-in');
    });
  }

  #show(me: Me): void {
    this.me.set(me);
    this.ownNames.set(this.#names.ownOf(me));
  }

  async #forget(): Promise<void> {
    this.#names.leave();
    await forgetOnDevice();
  }
}
