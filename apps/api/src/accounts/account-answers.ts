import { Injectable } from '@nestjs/common';
import {
  AccountConflictError,
  Accounts,
  AccountThingNotFoundError,
  ApiKeys,
  type Principal,
} from '@trackside/accounts';
import type { ApiKey, Invitation, NewApiKey, User } from '@trackside/contracts';
import { Tracks } from '@trackside/tracks';
import type { InvitationRequestDto, NewApiKeyDto } from './accounts.dto.js';

/** What belongs to accounts, across the libraries that keep it. */
@Injectable()
export class AccountAnswers {
  constructor(
    private readonly accounts: Accounts,
    private readonly keys: ApiKeys,
    private readonly tracks: Tracks,
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
  }
}

function checkAccount({ by }: Principal, so: string): void {
  if (by.kind !== 'local') return;
  throw new AccountConflictError(`nobody signs in here (AUTH_MODE is open): ${so}`);
}
