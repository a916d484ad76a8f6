import { Injectable, inject, signal } from '@angular/core';
import type { RaceEvent } from '@trackside/contracts';
import { asApiError } from '../api/api-error';
import { TracksideApi } from '../api/trackside-api';

/** Imports of race events that were asked for on this page, by LiveRC's event id. */
@Injectable()
export class EventImports {
  readonly #api = inject(TracksideApi);
  readonly #imported = signal<ReadonlyMap<string, readonly RaceEvent[]>>(new Map());
  readonly #running = signal<ReadonlySet<string>>(new Set());
  readonly #problems = signal<ReadonlyMap<string, string>>(new Map());

  readonly running = this.#running.asReadonly();
  /** Why an import failed, by LiveRC's event id. */
  readonly problems = this.#problems.asReadonly();

  importedAt(trackId: string): readonly RaceEvent[] {
    return this.#imported().get(trackId) ?? [];
  }

  async importEvent(trackId: string, sourceEventId: string): Promise<void> {
    if (this.#running().has(sourceEventId)) {
      return;
    }
    this.#running.update((ids) => new Set(ids).add(sourceEventId));
    this.#setProblem(sourceEventId, null);
    try {
      const { events } = await this.#api.importEvents(trackId, [sourceEventId]);
      this.#imported.update((before) =>
        new Map(before).set(trackId, [...(before.get(trackId) ?? []), ...events]),
      );
    } catch (cause) {
      this.#setProblem(sourceEventId, asApiError(cause).message);
    } finally {
      this.#running.update((ids) => new Set([...ids].filter((id) => id !== sourceEventId)));
    }
  }

  #setProblem(sourceEventId: string, message: string | null): void {
    this.#problems.update((before) => {
      const problems = new Map(before);
      problems.delete(sourceEventId);
      return message === null ? problems : problems.set(sourceEventId, message);
    });
  }
}
