import { Injectable, inject } from '@angular/core';
import type { LocalBelongings, Me } from '@trackside/contracts';
import { LOCAL_STORAGE } from '../browser/local-storage';
import { AccountApi } from './account-api';
import { AccountNames } from './account-names';
import { takeOverAddress } from './own-address';

const DECLINED = 'trackside.not-taken-over';

/** What was here before somebody signed in, and may become theirs. */
export interface Findings {
  readonly me: Me;
  /** Names and transponders of this browser. */
  readonly names: readonly string[];
  /** What the local user has; nothing for who is no admin. */
  readonly local: LocalBelongings;
}

/** Which of it somebody wants. */
export interface Wants {
  readonly names: boolean;
  readonly local: boolean;
}

/** Where somebody goes who has just signed in. */
@Injectable({ providedIn: 'root' })
export class Welcome {
  readonly #api = inject(AccountApi);
  readonly #names = inject(AccountNames);
  readonly #storage = inject(LOCAL_STORAGE);

  /** By way of what they could take over, where there is such. */
  async addressAfter(to: string): Promise<string> {
    try {
      return isSomething(await this.look()) ? takeOverAddress(to) : to;
    } catch {
      // Nobody is kept from the page for what they could have besides.
      return to;
    }
  }

  /** All of it; what was declined here is not offered again. */
  async look(): Promise<Findings> {
    const [me, local] = await Promise.all([this.#names.meet(), this.#api.localBelongings()]);
    const findings = { me, local, names: this.#names.ownOf(me) };
    return this.#isDeclined(findings) ? { me, names: [], local: NOTHING } : findings;
  }

  async takeOver({ me, names }: Findings, wants: Wants): Promise<void> {
    const all = wants.names ? { names: [...me.names, ...names] } : {};
    const local = wants.local ? { local_user: true } : {};
    const now = await this.#api.takeOver({ ...all, ...local });
    if (wants.names) {
      this.#names.join(now);
    }
  }

  decline(findings: Findings): void {
    try {
      this.#storage.setItem(DECLINED, said(findings));
    } catch {
      // Full or forbidden: it is offered again.
    }
  }

  #isDeclined(findings: Findings): boolean {
    try {
      return this.#storage.getItem(DECLINED) === said(findings);
    } catch {
      return false;
    }
  }
}

const NOTHING: LocalBelongings = { favourite_count: 0, saved_search_count: 0 };

export function isSomething({ names, local }: Findings): boolean {
  return names.length > 0 || local.favourite_count + local.saved_search_count > 0;
}

function said({ me, names, local }: Findings): string {
  return JSON.stringify([me.id, names, local]);
}
