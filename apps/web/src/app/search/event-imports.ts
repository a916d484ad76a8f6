import { DestroyRef, Injectable, Injector, inject, signal } from '@angular/core';
import type { BegunEventImport, RaceEvent } from '@trackside/contracts';
import { asApiError } from '../api/api-error';
import { TracksideApi } from '../api/trackside-api';
import type { EventImport, EventProblem } from '../rows/event-import';

const UNKNOWN: EventImport = { share: null, words: '' };
const NOT_FOLLOWED = { words: 'Import not followed', detail: 'Load the page anew.' };

/** Imports of race events that were asked for on this page, by LiveRC's event id. */
@Injectable()
export class EventImports {
  readonly #api = inject(TracksideApi);
  readonly #injector = inject(Injector);
  readonly #left = new AbortController();
  readonly #imported = signal<ReadonlyMap<string, readonly RaceEvent[]>>(new Map());
  readonly #running = signal<ReadonlyMap<string, EventImport>>(new Map());
  readonly #problems = signal<ReadonlyMap<string, EventProblem>>(new Map());

  readonly running = this.#running.asReadonly();
  /** Why an import failed, or what of it. */
  readonly problems = this.#problems.asReadonly();

  constructor() {
    inject(DestroyRef).onDestroy(() => this.#left.abort());
  }

  importedAt(trackId: string): readonly RaceEvent[] {
    return this.#imported().get(trackId) ?? [];
  }

  /** Stores the event and follows the job that reads it; it counts as imported when that has ended. */
  async importEvent(trackId: string, id: string): Promise<void> {
    if (this.#running().has(id)) {
      return;
    }
    this.#running.update(withEntry(id, UNKNOWN));
    this.#problems.update(withEntry<EventProblem>(id, null));
    try {
      const { events, jobs } = await this.#api.importEvents(trackId, [id]);
      if (jobs[0]) this.#problems.update(withEntry(id, await this.#follow(id, jobs[0])));
      this.#imported.update((before) =>
        new Map(before).set(trackId, [...(before.get(trackId) ?? []), ...events]),
      );
    } catch (cause) {
      const problem = { words: 'Not imported', detail: asApiError(cause).message };
      this.#problems.update(withEntry(id, problem));
    } finally {
      this.#running.update(withEntry<EventImport>(id, null));
    }
  }

  /** What of the event could not be read. It is being imported, also where nobody can follow. */
  async #follow(id: string, job: BegunEventImport): Promise<EventProblem | null> {
    const follower = await import('./event-job').catch(() => null);
    if (follower === null) return NOT_FOLLOWED;
    const tell = (state: EventImport): void => this.#running.update(withEntry(id, state));
    return follower.followEvent(this.#injector, job, tell, this.#left.signal);
  }
}

/** The map with the entry; null takes it away. */
function withEntry<T>(id: string, entry: T | null) {
  return (before: ReadonlyMap<string, T>): ReadonlyMap<string, T> => {
    const after = new Map(before);
    after.delete(id);
    return entry === null ? after : after.set(id, entry);
  };
}
