import { Injectable, type Signal, computed, inject, linkedSignal, resource } from '@angular/core';
import type { ImportedPracticeSession, Lap } from '@trackside/contracts';
import { type ApiError, asApiError } from '../api/api-error';
import { PracticeApi } from '../api/practice-api';
import { DayStudy } from './day-study';
import { hasLaps } from './standings';

export type LapsById = ReadonlyMap<string, readonly Lap[]>;

/** The laps of some sessions, as far as they are here. */
export interface WantedLaps {
  readonly laps: Signal<LapsById>;
  readonly loading: Signal<boolean>;
  readonly failure: Signal<ApiError | null>;
  retry(): void;
}

/** Laps of the day's sessions: asked for when they are wanted, and once. */
@Injectable()
export class SessionLaps {
  readonly #api = inject(PracticeApi);
  readonly #study = inject(DayStudy);
  readonly #known = new Map<string, readonly Lap[]>();

  /** Loads the laps of `sessions`, and of others as they change. Needs an injection context. */
  want(sessions: () => readonly ImportedPracticeSession[]): WantedLaps {
    const wanted = computed(() => sessions().filter(hasLaps));
    const question = computed(() => wanted().map(versionOf).join());
    const found = resource({
      params: () => (question() === '' ? undefined : question()),
      loader: ({ abortSignal }) => this.#load(wanted(), abortSignal),
    });
    const laps = linkedSignal<LapsById | null, LapsById>({
      source: () => (found.hasValue() ? found.value() : null),
      computation: (now, before) => now ?? before?.value ?? new Map(),
    });
    return {
      laps: laps.asReadonly(),
      loading: found.isLoading,
      failure: computed(() => {
        const error = found.error();
        return error ? asApiError(error) : null;
      }),
      retry: () => void found.reload(),
    };
  }

  async #load(
    sessions: readonly ImportedPracticeSession[],
    signal: AbortSignal,
  ): Promise<LapsById> {
    const missing = sessions.filter((session) => !this.#known.has(versionOf(session)));
    if (missing.length > 0) {
      const ids = missing.map(({ id }) => id);
      const found = await this.#api.sessionsWithLaps(this.#study.eventId(), ids, signal);
      const byId = new Map(found.map((session) => [session.id, session.laps]));
      for (const session of missing) {
        this.#known.set(versionOf(session), byId.get(session.id) ?? []);
      }
    }
    return new Map(
      sessions.map((session) => [session.id, this.#known.get(versionOf(session)) ?? []]),
    );
  }
}

/** Changes when a session is read again and has other laps. */
function versionOf(session: ImportedPracticeSession): string {
  const { id, lap_count, invalid_lap_count, average_lap_seconds } = session;
  return [id, lap_count, invalid_lap_count, average_lap_seconds].join('/');
}
