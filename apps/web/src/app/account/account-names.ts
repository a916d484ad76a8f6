import { Injectable, effect, inject, untracked } from '@angular/core';
import type { Me as Account } from '@trackside/contracts';
import { LOCAL_STORAGE } from '../browser/local-storage';
import { OtherTabs } from '../browser/other-tabs';
import { samePerson } from '../me/driver-names';
import { Me } from '../me/me';
import { ServerStatus } from '../status/server-status';
import { AccountApi } from './account-api';

const KEY = 'trackside.me.account';
const LEFT = 'account left';

/** Whose names the browser has, and whether the account has not been told of a change yet. */
interface Bond {
  readonly account: string;
  readonly untold: boolean;
}

/**
 * "Me" belongs to the account: what it says is shown in every browser that it signs in with, and what
 * is changed in one is told to it. Names that a browser had before are its own, until they are taken
 * over.
 */
@Injectable({ providedIn: 'root' })
export class AccountNames {
  readonly #api = inject(AccountApi);
  readonly #me = inject(Me);
  readonly #storage = inject(LOCAL_STORAGE);
  readonly #otherTabs = inject(OtherTabs);
  #telling: Promise<unknown> = Promise.resolve();

  constructor() {
    const status = inject(ServerStatus);
    // Its answer sends to the sign-in: what this tab shows is of somebody who has gone.
    this.#otherTabs.hear(LEFT, () => status.refresh());
    effect(() => {
      const names = this.#me.person();
      untracked(() => this.#changed(names));
    });
  }

  /**
   * Brings the two together, unless the browser has names of its own that could be lost; whoever signed
   * in before is forgotten. Gives who is signed in.
   */
  async meet(): Promise<Account> {
    const account = await this.#api.me();
    if (account.signed_in_by !== 'session') {
      return account;
    }
    const bond = this.#bond();
    if (bond !== null && bond.account !== account.id) {
      this.leave();
    }
    if (bond?.account === account.id && bond.untold) {
      this.#tell(this.#me.person());
    } else if (bond?.account === account.id || this.ownOf(account).length === 0) {
      this.join(account);
    }
    return account;
  }

  /** From now on the browser shows this account's names. */
  join({ id, names }: Pick<Account, 'id' | 'names'>): void {
    this.#keep({ account: id, untold: false });
    if (!samePerson(names, this.#me.person())) {
      this.#known = names;
      this.#me.set(names);
    }
    this.#known = this.#me.person();
  }

  /** An account's names go with it, from every tab; the browser's own stay. */
  leave(): void {
    this.#otherTabs.tell({ topic: LEFT });
    if (this.#bond() !== null) {
      this.#keep(null);
      this.#me.set([]);
    }
  }

  /** Names of this browser that an account has not: what there is to take over. */
  ownOf(account: Account): readonly string[] {
    const own = this.#bond() === null ? this.#me.person() : [];
    return own.filter((name) => !account.names.some((known) => samePerson([known], [name])));
  }

  /** What the account said last. */
  #known: readonly string[] = this.#me.person();

  #changed(names: readonly string[]): void {
    const bond = this.#bond();
    if (bond !== null && !samePerson(names, this.#known)) {
      this.#known = names;
      this.#keep({ ...bond, untold: true });
      this.#tell(names);
    }
  }

  /** One after the other; what could not be told is told when the page is opened the next time. */
  #tell(names: readonly string[]): void {
    this.#telling = this.#telling
      .then(() => this.#api.setNames(names))
      .then(({ id }) => this.#keep({ account: id, untold: false }))
      .catch(() => undefined);
  }

  #bond(): Bond | null {
    try {
      const kept = JSON.parse(this.#storage.getItem(KEY) ?? 'null') as Partial<Bond> | null;
      return typeof kept?.account === 'string'
        ? { account: kept.account, untold: kept.untold === true }
        : null;
    } catch {
      return null;
    }
  }

  #keep(bond: Bond | null): void {
    try {
      if (bond === null) {
        this.#storage.removeItem(KEY);
      } else {
        this.#storage.setItem(KEY, JSON.stringify(bond));
      }
    } catch {
      // Full or forbidden: the names are the browser's own until the page is left.
    }
  }
}
