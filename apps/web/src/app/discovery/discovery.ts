import { DestroyRef, Injectable, computed, inject, signal } from '@angular/core';
import type { DiscoveryRecord } from '@trackside/contracts';
import { TracksideApi, timelineUrl } from '../api/trackside-api';
import { ApiError, asApiError } from '../api/api-error';
import { type DateRange, type MonthKey, yearMonth } from '../calendar/month';
import { failureOf, recordOf } from './month-answer';
import { isWithin, nextRange } from './next-range';
import { type DiscoveryProgress, NO_PROGRESS, expect, fold, retry } from './progress';
import { OPEN_STREAM, whyRefused } from './record-source';
import { StopWatch } from './stop-watch';

/** What is asked of LiveRC. */
export interface DiscoveryPlan {
  readonly trackId: string;
  readonly range: DateRange;
  /** Newest first. */
  readonly months: readonly MonthKey[];
  /** The discovery that the search has begun or joined; null where it has not. */
  readonly jobId: string | null;
}

/**
 * `interrupted`: the connection was cut and is being made again. `stopped`: by the user.
 * `failed`: the server refuses; `failure` says why.
 */
export type DiscoveryPhase = 'idle' | 'running' | 'interrupted' | 'stopped' | 'done' | 'failed';

const FIRST_PAUSE_MS = 1_000;
const LONGEST_PAUSE_MS = 30_000;

/**
 * Follows one discovery at a time: as many, one after the other, as the range needs. They go on at the
 * server whether they are followed or not. Records are folded once per animation frame, so that a
 * burst of months costs one rendering.
 */
@Injectable()
export class Discovery {
  readonly #api = inject(TracksideApi);
  readonly #openStream = inject(OPEN_STREAM);
  readonly #progress = signal<DiscoveryProgress>(NO_PROGRESS);
  readonly #phase = signal<DiscoveryPhase>('idle');
  readonly #failure = signal<ApiError | null>(null);
  readonly #watch = new StopWatch();
  readonly #current = signal<ReadonlySet<MonthKey>>(new Set());

  readonly progress = this.#progress.asReadonly();
  readonly phase = this.#phase.asReadonly();
  readonly failure = this.#failure.asReadonly();
  readonly elapsedMs = this.#watch.elapsedMs;
  readonly active = computed(() => this.#phase() === 'running' || this.#phase() === 'interrupted');
  /** Months that the open stream is about. */
  readonly current = this.#current.asReadonly();

  #plan: DiscoveryPlan | null = null;
  /** The discovery that is followed; null before it is known. */
  #jobId: string | null = null;
  #close: () => void = () => undefined;
  #aborter = new AbortController();
  /** Aborts what is asked for in order to open a stream. */
  #opening = new AbortController();
  #queue: DiscoveryRecord[] = [];
  #frame = 0;
  #openAtStart = 0;
  #pauseMs = FIRST_PAUSE_MS;
  #reopening: ReturnType<typeof setTimeout> | undefined;

  constructor() {
    inject(DestroyRef).onDestroy(() => this.reset());
  }

  /** Ends whatever runs and begins anew. */
  begin(plan: DiscoveryPlan): void {
    this.reset();
    this.#plan = plan;
    this.#jobId = plan.jobId;
    this.#progress.set(expect(plan.months));
    this.#continue();
  }

  /** Closes the stream and forgets what it brought. */
  reset(): void {
    this.#halt('idle');
    this.#aborter.abort();
    this.#aborter = new AbortController();
    this.#plan = null;
    this.#jobId = null;
    this.#queue = [];
    this.#failure.set(null);
    this.#watch.reset();
    this.#progress.set(NO_PROGRESS);
  }

  /** Closes the stream and keeps what is here. Others may follow the discovery too: it goes on. */
  stop(): void {
    this.#halt('stopped');
  }

  /** Goes on after `stop`, or after the server refused. */
  resume(): void {
    if (this.#plan !== null && !this.active()) {
      this.#continue();
    }
  }

  /**
   * Asks once more for one month.
   *
   * @param refresh also where what is stored is fresh enough; else only for what failed or is old
   */
  async retryMonth(key: MonthKey, refresh = false): Promise<void> {
    if (this.#plan !== null && !this.#progress().months.get(key)?.retrying) {
      this.#progress.update((progress) => retry(progress, key));
      await this.#askFor(key, refresh, (error) => this.#take(failureOf(key, error)));
    }
  }

  /** Asks for a month that may have grown, without a word about it where that fails. */
  lookAgain(key: MonthKey): Promise<void> {
    return this.#askFor(key, false, () => undefined);
  }

  async #askFor(key: MonthKey, refresh: boolean, failed: (error: ApiError) => void): Promise<void> {
    const [plan, signal] = [this.#plan, this.#aborter.signal];
    if (plan === null) {
      return;
    }
    const asked = { trackId: plan.trackId, month: yearMonth(key), refresh };
    const answer = await this.#api.discoverMonth(asked, signal).catch(asApiError);
    if (signal.aborted) {
      return;
    }
    if (answer instanceof ApiError) {
      failed(answer);
    } else {
      this.#take(recordOf(answer));
    }
  }

  #continue(): void {
    const [plan, range] = [this.#plan, this.#nextRange()];
    if (!plan || !range) {
      this.#halt('done');
      return;
    }
    this.#failure.set(null);
    this.#phase.set('running');
    this.#openAtStart = this.#openMonths();
    this.#watch.start();
    this.#current.set(new Set(plan.months.filter((key) => isWithin(key, range))));
    this.#follow();
  }

  /** What is followed again tells once more all it has told. */
  #follow(): void {
    if (this.#jobId === null) {
      void this.#ask();
    } else {
      this.#open(timelineUrl(this.#jobId));
    }
  }

  async #ask(): Promise<void> {
    const [plan, range] = [this.#plan, this.#nextRange()];
    if (!plan || !range) {
      return;
    }
    const { signal } = this.#opening;
    const asked = await this.#api
      .beginDiscovery(plan.trackId, range, signal)
      .catch((cause: unknown) => asApiError(cause));
    if (signal.aborted) {
      return;
    }
    if (asked instanceof ApiError) {
      this.#refuse(asked);
    } else {
      this.#jobId = asked;
      this.#follow();
    }
  }

  #nextRange(): DateRange | null {
    const plan = this.#plan;
    return plan && nextRange(plan.range, plan.months, this.#progress());
  }

  /** A server that is silent may be starting again; any other word of it is its last. */
  #refuse(error: ApiError): void {
    if (error.code === 'UNREACHABLE' || error.code === 'SERVICE_UNAVAILABLE') {
      this.#phase.set('interrupted');
      this.#followLater();
    } else {
      this.#failure.set(error);
      this.#halt('failed');
    }
  }

  #followLater(): void {
    this.#reopening = setTimeout(() => this.#follow(), this.#pauseMs);
    this.#pauseMs = Math.min(this.#pauseMs * 2, LONGEST_PAUSE_MS);
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

  async #learnWhy(url: string): Promise<void> {
    this.#close();
    this.#flush();
    this.#phase.set('interrupted');
    const { signal } = this.#opening;
    const why = await whyRefused(url, signal);
    if (signal.aborted) {
      return;
    }
    if (why instanceof ApiError) {
      this.#failure.set(why);
      this.#halt('failed');
    } else if (why === 'all-here') {
      this.#halt('done');
    } else {
      this.#jobId = why === 'forgotten' ? null : this.#jobId;
      this.#followLater();
    }
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
    this.#jobId = null;
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
    this.#opening.abort();
    this.#opening = new AbortController();
    this.#watch.stop();
    cancelAnimationFrame(this.#frame);
    this.#frame = 0;
    this.#current.set(new Set());
    this.#phase.set(phase);
  }
}
