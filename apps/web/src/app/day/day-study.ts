import {
  Injectable,
  type Signal,
  computed,
  effect,
  inject,
  linkedSignal,
  resource,
  untracked,
} from '@angular/core';
import { toSignal } from '@angular/core/rxjs-interop';
import { ActivatedRoute, type Params, Router } from '@angular/router';
import type { ImportedPracticeSession } from '@trackside/contracts';
import { asApiError } from '../api/api-error';
import { PracticeApi } from '../api/practice-api';
import { driverParams } from '../driver/driver-query';
import { hasLaps } from '../laps/valid-laps';
import { belongsTo, driverKey, driverLabel, samePerson } from '../me/driver-names';
import { LiveDay } from './live/live-day';
import { grown, joined } from './live/live-merge';
import { readAgainWhenBack } from '../status/server-return';
import { LastTrack } from '../me/last-track';
import { Me } from '../me/me';
import { type DayAddress, NEWEST_FIRST, readAddress, writeAddress } from './address';
import { NO_CLASS, classOf, classesOf, driversOf, isUnknownKey } from './drivers';
import { Reading } from './reading';
import { sortSessions } from './sessions/session-order';
import { SHOWN, standingsOf } from './standings';

/** So long after the last news of a running day, none is about to follow at once. */
const REST_MS = 5_000;

/** A day as the address names it: what is loaded of it, and what of it is looked at. */
@Injectable()
export class DayStudy {
  readonly #api = inject(PracticeApi);
  readonly #router = inject(Router);
  readonly #route = inject(ActivatedRoute);
  readonly #me = inject(Me);
  readonly #reading = inject(Reading);
  readonly #live = inject(LiveDay);
  readonly #lastTrack = inject(LastTrack);
  readonly #params = toSignal(this.#route.queryParamMap, { requireSync: true });
  readonly #path = toSignal(this.#route.paramMap, { requireSync: true });

  readonly eventId = computed(() => this.#path().get('event_id') ?? '');
  readonly address = computed(() => readAddress(this.#params()), { equal: sameJson });

  readonly #day = resource({
    params: () => this.eventId(),
    loader: ({ params, abortSignal }) => this.#api.day(params, abortSignal),
  });
  readonly #sessions = resource({
    params: () => this.eventId(),
    loader: async ({ params, abortSignal }) =>
      sortSessions(await this.#api.sessions(params, abortSignal), NEWEST_FIRST),
  });

  readonly #stored = this.#lastGood(() => (this.#day.hasValue() ? this.#day.value() : null));
  readonly #trackId = computed(() => this.#stored()?.track_id ?? null);
  readonly #storedSessions = this.#lastGood(() =>
    this.#sessions.hasValue() ? this.#sessions.value() : null,
  );
  /** As it was loaded, and as it has grown since. */
  readonly day = computed(() => grown(this.#stored(), this.#live.totals(), this.sessions()));
  /** Null until they are here; newest first. */
  readonly sessions = computed(() => joined(this.#storedSessions(), this.#live.sessions()));
  /** Why there is nothing to show; a failed second look changes nothing on screen. */
  readonly failure = computed(() => {
    const error = this.#day.error() ?? this.#sessions.error();
    return error && (this.#stored() === null || this.#storedSessions() === null)
      ? asApiError(error)
      : null;
  });

  readonly drivers = computed(() => driversOf(this.sessions() ?? []));
  /** Told apart by transponder. */
  readonly unknownDrivers = computed(
    () => this.drivers().filter(({ key }) => isUnknownKey(key)).length,
  );
  readonly #labels = computed(() => new Map(this.drivers().map(({ key, label }) => [key, label])));
  readonly classes = computed(() => classesOf(this.sessions() ?? []));
  readonly sessionById = computed(
    () => new Map((this.sessions() ?? []).map((session) => [session.id, session])),
  );

  /** Names and transponders of the driver shown: the address's, else the user's own. */
  readonly person = computed(() => {
    const named = this.address().person;
    return named.length > 0 ? named : this.#me.person();
  });
  readonly personIsMe = computed(
    () => this.#me.person().length > 0 && samePerson(this.person(), this.#me.person()),
  );
  /** Tells whether a session is one of the driver's who is shown. */
  readonly isTheirs = computed(() => belongsTo(this.person()));
  /** Sessions of the driver shown, in every class; newest first, as all are. */
  readonly theirSessions = computed(() => (this.sessions() ?? []).filter(this.isTheirs()));
  /** Whose a session is; the driver shown is one by whatever names, with the key `SHOWN`. */
  readonly keyOf = computed(() => {
    const isTheirs = this.isTheirs();
    return (session: ImportedPracticeSession) => (isTheirs(session) ? SHOWN : driverKey(session));
  });
  /** What a driver would look at again: their own sessions, the one that is open, those side by side. */
  readonly #lookedAt = computed(() => {
    const { session, compared } = this.address();
    const isOpen = ({ id }: ImportedPracticeSession): boolean =>
      id === session || compared.includes(id);
    const isTheirs = this.isTheirs();
    return (this.sessions() ?? []).filter((each) => isTheirs(each) || isOpen(each));
  });
  readonly theirClasses = computed(() => classesOf(this.theirSessions()));
  /** The class looked at: the address's, else the one that the driver drove most. */
  readonly className = computed(() => {
    const named = this.address().className;
    if (named !== null && this.classes().includes(named)) {
      return named;
    }
    return this.theirClasses()[0] ?? this.classes()[0] ?? null;
  });
  readonly classSessions = computed(() =>
    (this.sessions() ?? []).filter((session) => classOf(session) === this.className()),
  );

  /** The class's drivers, the driver shown among them. */
  readonly standings = computed(() => standingsOf(this.classSessions(), this.keyOf()));

  constructor() {
    this.#keepOnDevice();
    readAgainWhenBack(
      () => this.loadAgain(),
      () => this.#day.error() ?? this.#sessions.error(),
    );
    // Whoever copies the address shares the driver, too, not "whoever opens it".
    effect(() => {
      const named = this.address().person;
      const me = this.#me.person();
      if (named.length === 0 && me.length > 0 && this.day() !== null) {
        untracked(() => void this.replace({ person: me }));
      }
    });
    effect(() => {
      const day = this.#stored();
      if (day) {
        untracked(() => this.#lastTrack.set({ id: day.track_id, name: day.track_name }));
      }
    });
    effect(() => {
      const day = this.#stored();
      this.#live.follow(day && { trackId: day.track_id, eventId: day.event_id, date: day.date });
    });
    effect(() => {
      const [day, eventId] = [this.#stored(), this.eventId()];
      const jobId = day?.job_id ?? null;
      untracked(() => this.#reading.follow(jobId === null ? null : { eventId, jobId }));
    });
    effect(() => {
      if (this.#reading.news() > 0) {
        untracked(() => this.loadAgain());
      }
    });
  }

  /** A session's driver as the name is written most often that day. */
  labelOf(session: ImportedPracticeSession): string {
    return this.#labels().get(driverKey(session)) ?? driverLabel(session);
  }

  /**
   * The address of a driver's page at the day's track, in the class looked at.
   *
   * @param label as `driverLabel` writes it
   */
  driverPage(label: string): Params {
    const className = this.className();
    const named = className === NO_CLASS ? null : className;
    return driverParams(this.day()?.track_id ?? '', label, named);
  }

  /** Looks at something else; Back leads to where one was. */
  async go(change: Partial<DayAddress>): Promise<void> {
    // A session opened in one part of the day is none of the other parts' business.
    const left = change.tab === undefined ? {} : { session: null };
    await this.#navigate({ ...left, ...change }, false);
  }

  /** Looks at the same in another way; Back does not stop here. */
  async replace(change: Partial<DayAddress>): Promise<void> {
    await this.#navigate(change, true);
  }

  loadAgain(): void {
    this.#day.reload();
    this.#sessions.reload();
  }

  /** What nobody has asked for on this page, and the next one needs where there is no network. */
  #keepOnDevice(): void {
    effect((onCleanup) => {
      // Of whoever is chosen later nothing was kept either, nor of a run that is opened later.
      this.#lookedAt();
      if (this.#live.sessions().size > 0) {
        const timer = setTimeout(() => void this.#keep(), REST_MS);
        onCleanup(() => clearTimeout(timer));
      }
    });
    effect((onCleanup) => {
      const [trackId, me] = [this.#trackId(), this.#me.person()];
      if (trackId !== null && me.length > 0) {
        const timer = setTimeout(() => this.#keepWayBack(trackId, me), REST_MS);
        onCleanup(() => clearTimeout(timer));
      }
    });
  }

  /** What the stream has told was never asked for: where there is a worker, it keeps it now. */
  async #keep(): Promise<void> {
    if ((navigator as Partial<Navigator>).serviceWorker?.controller) {
      const sessions = this.#lookedAt().filter(hasLaps);
      await Promise.allSettled([
        this.#api.day(this.eventId()),
        this.#api.sessions(this.eventId()),
        this.#api.sessionsWithLaps(
          this.eventId(),
          sessions.map(({ id }) => id),
        ),
      ]);
    }
  }

  /** What the start page asks for its last day: it has a way back here, also without a network. */
  #keepWayBack(trackId: string, me: readonly string[]): void {
    for (const name of me) {
      this.#api.daysOf(trackId, name).catch(() => null);
    }
  }

  async #navigate(change: Partial<DayAddress>, replaceUrl: boolean): Promise<void> {
    await this.#router.navigate([], {
      relativeTo: this.#route,
      queryParams: writeAddress(change),
      queryParamsHandling: 'merge',
      replaceUrl,
    });
  }

  /** The value last loaded of the day that the address names. */
  #lastGood<T>(value: () => T | null): Signal<T | null> {
    const kept = linkedSignal<Kept<T>, Kept<T>>({
      source: () => ({ id: this.eventId(), value: value() }),
      computation: (now, before) =>
        now.value === null && before?.value.id === now.id ? before.value : now,
    });
    return computed(() => kept().value);
  }
}

interface Kept<T> {
  readonly id: string;
  readonly value: T | null;
}

function sameJson(a: unknown, b: unknown): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}
