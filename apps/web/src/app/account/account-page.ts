import { Component, inject, signal } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { MatFormField, MatHint, MatLabel } from '@angular/material/form-field';
import { MatInput } from '@angular/material/input';
import { RouterLink } from '@angular/router';
import type { Me } from '@trackside/contracts';
import { StateMessage } from '../page-parts/state-message';
import { AccountApi } from './account-api';
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
  protected readonly loading = new Attempt();
  protected readonly leaving = new Attempt();
  protected readonly change = new Attempt();
  protected readonly removal = new Attempt();
  protected readonly isChanged = signal(false);
  /** Asked whether it is meant. */
  protected readonly askingToDelete = signal(false);

  constructor() {
    void this.loading.run(async () => this.me.set(await this.#api.me()));
  }

  protected async signOut(): Promise<void> {
    await this.leaving.run(async () => {
      await this.#api.signOut();
      await forgetOnDevice();
      location.assign('/sign-in');
    });
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
      await forgetOnDevice();
      location.assign('/sign-in');
    });
  }
}
