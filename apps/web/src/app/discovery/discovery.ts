import { DestroyRef, Injectable, computed, inject, signal } from '@angular/core';
import type { DiscoveryRecord } from '@trackside/contracts';
import { API_BASE, TracksideApi } from '../api/trackside-api';
import { ApiError, asApiError, errorOf } from '../api/api-error';
import { type DateRange, type MonthKey, yearMonth } from '../calendar/month';
import { recordOf } from './month-answer';
import { nextRange } from './next-range';
import { type DiscoveryProgress, NO_PROGRESS, expect, fold, retry } from './progress';
import { OPEN_STREAM } from './record-source';

/** What is asked of LiveRC. */
export interface DiscoveryPlan {
  readonly trackId: string;
  readonly range: DateRange;
  /** Newest first. */
  readonly months: readonly MonthKey[];
  /** Leave out months whose every day is imported. */
  readonly skipCovered: boolean;
}

/**
 * `interrupted`: the connection was cut and is being made again. `stopped`: by the user.
 * `failed`: the server refuses; `failure` says why.
 */
export type DiscoveryPhase = 'idle' | 'running' | 'interrupted' | 'stopped' | 'done' | 'failed';

const CLOCK_TICK_MS = 100;
const FIRST_PAUSE_MS = 1_000;
const LONGEST_PAUSE_MS = 30_000;

/**
 * Runs one discovery at a time: as many streams, one after the other, as the range needs. Records
 * are folded once per animation frame, so that a burst of months costs one rendering.
 */
@Injectable()
export class Discovery {
  readonly #api = inject(TracksideApi);
  readonly #openStream = inject(OPEN_STREAM);
  readonly #progress = signal<DiscoveryProgress>(NO_PROGRESS);
  readonly #phase = signal<DiscoveryPhase>('idle');
  readonly #failure = signal<ApiError | null>(null);
  readonly #elapsedMs = signal(0);
  readonly #current = signal<ReadonlySet<MonthKey>>(new Set());

  readonly progress = this.#progress.asReadonly();
  readonly phase = this.#phase.asReadonly();
  readonly failure = this.#failure.asReadonly();
  readonly elapsedMs = this.#elapsedMs.asReadonly();
  readonly active = computed(() => this.#phase() === 'running' || this.#phase() === 'interrupted');
  /** Months that the open stream is about. */
  readonly current = this.#current.asReadonly();

  #plan: DiscoveryPlan | null = null;
  #close: () => void = () => undefined;
  #aborter = new AbortController();
  #queue: DiscoveryRecord[] = [];
  #frame = 0;
  #openAtStart = 0;
  #clock: ReturnType<typeof setInterval> | undefined;
  #clockStart = 0;
  #pauseMs = FIRST_PAUSE_MS;
  #reopening: ReturnType<typeof setTimeout> | undefined;

  constructor() {
    inject(DestroyRef).onDestroy(() => this.reset());
  }

  /** Ends whatever runs and begins anew. */
  begin(plan: DiscoveryPlan): void {
    this.reset();
    this.#plan = plan;
    this.#progress.set(expect(plan.months));
    this.#continue();
  }

  /** Closes the stream and forgets what it brought. */
  reset(): void {
    this.#halt('idle');
    this.#aborter.abort();
    this.#aborter = new AbortController();
    this.#plan = null;
    this.#queue = [];
    this.#failure.set(null);
    this.#elapsedMs.set(0);
    this.#progress.set(NO_PROGRESS);
  }

  /** Closes the stream and keeps what is here. */
  stop(): void {
    this.#halt('stopped');
  }

  /** Goes on after `stop`, or after the server refused. */
  resume(): void {
    if (this.#plan !== null && !this.active()) {
      this.#continue();
    }
  }

  /** Asks once more for one month that failed or came in part. */
  async retryMonth(key: MonthKey): Promise<void> {
    const plan = this.#plan;
    if (plan === null || this.#progress().months.get(key)?.retrying) {
      return;
    }
    this.#progress.update((progress) => retry(progress, key));
    const signal = this.#aborter.signal;
    const record = await this.#api
      .discoverMonth(plan.trackId, yearMonth(key), signal)
      .then(recordOf, (cause: unknown) => asFailure(key, asApiError(cause)));
    if (!signal.aborted) {
      this.#take(record);
    }
  }

  #continue(): void {
    const plan = this.#plan;
    const range = plan && nextRange(plan.range, plan.months, this.#progress());
    if (!plan || !range) {
      this.#halt('done');
      return;
    }
    this.#failure.set(null);
    this.#phase.set('running');
    this.#openAtStart = this.#openMonths();
    this.#startClock();
    this.#current.set(new Set(plan.months.filter((key) => within(key, range))));
    this.#open(urlOf(plan, range));
  }

  #open(url: string): void {
    this.#close();
    this.#close = this.#openStream(url, {
      opened: () => {
        this.#pauseMs = FIRST_PAUSE_MS;
        this.#phase.set('running');
      },
      record: (record) => this.#take(record),
      cut: () => this.#phase.set('interrupted'),
      refused: () => void this.#learnWhy(url),
    });
  }

  /**
   * EventSource hides status and body of a refusal. Asking once more tells a request that can never
   * succeed from a server that is starting again, and from 204, which means that all is here.
   */
  async #learnWhy(url: string): Promise<void> {
    this.#close();
    this.#flush();
    this.#phase.set('interrupted');
    const aborter = new AbortController();
    const signal = AbortSignal.any([aborter.signal, this.#aborter.signal]);
    const headers = { accept: 'text/event-stream' };
    const response = await fetch(url, { headers, signal }).catch(() => null);
    if (this.#aborter.signal.aborted || this.#phase() !== 'interrupted') {
      return;
    }
    if (response !== null && response.status >= 400 && response.status < 500) {
      this.#failure.set(await errorOf(response));
      this.#halt('failed');
      return;
    }
    aborter.abort();
    if (response?.status === 204) {
      this.#halt('done');
      return;
    }
    this.#reopening = setTimeout(() => this.#open(url), this.#pauseMs);
    this.#pauseMs = Math.min(this.#pauseMs * 2, LONGEST_PAUSE_MS);
  }

  /** A hidden page gets no animation frames; and after `done` the browser would reconnect. */
  #take(record: DiscoveryRecord): void {
    this.#queue.push(record);
    if (record.type === 'done' || document.hidden) {
      this.#flush();
    } else if (this.#frame === 0) {
      this.#frame = requestAnimationFrame(() => this.#flush());
    }
  }

  #flush(): void {
    cancelAnimationFrame(this.#frame);
    this.#frame = 0;
    const records = this.#queue.splice(0);
    const now = Date.now();
    this.#progress.update((before) =>
      records.reduce((progress, record) => fold(progress, record, now), before),
    );
    if (records.some((record) => record.type === 'done') && this.active()) {
      this.#close();
      this.#afterDone();
    }
  }

  /** A server that ends without an outcome for any month would be asked for ever. */
  #afterDone(): void {
    const open = this.#openMonths();
    if (open === 0 || open < this.#openAtStart) {
      this.#continue();
      return;
    }
    this.#failure.set(new ApiError('UNREACHABLE', 'The server ended before it had answered.'));
    this.#halt('failed');
  }

  #openMonths(): number {
    const months = [...this.#progress().months.values()];
    return months.filter((month) => month.outcome === null).length;
  }

  #halt(phase: DiscoveryPhase): void {
    this.#close();
    this.#close = () => undefined;
    clearTimeout(this.#reopening);
    this.#stopClock();
    cancelAnimationFrame(this.#frame);
    this.#frame = 0;
    this.#current.set(new Set());
    this.#phase.set(phase);
  }

  #startClock(): void {
    if (this.#clock === undefined) {
      this.#clockStart = performance.now() - this.#elapsedMs();
      this.#clock = setInterval(() => this.#readClock(), CLOCK_TICK_MS);
    }
  }

  #stopClock(): void {
    if (this.#clock !== undefined) {
      this.#readClock();
      clearInterval(this.#clock);
      this.#clock = undefined;
    }
  }

  #readClock(): void {
    this.#elapsedMs.set(performance.now() - this.#clockStart);
  }
}

function within(key: MonthKey, range: DateRange): boolean {
  return key >= range.start.slice(0, 7) && key <= range.end.slice(0, 7);
}

function urlOf(plan: DiscoveryPlan, range: DateRange): string {
  const query = new URLSearchParams({
    track_id: plan.trackId,
    start_date: range.start,
    end_date: range.end,
    ...(plan.skipCovered ? { skip_covered: 'true' } : {}),
  });
  return `${API_BASE}/practice-days/discover-range/stream?${query.toString()}`;
}

function asFailure(key: MonthKey, error: ApiError): DiscoveryRecord {
  const code = error.code === 'UNREACHABLE' ? 'SERVICE_UNAVAILABLE' : error.code;
  return { type: 'month_failed', ...yearMonth(key), code, message: error.message };
}
