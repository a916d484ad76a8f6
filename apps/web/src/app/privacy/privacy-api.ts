import { Injectable } from '@angular/core';
import type {
  HiddenName,
  NewHiddenName,
  NewPrivacyRequest,
  PrivacyRequest,
  PrivacyRequestReceipt,
} from '@trackside/contracts';
import { call } from '../api/trackside-api';

/** Hidden names, one method a route. Every method rejects with `ApiError`. */
@Injectable({ providedIn: 'root' })
export class PrivacyApi {
  ask(body: NewPrivacyRequest): Promise<PrivacyRequestReceipt> {
    return call('/privacy/requests', { method: 'POST', body });
  }

  async requests(): Promise<PrivacyRequest[]> {
    return (await call<{ items: PrivacyRequest[] }>('/privacy/requests', {})).items;
  }

  async decline(id: string): Promise<void> {
    await call(`/privacy/requests/${encodeURIComponent(id)}`, { method: 'DELETE' });
  }

  async hiddenNames(): Promise<HiddenName[]> {
    return (await call<{ items: HiddenName[] }>('/privacy/hidden-names', {})).items;
  }

  hide(body: NewHiddenName): Promise<HiddenName> {
    return call('/privacy/hidden-names', { method: 'POST', body });
  }

  async unhide(id: string): Promise<void> {
    await call(`/privacy/hidden-names/${encodeURIComponent(id)}`, { method: 'DELETE' });
  }
}
