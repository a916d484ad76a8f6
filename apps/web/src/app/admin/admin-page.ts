import { Component, computed, inject, signal } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { RouterLink } from '@angular/router';
import type { Me, User } from '@trackside/contracts';
import { AccountApi } from '../account/account-api';
import { Attempt } from '../account/attempt';
import { countWords } from '../laps/count';
import { StateMessage } from '../page-parts/state-message';
import { AllKeys } from './all-keys';
import { ChangedPages } from './changed-pages';
import { FailedJobList } from './failed-job-list';
import { SwitchPanel } from './switch-panel';

/** What an admin sees to: users, keys, LiveRC's switch, what failed, what changed, what is hidden. */
@Component({
  selector: 'ts-admin-page',
  imports: [AllKeys, ChangedPages, FailedJobList, MatButton, RouterLink, StateMessage, SwitchPanel],
  templateUrl: './admin-page.html',
  styleUrl: './admin-page.scss',
})
export default class AdminPage {
  readonly #api = inject(AccountApi);
  protected readonly me = signal<Me | null>(null);
  protected readonly users = signal<readonly User[] | null>(null);
  protected readonly loading = new Attempt();
  protected readonly mayLook = computed(() => this.me()?.scopes.includes('admin') ?? false);
  protected readonly people = computed(() => {
    const users = this.users();
    if (users === null) {
      return null;
    }
    const admins = users.filter(({ role }) => role === 'admin').length;
    const accounts = countWords(users.length, 'account');
    return `${accounts}, ${countWords(admins, 'admin')} among them.`;
  });

  constructor() {
    void this.loading.run(async () => {
      this.me.set(await this.#api.me());
      if (this.mayLook()) {
        this.users.set(await this.#api.users());
      }
    });
  }
}
