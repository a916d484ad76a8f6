import { Injectable } from '@angular/core';
import type { NewSavedSearch, SavedSearch } from '@trackside/contracts';
import { call } from './trackside-api';

/** Searches that somebody wants to make again. Every method rejects with `ApiError`. */
@Injectable({ providedIn: 'root' })
export class SavedSearchesApi {
  /** Newest first. */
  async list(signal?: AbortSignal): Promise<SavedSearch[]> {
    return (await call<{ items: SavedSearch[] }>('/saved-searches', { signal })).items;
  }

  save(search: NewSavedSearch): Promise<SavedSearch> {
    return call('/saved-searches', { method: 'POST', body: search });
  }

  async forget(id: string): Promise<void> {
    await call(`/saved-searches/${encodeURIComponent(id)}`, { method: 'DELETE' });
  }
}
