import {
  DestroyRef,
  Injectable,
  type Signal,
  computed,
  inject,
  resource,
  untracked,
} from '@angular/core';
import type { ImportedPracticeSession, Lap } from '@trackside/contracts';
import { type ApiError, asApiError } from '../api/api-error';
import { PracticeApi } from '../api/practice-api';
import { hasLaps } from '../laps/valid-laps';
import { readAgainWhenBack } from '../status/server-return';
import { LiveDay } from './live/live-day';
import { DayStudy } from './day-study';

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
  readonly #live = inject(LiveDay);
  readonly #asked = new Map<string, Promise<void>>();
  readonly #here = new Map<string, readonly Lap[]>();
  readonly #left = new AbortController();

  constructor() {
    inject(DestroyRef).onDestroy(() => this.#left.abort());
  }

  /** Loads the laps of `sessions`, and of others as they change. Needs an injection context. */
  want(sessions: () => readonly ImportedPracticeSession[]): WantedLaps {
    const wanted = computed(() => sessions().filter(hasLaps));
    const question = computed(() => wanted().map(versionOf).join());
    const found = resource({
      params: () => (question() === '' ? undefined : question()),
      loader: () => this.#load(untracked(wanted)),
    });
    const laps = computed<LapsById>(() => {
      found.status();
      return new Map(wanted().flatMap((session) => this.#known(session)));
    });
    readAgainWhenBack(() => void found.reload(), found.error);
    return {
      laps,
      loading: found.isLoading,
      failure: computed(() => {
        const error = found.error();
        return error ? asApiError(error) : null;
      }),
      retry: () => void found.reload(),
    };
  }

  /** The laps of each session, none of one that is not read; null where some are not here yet. */
  known(sessions: readonly ImportedPracticeSession[]): (readonly Lap[])[] | null {
    const laps = sessions.map((session) =>
      hasLaps(session) ? this.#known(session)[0]?.[1] : ([] as const),
    );
    return laps.every((known) => known !== undefined) ? laps : null;
  }

  async #load(sessions: readonly ImportedPracticeSession[]): Promise<void> {
    const missing = sessions.filter(
      (session) => !this.#asked.has(versionOf(session)) && !this.#live.laps().has(session.id),
    );
    if (missing.length > 0) {
      this.#ask(missing);
    }
    await Promise.all(sessions.flatMap((session) => this.#asked.get(versionOf(session)) ?? []));
  }

  /** Its laps; while it is read again, those of before. None when they were never here. */
  #known(session: ImportedPracticeSession): [string, readonly Lap[]][] {
    const laps = this.#live.laps().get(session.id) ?? this.#here.get(session.id);
    return laps ? [[session.id, laps]] : [];
  }

  /** One question for all of them; who wants one meanwhile waits for its answer. */
  #ask(sessions: readonly ImportedPracticeSession[]): void {
    const ids = sessions.map(({ id }) => id);
    const answer = this.#api
      .sessionsWithLaps(this.#study.eventId(), ids, this.#left.signal)
      .then((found) => {
        const byId = new Map(found.map(({ id, laps }) => [id, laps]));
        ids.forEach((id) => this.#here.set(id, byId.get(id) ?? []));
      });
    sessions.forEach((session) => this.#asked.set(versionOf(session), answer));
    // Forgotten, so that it can be asked for again; the one who waits hears of it.
    answer.catch(() => sessions.forEach((session) => this.#asked.delete(versionOf(session))));
  }
}

/** Changes when a session is read again and has other laps. */
function versionOf(session: ImportedPracticeSession): string {
  const { id, lap_count, invalid_lap_count, average_lap_seconds } = session;
  return [id, lap_count, invalid_lap_count, average_lap_seconds].join('/');
}
