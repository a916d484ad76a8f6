import { Component, inject, signal } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { MatFormField, MatLabel } from '@angular/material/form-field';
import { MatInput } from '@angular/material/input';
import type { Invitation, Role, User } from '@trackside/contracts';
import { formatDate } from '../calendar/calendar-date';
import { countWords } from '../laps/count';
import { AccountApi } from './account-api';
import { Attempt } from './attempt';

/** Who has an account here, for an admin. */
@Component({
  selector: 'ts-people-page',
  imports: [MatButton, MatFormField, MatInput, MatLabel],
  templateUrl: './people-page.html',
  styleUrl: './people-page.scss',
})
export default class PeoplePage {
  readonly #api = inject(AccountApi);
  protected readonly users = signal<readonly User[] | null>(null);
  protected readonly link = signal<(Invitation & { url: string }) | null>(null);
  protected readonly isCopied = signal(false);
  /** Of whom it is asked whether they are to go. */
  protected readonly leaving = signal<string | null>(null);
  protected readonly loading = new Attempt();
  protected readonly inviting = new Attempt();
  protected readonly date = (instant: string): string => formatDate(instant.slice(0, 10));
  protected readonly counted = countWords;

  constructor() {
    void this.#load();
  }

  protected async invite(email: string, role: string): Promise<void> {
    await this.inviting.run(async () => {
      const link = await this.#api.invite(email, role as Role);
      this.isCopied.set(false);
      this.link.set({ ...link, url: `${location.origin}${link.path}` });
    });
  }

  protected async remove(id: string): Promise<void> {
    this.leaving.set(null);
    if (await this.loading.run(() => this.#api.deleteUser(id))) {
      await this.#load();
    }
  }

  protected async copy(url: string): Promise<void> {
    await navigator.clipboard.writeText(url);
    this.isCopied.set(true);
  }

  async #load(): Promise<void> {
    await this.loading.run(async () => this.users.set(await this.#api.users()));
  }
}
