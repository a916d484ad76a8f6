import { Injectable, computed, effect, inject, signal, untracked } from '@angular/core';
import type {
  ImportedPracticeSession,
  Lap,
  LiveDayRecord,
  LiveRecord,
  LiveSessionRecord,
} from '@trackside/contracts';
import { mayStillGrow } from '../../calendar/growing';
import { OPEN_LIVE_STREAM } from './live-stream';
import { PageVisibility } from '../../browser/page-visibility';

/** The imported day that is looked at. */
export interface FollowedDay {
  readonly trackId: string;
  readonly eventId: string;
  readonly date: string;
}

/**
 * `off`: the day does not grow, or another one is followed by now; `cut`: the connection is lost, and
 * made again by itself; `over`, `disabled`: the stream has ended, and why.
 */
export type LiveState = 'off' | 'connecting' | 'following' | 'cut' | 'paused' | 'over' | 'disabled';

/** What the stream has told of the day so far. */
interface Told {
  readonly sessions: ReadonlyMap<string, ImportedPracticeSession>;
  readonly laps: ReadonlyMap<string, readonly Lap[]>;
  readonly totals: LiveDayRecord | null;
}

const NOTHING: Told = { sessions: new Map(), laps: new Map(), totals: null };
/** Sessions come in hundreds when the stream begins: they are shown together. */
const GATHER_MS = 60;
const AGAIN_MS = 10_000;

/** Follows a running practice day while its page is looked at. */
@Injectable()
export class LiveDay {
  readonly #open = inject(OPEN_LIVE_STREAM);
  readonly #page = inject(PageVisibility);

  readonly #day = signal<FollowedDay | null>(null, { equal: sameDay });
  readonly #state = signal<LiveState>('off');
  readonly #paused = signal(false);
  readonly #attempt = signal(0);
  readonly #told = signal(NOTHING);
  readonly #asOf = signal<string | null>(null);
  readonly #nextLookAt = signal<number | null>(null);
  readonly #trouble = signal<string | null>(null);
  readonly #arrived = signal<readonly string[]>([]);

  readonly state = computed<LiveState>(() => {
    const state = this.#state();
    return this.#paused() && state !== 'off' && state !== 'over' ? 'paused' : state;
  });
  /** Sessions that the stream has told of, by id, as LiveRC last showed them. */
  readonly sessions = computed(() => this.#told().sessions);
  /** Their laps, as far as they are read. */
  readonly laps = computed(() => this.#told().laps);
  /** The day's totals; null while the stream has told none. */
  readonly totals = computed(() => this.#told().totals);
  /** UTC instant at which LiveRC was looked at last; null where it never was. */
  readonly asOf = this.#asOf.asReadonly();
  /** When LiveRC is looked at next, on this machine's clock in milliseconds. */
  readonly nextLookAt = this.#nextLookAt.asReadonly();
  /** Why the last look failed; null where it did not. */
  readonly trouble = this.#trouble.asReadonly();
  /** Ids of sessions that came while the page was looked at, newest last. */
  readonly arrived = this.#arrived.asReadonly();

  #cursor = '';
  #waiting: LiveSessionRecord[] = [];

  constructor() {
    effect(() => {
      this.#day();
      untracked(() => this.#forget());
    });
    effect((onCleanup) => {
      const day = this.#day();
      this.#attempt();
      if (day === null || this.#paused() || !this.#page.visible()) {
        return;
      }
      if (
        ['over', 'disabled'].includes(untracked(this.#state)) ||
        !mayStillGrow(day.date, Date.now())
      ) {
        return;
      }
      onCleanup(untracked(() => this.#listen(day)));
    });
  }

  /** Null when no day is looked at. */
  follow(day: FollowedDay | null): void {
    this.#day.set(day);
  }

  pause(): void {
    this.#paused.set(true);
  }

  /** What came meanwhile is told at once. */
  goOn(): void {
    this.#paused.set(false);
  }

  /** @returns closes the stream */
  #listen(day: FollowedDay): () => void {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const close = this.#open(day.trackId, this.#cursor, {
      record: (record, cursor) => {
        this.#cursor = cursor || this.#cursor;
        if (!this.#take(record, day)) {
          close();
        }
      },
      opened: () => this.#state.update((state) => (state === 'cut' ? 'following' : state)),
      cut: () => this.#state.update((state) => (state === 'off' ? state : 'cut')),
      refused: () => {
        this.#state.update((state) => (state === 'off' ? state : 'cut'));
        timer = setTimeout(() => this.#attempt.update((count) => count + 1), AGAIN_MS);
      },
    });
    return () => {
      clearTimeout(timer);
      close();
    };
  }

  /** @returns whether the stream is to go on */
  #take(record: LiveRecord, day: FollowedDay): boolean {
    switch (record.type) {
      case 'started':
        return this.#start(record.event_id === day.eventId, record);
      case 'day':
        if (record.event_id !== day.eventId) {
          return this.#end('off');
        }
        this.#look(record.fetched_at, record.next_check_seconds, null);
        this.#told.update((told) => ({ ...told, totals: record }));
        return true;
      case 'session':
        this.#gather(record);
        return true;
      case 'checked':
        this.#look(record.fetched_at, record.next_check_seconds, null);
        return true;
      case 'unavailable':
        this.#look(this.#asOf(), record.next_check_seconds, record.message);
        return true;
      case 'done':
        return this.#end(record.reason === 'day_over' ? 'over' : 'disabled');
      case 'heartbeat':
        return true;
    }
  }

  #start(
    isOurs: boolean,
    { fetched_at, next_check_seconds }: LiveRecord & { type: 'started' },
  ): boolean {
    if (!isOurs) {
      return this.#end('off');
    }
    this.#look(fetched_at ?? this.#asOf(), next_check_seconds, this.#trouble());
    return true;
  }

  #look(asOf: string | null, nextSeconds: number, trouble: string | null): void {
    this.#state.set('following');
    this.#asOf.set(asOf);
    this.#nextLookAt.set(Date.now() + nextSeconds * 1_000);
    this.#trouble.set(trouble);
  }

  #end(state: LiveState): boolean {
    this.#state.set(state);
    this.#nextLookAt.set(null);
    return false;
  }

  #gather(record: LiveSessionRecord): void {
    this.#waiting.push(record);
    if (this.#waiting.length === 1) {
      setTimeout(() => this.#show(), GATHER_MS);
    }
  }

  #show(): void {
    const came = this.#waiting.splice(0);
    if (came.length === 0) {
      return;
    }
    const { sessions: before, laps: lapsBefore, totals } = this.#told();
    const [sessions, laps] = [new Map(before), new Map(lapsBefore)];
    for (const { session } of came) {
      const { laps: read, ...rest } = session;
      sessions.set(session.id, rest);
      if (read) {
        laps.set(session.id, read);
      }
    }
    const fresh = came.filter(({ is_new, session }) => is_new && !before.has(session.id));
    this.#told.set({ sessions, laps, totals });
    if (fresh.length > 0) {
      const ids = new Set([...this.#arrived(), ...fresh.map(({ session }) => session.id)]);
      this.#arrived.set([...ids]);
    }
  }

  #forget(): void {
    this.#cursor = '';
    this.#waiting = [];
    this.#told.set(NOTHING);
    this.#asOf.set(null);
    this.#nextLookAt.set(null);
    this.#trouble.set(null);
    this.#arrived.set([]);
    this.#state.set('off');
  }
}

function sameDay(a: FollowedDay | null, b: FollowedDay | null): boolean {
  return a?.eventId === b?.eventId && a?.trackId === b?.trackId;
}
