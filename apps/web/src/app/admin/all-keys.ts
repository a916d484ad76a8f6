import { Component, computed, inject, signal } from '@angular/core';
import type { UsersApiKey } from '@trackside/contracts';
import { Attempt } from '../account/attempt';
import { keyFacts } from '../account/key-facts';
import { AdminApi } from './admin-api';

/** Keys of all users, each with whose it is; revoked when that is said twice. */
@Component({
  selector: 'ts-all-keys',
  templateUrl: './all-keys.html',
  styleUrl: './all-keys.scss',
})
export class AllKeys {
  readonly #api = inject(AdminApi);
  protected readonly keys = signal<readonly UsersApiKey[] | null>(null);
  /** Of which it is asked whether it is to go. */
  protected readonly asked = signal<string | null>(null);
  protected readonly loading = new Attempt();

  protected readonly lines = computed(() => {
    const now = new Date().toISOString();
    return (this.keys() ?? []).map((key) => ({ ...key, facts: keyFacts(key, now) }));
  });

  constructor() {
    void this.#load();
  }

  protected async revoke(id: string): Promise<void> {
    this.asked.set(null);
    if (await this.loading.run(() => this.#api.revokeKey(id))) {
      await this.#load();
    }
  }

  async #load(): Promise<void> {
    await this.loading.run(async () => this.keys.set(await this.#api.keys()));
  }
}
