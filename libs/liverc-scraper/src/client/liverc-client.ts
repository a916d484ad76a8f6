import { performance } from 'node:perf_hooks';
import {
  LivercDisabledError,
  LivercPageChangedError,
  LivercTimeoutError,
  LivercError,
} from '../errors.js';
import type { LivercScraperOptions } from '../liverc-scraper.options.js';
import { CALL_TOO_LONG, CallScope } from './call-scope.js';
import { ChangedPages } from './changed-pages.js';
import type { Exchange } from './exchange.js';
import type { Failure } from './failure.js';
import { Gate, type Pass, type Visit } from './gate.js';
import { firstToAnswer, watchForHang } from './hanging-page.js';
import { HttpTransport } from './http-transport.js';
import { type PageAddress, siteOf } from './page-address.js';
import { PageSender } from './page-sender.js';
import { productVersion } from './product-version.js';
import { RetryBudget } from './retry-budget.js';
import { FailedPages } from './failed-pages.js';
import { toSiteHealth } from './site-health.js';
import { sleep, unlessAborted } from './sleep.js';
import type { Waiters } from './waiters.js';

const MOST_ATTEMPTS = 3;
const SWITCHED_OFF = Symbol('switched off');

/** Who asks for a page, and how long one request for it may take. */
export interface PageRequest {
  address: PageAddress;
  /** Those who wait for it; one of them at least. */
  waiters: Waiters;
  timeoutMs: number;
  signal: AbortSignal | undefined;
}

/** Makes a value of a page. */
export type Read<T> = (html: string, url: string) => T | Promise<T>;

interface Call<T> extends PageRequest {
  read: Read<T>;
  scope: CallScope;
  /** Requests sent for the page. */
  sent: number;
  /** How many who wait had come when it was asked for the last time. */
  arrivals: number;
  /** When all attempts must be over; meaningless before the first. */
  endsAt: number;
  /** Why the last attempt failed. */
  lastError: LivercError | null;
  /** Whether a page that was not recognised was asked for a second time. */
  lookedAgain: boolean;
  /** Whether it was asked for a second time beside a request that hung. */
  askedBeside: boolean;
}

/** What came of one attempt. */
type Reading<T> = { outcome: 'read'; value: T } | Pick<Failure, 'outcome' | 'error' | 'retryable'>;

/** Brings pages from LiveRC: politely, within time, within bounds. One for the whole process. */
export class LivercClient {
  private readonly transport: HttpTransport;
  private readonly sender: PageSender;
  private readonly gate: Gate;
  private readonly budget: RetryBudget;
  private readonly failedPages: FailedPages;
  private readonly changedPages: ChangedPages;
  private readonly calls = new Set<CallScope>();
  private readonly now: () => number;
  private readonly ticks: () => number;
  private enabled: boolean;
  /** When it was last switched on or off; null while it was on from the start. */
  private switchedAt: Date | null;
  private readonly totalTimeoutMs: number;

  constructor(private readonly options: LivercScraperOptions) {
    this.now = options.now ?? Date.now;
    this.ticks = options.now ?? (() => performance.now());
    this.enabled = options.enabled;
    this.switchedAt = options.enabled ? null : new Date(this.now());
    this.totalTimeoutMs = options.totalTimeoutMs ?? 60_000;
    const { proxies } = options;
    this.transport = new HttpTransport(userAgent(options.contact), { proxies });
    this.sender = new PageSender(this.transport, this.now, this.ticks, options.onRequest);
    const { maxConcurrency: maximum, probePauseScale } = options;
    this.gate = new Gate({ maximum, now: this.ticks, probePauseScale });
    this.budget = new RetryBudget(this.ticks);
    this.failedPages = new FailedPages(options.failedPagePauseMs ?? 5000, this.ticks);
    this.changedPages = new ChangedPages(this.ticks);
  }

  /**
   * Brings one page and reads it with `read`; what `read` throws counts as a failure of the page. A
   * page that is not recognised is looked at a second time, unless others like it fail as well.
   *
   * @throws LivercError
   * @throws the reason of the request's signal, when it aborts
   */
  async read<T>(request: PageRequest, read: Read<T>): Promise<T> {
    const { href } = request.address;
    if (!this.enabled) throw disabled(href);
    const scope = new CallScope(request.signal);
    this.calls.add(scope);
    const untouched = {
      sent: 0,
      endsAt: 0,
      lastError: null,
      lookedAgain: false,
      askedBeside: false,
    };
    const call = { ...request, ...untouched, read, scope, arrivals: request.waiters.arrivals };
    try {
      await this.failedPages.turn(href, scope.signal);
      return await this.attemptsNoting(call);
    } catch (error) {
      if (error === SWITCHED_OFF) throw disabled(href);
      throw error;
    } finally {
      this.calls.delete(scope);
      scope.end();
    }
  }

  /** Notes that what a page told was lost, so that it is not asked for again too soon. */
  noteNotStored(href: string): void {
    this.failedPages.note(href);
  }

  /** All attempts at a page; notes the page as failed when the last one did. */
  private async attemptsNoting<T>(call: Call<T>): Promise<T> {
    const { href } = call.address;
    try {
      return await this.attempts(call);
    } catch (error) {
      if (call.lastError) this.failedPages.note(href);
      const failure = error === CALL_TOO_LONG ? (call.lastError ?? tooLong(href)) : error;
      if (failure instanceof LivercError) call.waiters.noteFailure(call.arrivals);
      throw failure;
    }
  }

  private async attempts<T>(call: Call<T>): Promise<T> {
    for (;;) {
      const pass = await this.enter(call);
      const result = await this.askFor(call, pass);
      const reading = result.outcome === 'ok' ? await this.readPage(call, result.html) : result;
      if (reading.outcome === 'read') return reading.value;
      call.lastError = reading.error;
      const pauseMs = this.pauseBeforeRetry(call, reading, pass);
      if (pauseMs === null) throw reading.error;
      await sleep(pauseMs, call.scope.signal);
    }
  }

  /** Waits for the turn; the time of all attempts begins with the first. */
  private async enter(call: Call<unknown>, signal = call.scope.signal): Promise<Pass> {
    call.arrivals = call.waiters.arrivals;
    const pass = await this.gate.enter(visitOf(call, signal));
    if (call.sent === 0) {
      this.budget.noteRequest();
      call.scope.startDeadline(this.totalTimeoutMs);
      call.endsAt = this.ticks() + this.totalTimeoutMs;
    }
    call.arrivals = call.waiters.arrivals;
    return pass;
  }

  /** Asks for the page; for who comes while it hangs maybe once more beside, where others answer. */
  private askFor(call: Call<unknown>, first: Pass): Promise<Exchange> {
    let next: Pass | null = first;
    const send = async (slower: AbortSignal) => {
      const signal = AbortSignal.any([call.scope.signal, slower]);
      const pass = next ?? (await this.enter(call, signal));
      next = null;
      const timeoutMs = Math.max(1, Math.min(call.timeoutMs, call.endsAt - this.ticks()));
      const { address, waiters } = call;
      const sending = { address, lane: waiters.lane, timeoutMs, attempt: ++call.sent };
      return this.sender.send(sending, pass, signal);
    };
    const site = this.gate.site(siteOf(call.address));
    const asked = { site, waiters: call.waiters, now: this.ticks };
    return firstToAnswer(send, (onWorth) =>
      watchForHang(asked, () => {
        if (this.mayAskBeside(call)) onWorth();
      }),
    );
  }

  private mayAskBeside(call: Call<unknown>): boolean {
    if (call.askedBeside || call.sent >= MOST_ATTEMPTS) return false;
    call.askedBeside = this.budget.takeRetry();
    return call.askedBeside;
  }

  /** Makes a value of a page, for as long as somebody wants it. */
  private async readPage<T>(call: Call<T>, html: string): Promise<Reading<T>> {
    const { href } = call.address;
    const { signal } = call.scope;
    try {
      const reading = call.read(html, href);
      const value = reading instanceof Promise ? await unlessAborted(reading, signal) : reading;
      return { outcome: 'read', value };
    } catch (error) {
      if (error instanceof LivercPageChangedError) {
        return { outcome: 'changed', error, retryable: false };
      }
      if (!signal.aborted) this.failedPages.note(href);
      throw error;
    }
  }

  /** How long to wait before the page is asked for once more; null when the failure stands. */
  private pauseBeforeRetry<T>(
    call: Call<T>,
    failure: Pick<Failure, 'outcome' | 'retryable'>,
    pass: Pass,
  ): number | null {
    const isLast = call.sent >= MOST_ATTEMPTS;
    if (failure.outcome === 'changed') return this.pauseBeforeSecondLook(call, isLast);
    const again = failure.retryable && !isLast && !pass.probe;
    return again && this.budget.takeRetry() ? this.backOffMs(call.sent) : null;
  }

  private pauseBeforeSecondLook<T>(call: Call<T>, isLast: boolean): number | null {
    const { page } = call.address;
    const worth = !call.lookedAgain && !isLast && this.changedPages.worthSecondLook(page);
    if (worth && this.budget.takeRetry()) {
      call.lookedAgain = true;
      return this.options.secondLookPauseMs ?? 1000;
    }
    this.changedPages.note(page, siteOf(call.address));
    return null;
  }

  /** Full jitter: anything from nothing to the longest pause, so that retries do not march in step. */
  private backOffMs(failedAttempt: number): number {
    const longest = (this.options.backOffMs ?? 500) * 2 ** (failedAttempt - 1);
    return (this.options.random ?? Math.random)() * longest;
  }

  /** Switches all requests on or off; off ends those that wait or are under way. */
  setEnabled(enabled: boolean): void {
    if (enabled === this.enabled) return;
    this.enabled = enabled;
    this.switchedAt = new Date(this.now());
    if (!enabled) for (const scope of this.calls) scope.stop(SWITCHED_OFF);
  }

  health() {
    const { failing, since, inFlight, waiting, limit } = this.gate.state;
    const changedAt = since === null ? null : this.wallTime(since);
    return {
      state: this.enabled ? (failing ? 'failing' : 'ok') : 'disabled',
      since: this.enabled ? changedAt : this.switchedAt,
      sites: this.enabled ? toSiteHealth(this.gate.unwell, this.wallTime) : [],
      inFlight,
      waiting,
      limit,
      requests: this.sender.requests,
    } as const;
  }

  private readonly wallTime = (ticks: number) => new Date(this.now() + ticks - this.ticks());

  /** Ends all calls and connections. */
  close(): void {
    this.setEnabled(false);
    this.gate.close();
    this.transport.close();
  }
}

function visitOf({ address, waiters, sent }: Call<unknown>, signal: AbortSignal): Visit {
  const first = address.page === 'calendar' ? 'calendar' : 'other';
  const rank = sent > 0 ? 'again' : first;
  return { url: address.href, site: siteOf(address), rank, waiters, signal };
}

function userAgent(contact: string): string {
  if (!/^[\x20-\x7e]+$/.test(contact)) {
    throw new Error('contact must be printable ASCII, so that it can be sent in a header');
  }
  return `Trackside/${productVersion()} (+${contact})`;
}

function disabled(href: string): LivercDisabledError {
  return new LivercDisabledError(`requests to LiveRC are switched off: ${href}`, href);
}

function tooLong(href: string): LivercTimeoutError {
  return new LivercTimeoutError(`LiveRC took too long in all: ${href}`, href);
}
