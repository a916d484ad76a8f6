import { Injectable } from '@angular/core';
import type { FailedJobs, UsersApiKey } from '@trackside/contracts';
import { call } from '../api/trackside-api';

/** What an admin alone may ask, one method a route. Every method rejects with `ApiError`. */
@Injectable({ providedIn: 'root' })
export class AdminApi {
  async keys(): Promise<UsersApiKey[]> {
    return (await call<{ items: UsersApiKey[] }>('/users/api-keys', {})).items;
  }

  async revokeKey(id: string): Promise<void> {
    await call(`/users/api-keys/${encodeURIComponent(id)}`, { method: 'DELETE' });
  }

  failedJobs(): Promise<FailedJobs> {
    return call('/jobs/failed', {});
  }
}
