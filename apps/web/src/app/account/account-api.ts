import { Injectable } from '@angular/core';
import type {
  ApiKey,
  Invitation,
  LocalBelongings,
  Me,
  NewApiKey,
  NewApiKeyRequest,
  Role,
  SignInMethods,
  TakeOverRequest,
  User,
} from '@trackside/contracts';
import { call } from '../api/trackside-api';

/** Accounts and keys, one method a route. Every method rejects with `ApiError`. */
@Injectable({ providedIn: 'root' })
export class AccountApi {
  methods(): Promise<SignInMethods> {
    return call('/auth/methods', {});
  }

  signIn(email: string, password: string): Promise<Me> {
    return call('/auth/sign-in/email', { method: 'POST', body: { email, password } });
  }

  /** Where the browser is to go, to sign in at the provider. */
  async beginOpenIdConnect(returnTo: string): Promise<string> {
    const body = { return_to: returnTo };
    const { url } = await call<{ url: string }>('/auth/sign-in/social', { method: 'POST', body });
    return url;
  }

  setUp(token: string, email: string, password: string): Promise<Me> {
    return call('/auth/setup', { method: 'POST', body: { token, email, password } });
  }

  async signOut(): Promise<void> {
    await call('/auth/sign-out', { method: 'POST' });
  }

  changePassword(current: string, next: string): Promise<Me> {
    const body = { current_password: current, new_password: next };
    return call('/auth/change-password', { method: 'POST', body });
  }

  me(): Promise<Me> {
    return call('/me', {});
  }

  /** Names and transponders under which one drives, all of them. */
  setNames(names: readonly string[]): Promise<Me> {
    return call('/me/names', { method: 'PUT', body: { names } });
  }

  localBelongings(): Promise<LocalBelongings> {
    return call('/me/take-over', {});
  }

  takeOver(body: TakeOverRequest): Promise<Me> {
    return call('/me/take-over', { method: 'POST', body });
  }

  async deleteMe(): Promise<void> {
    await call('/me', { method: 'DELETE' });
  }

  async keys(): Promise<ApiKey[]> {
    return (await call<{ items: ApiKey[] }>('/api-keys', {})).items;
  }

  makeKey(body: NewApiKeyRequest): Promise<NewApiKey> {
    return call('/api-keys', { method: 'POST', body });
  }

  async revokeKey(id: string): Promise<void> {
    await call(`/api-keys/${encodeURIComponent(id)}`, { method: 'DELETE' });
  }

  async users(): Promise<User[]> {
    return (await call<{ items: User[] }>('/users', {})).items;
  }

  invite(email: string, role: Role): Promise<Invitation> {
    return call('/users', { method: 'POST', body: { email, role } });
  }

  async deleteUser(id: string): Promise<void> {
    await call(`/users/${encodeURIComponent(id)}`, { method: 'DELETE' });
  }
}
