import { Injectable } from '@nestjs/common';
import {
  AccountConflictError,
  Accounts,
  AccountThingNotFoundError,
  ApiKeys,
  LOCAL,
  type Principal,
  SavedSearches,
} from '@trackside/accounts';
import { Clock } from '@trackside/calendar';
import {
  type AccountExport,
  type ApiKey,
  collapseWhiteSpace,
  type Invitation,
  type LocalBelongings,
  type Me,
  type NewApiKey,
  type SavedSearch,
  type User,
  type UsersApiKey,
} from '@trackside/contracts';
import { Tracks } from '@trackside/tracks';
import { Webhooks } from '@trackside/webhooks';
import { RefusedError } from '../http/failures.js';
import type {
  InvitationRequestDto,
  NewApiKeyDto,
  NewSavedSearchDto,
  TakeOverDto,
} from './accounts.dto.js';

/** What belongs to accounts, across the libraries that keep it. */
@Injectable()
export class AccountAnswers {
  constructor(
    private readonly accounts: Accounts,
    private readonly keys: ApiKeys,
    private readonly tracks: Tracks,
    private readonly searches: SavedSearches,
    private readonly webhooks: Webhooks,
    private readonly clock: Clock,
  ) {}

  async makeKey(by: Principal, { name, scopes, expires_at }: NewApiKeyDto): Promise<NewApiKey> {
    checkAccount(by, 'no program needs a key');
    const expiresAt = expires_at ? new Date(expires_at) : null;
    return this.keys.make(by, { name, scopes, expiresAt });
  }

  listKeys({ userId }: Principal): Promise<ApiKey[]> {
    return this.keys.list(userId);
  }

  revokeKey({ userId }: Principal, id: string): Promise<ApiKey> {
    return this.keys.revoke(userId, id);
  }

  listAllKeys(): Promise<UsersApiKey[]> {
    return this.keys.listAll();
  }

  revokeAnyKey(id: string): Promise<ApiKey> {
    return this.keys.revokeAny(id);
  }

  listSearches({ userId }: Principal): Promise<SavedSearch[]> {
    return this.searches.list(userId);
  }

  /** @throws TrackNotFoundError */
  async saveSearch({ userId }: Principal, search: NewSavedSearchDto): Promise<SavedSearch> {
    await this.tracks.find(search.track_id);
    return this.searches.save(userId, search);
  }

  forgetSearch({ userId }: Principal, id: string): Promise<SavedSearch> {
    return this.searches.forget(userId, id);
  }

  async setNames(by: Principal, names: string[]): Promise<void> {
    checkAccount(by, 'the browser remembers who you are');
    await this.accounts.setNames(by.userId, names.map(collapseWhiteSpace));
  }

  /** What the local user has, for who may take it over. */
  async localBelongings({ scopes, by }: Principal): Promise<LocalBelongings> {
    const mayTake = by.kind === 'session' && scopes.has('admin');
    if (!mayTake) return { favourite_count: 0, saved_search_count: 0 };
    const [favourites, searches] = await Promise.all([
      this.tracks.listFavourites(LOCAL.userId),
      this.searches.count(LOCAL.userId),
    ]);
    return { favourite_count: favourites.length, saved_search_count: searches };
  }

  /** @throws RefusedError when somebody who is no admin wants what the local user has */
  async takeOver(by: Principal, { names, local_user: localUser }: TakeOverDto): Promise<void> {
    checkAccount(by, 'everything is the local user’s as it is');
    if (localUser && !by.scopes.has('admin')) {
      throw new RefusedError('FORBIDDEN', 'what the local user has is for an admin to take over');
    }
    if (names) await this.setNames(by, names);
    if (!localUser) return;
    await this.tracks.handFavourites(LOCAL.userId, by.userId);
    await this.searches.hand(LOCAL.userId, by.userId);
    await this.webhooks.hand(LOCAL.userId, by.userId);
  }

  /** All that somebody's account holds. */
  async export({ userId }: Principal, account: Me): Promise<AccountExport> {
    const [favourites, searches, keys, webhooks] = await Promise.all([
      this.tracks.listFavourites(userId),
      this.searches.list(userId),
      this.keys.list(userId),
      this.webhooks.list(userId),
    ]);
    return {
      exported_at: this.clock.now().toISOString(),
      account,
      favourites: favourites.map(({ id, slug, name }) => ({ id, slug, name })),
      saved_searches: searches,
      api_keys: keys,
      webhooks,
    };
  }

  listUsers(): Promise<User[]> {
    return this.accounts.list();
  }

  async invite(by: Principal, { email, role }: InvitationRequestDto): Promise<Invitation> {
    checkAccount(by, 'nobody needs an account');
    return this.accounts.invite(email, role);
  }

  async removeUser(by: Principal, id: string): Promise<User> {
    const user = (await this.accounts.list()).find((each) => each.id === id);
    if (!user) throw new AccountThingNotFoundError(`nobody has the id ${id}`);
    await this.remove(by, id);
    return user;
  }

  /** Deletes an account and all that it holds in any library. */
  async remove(by: Principal, userId: string): Promise<void> {
    checkAccount(by, 'there is no account to delete');
    await this.accounts.remove(userId);
    await this.tracks.forgetUser(userId);
    await this.searches.forgetAll(userId);
    await this.webhooks.forgetAll(userId);
  }
}

function checkAccount({ by }: Principal, so: string): void {
  if (by.kind !== 'local') return;
  throw new AccountConflictError(`nobody signs in here (AUTH_MODE is open): ${so}`);
}
