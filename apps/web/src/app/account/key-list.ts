import { Component, computed, inject, input, signal } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { MatFormField, MatLabel } from '@angular/material/form-field';
import { MatInput } from '@angular/material/input';
import type { ApiKey, NewApiKey, Scope } from '@trackside/contracts';
import { AccountApi } from './account-api';
import { Attempt } from './attempt';
import { keyFacts } from './key-facts';

const WORDS: Record<Scope, string> = {
  read: 'read what is known',
  discover: 'have LiveRC asked',
  import: 'import, follow a running day',
  admin: 'switch LiveRC off, let people in',
};

/** For how long a key is made, in days; null: for ever. */
const LIVES: readonly { words: string; days: number | null }[] = [
  { words: 'a year', days: 365 },
  { words: '90 days', days: 90 },
  { words: '30 days', days: 30 },
  { words: 'no end', days: null },
];
const DAY_MS = 86_400_000;

/** Keys of programs: made, told once, revoked. */
@Component({
  selector: 'ts-key-list',
  imports: [MatButton, MatFormField, MatInput, MatLabel],
  templateUrl: './key-list.html',
  styleUrl: './key-list.scss',
})
export class KeyList {
  readonly #api = inject(AccountApi);
  /** What their owner may do: more no key may. */
  readonly scopes = input.required<readonly Scope[]>();
  protected readonly keys = signal<readonly ApiKey[] | null>(null);
  protected readonly made = signal<NewApiKey | null>(null);
  protected readonly isCopied = signal(false);
  protected readonly loading = new Attempt();
  protected readonly making = new Attempt();
  protected readonly lives = LIVES;
  protected readonly words = WORDS;

  protected readonly lines = computed(() => {
    const now = new Date().toISOString();
    return (this.keys() ?? []).map((key) => ({ ...key, facts: keyFacts(key, now) }));
  });

  constructor() {
    void this.#load();
  }

  protected async make(form: HTMLFormElement): Promise<void> {
    const values = new FormData(form);
    const days = LIVES[Number(values.get('life'))]?.days ?? null;
    const expires = days === null ? null : new Date(Date.now() + days * DAY_MS).toISOString();
    const isMade = await this.making.run(async () => {
      const key = await this.#api.makeKey({
        name: String(values.get('name')),
        scopes: values.getAll('scope') as Scope[],
        expires_at: expires,
      });
      this.isCopied.set(false);
      this.made.set(key);
    });
    if (isMade) {
      form.reset();
      await this.#load();
    }
  }

  protected async revoke(id: string): Promise<void> {
    await this.loading.run(() => this.#api.revokeKey(id));
    if (this.made()?.id === id) {
      this.made.set(null);
    }
    await this.#load();
  }

  protected async copy(secret: string): Promise<void> {
    await navigator.clipboard.writeText(secret);
    this.isCopied.set(true);
  }

  async #load(): Promise<void> {
    await this.loading.run(async () => this.keys.set(await this.#api.keys()));
  }
}
