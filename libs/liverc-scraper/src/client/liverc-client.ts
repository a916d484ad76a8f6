import { performance } from 'node:perf_hooks';
import {
  LivercDisabledError,
  LivercPageChangedError,
  LivercTimeoutError,
  type LivercError,
  type LivercErrorCode,
} from '../errors.js';
import type { LivercScraperOptions } from '../liverc-scraper.options.js';
import { CALL_TOO_LONG, CallScope } from './call-scope.js';
import { ChangedPages } from './changed-pages.js';
import { exchange, type Exchange } from './exchange.js';
import type { Failure } from './failure.js';
import { Gate, type Pass, type Visit } from './gate.js';
import { HttpTransport } from './http-transport.js';
import { type PageAddress, siteOf, slugOfSite } from './page-address.js';
import { productVersion } from './product-version.js';
import { RetryBudget } from './retry-budget.js';
import { FailedPages } from './failed-pages.js';
import { sleep, unlessAborted } from './sleep.js';
import type { Waiters } from './waiters.js';

const MOST_ATTEMPTS = 3;
const SWITCHED_OFF = Symbol('switched off');

/** A site that is unwell. */
export interface SiteHealth {
  /** Null for the catalogue. */
  slug: string | null;
  since: Date;
  /** What its pages fail with. */
  code: LivercErrorCode;
  /** When it is asked again at the earliest; null: at any time. */
  nextProbeAt: Date | null;
}

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
  /** When all attempts must be over; meaningless before the first. */
  endsAt: number;
  /** Why the last attempt failed. */
  lastError: LivercError | null;
  /** Whether a page that was not recognised was asked for a second time. */
  lookedAgain: boolean;
}

/** What came of one attempt. */
type Reading<T> = { outcome: 'read'; value: T } | Pick<Failure, 'outcome' | 'error' | 'retryable'>;

/** Brings pages from LiveRC: politely, within time, within bounds. One for the whole process. */
export class LivercClient {
  private readonly transport: HttpTransport;
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
  private requests = 0;
  private readonly totalTimeoutMs: number;

  constructor(private readonly options: LivercScraperOptions) {
    this.now = options.now ?? Date.now;
    this.ticks = options.now ?? (() => performance.now());
    this.enabled = options.enabled;
    this.switchedAt = options.enabled ? null : new Date(this.now());
    this.totalTimeoutMs = options.totalTimeoutMs ?? 60_000;
    this.transport = new HttpTransport(userAgent(options.contact));
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
    const call = { ...request, read, scope, endsAt: 0, lastError: null, lookedAgain: false };
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
      throw error === CALL_TOO_LONG ? (call.lastError ?? tooLong(href)) : error;
    }
  }

  private async attempts<T>(call: Call<T>): Promise<T> {
    const { scope } = call;
    for (let attempt = 1; ; attempt++) {
      const pass = await this.gate.enter(visitOf(call, attempt));
      if (attempt === 1) {
        this.budget.noteRequest();
        scope.startDeadline(this.totalTimeoutMs);
        call.endsAt = this.ticks() + this.totalTimeoutMs;
      }
      const result = await this.attempt(call, pass, attempt);
      const reading = result.outcome === 'ok' ? await this.readPage(call, result.html) : result;
      if (reading.outcome === 'read') return reading.value;
      call.lastError = reading.error;
      const pauseMs = this.pauseBeforeRetry(call, reading, pass, attempt);
      if (pauseMs === null) throw reading.error;
      await sleep(pauseMs, scope.signal);
    }
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
    attempt: number,
  ): number | null {
    const isLast = attempt === MOST_ATTEMPTS;
    if (failure.outcome === 'changed') return this.pauseBeforeSecondLook(call, isLast);
    const again = failure.retryable && !isLast && !pass.probe;
    return again && this.budget.takeRetry() ? this.backOffMs(attempt) : null;
  }

  private pauseBeforeSecondLook<T>(call: Call<T>, isLast: boolean): number | null {
    const { page, slug } = call.address;
    const worth = !call.lookedAgain && !isLast && this.changedPages.worthSecondLook(page);
    if (worth && this.budget.takeRetry()) {
      call.lookedAgain = true;
      return this.options.secondLookPauseMs ?? 1000;
    }
    this.changedPages.note(page, slug ?? '');
    return null;
  }

  /** Sends one request with the right that `pass` gives, and gives the right back. */
  private async attempt(call: Call<unknown>, pass: Pass, attempt: number): Promise<Exchange> {
    const startedAt = this.ticks();
    const settings = {
      timeoutMs: Math.max(1, Math.min(call.timeoutMs, call.endsAt - startedAt)),
      now: this.now,
      onSend: () => void this.requests++,
    };
    let result: Exchange | null = null;
    try {
      result = await exchange(this.transport, call.address, settings, call.scope.signal);
      return result;
    } finally {
      const outcome = result?.outcome ?? 'aborted';
      const failure = result && result.outcome !== 'ok' ? result : null;
      pass.leave({ outcome, cause: failure?.cause, pauseMs: failure?.pauseMs });
      this.options.onRequest?.({
        page: call.address.page,
        slug: call.address.slug,
        url: call.address.href,
        status: result?.status ?? null,
        durationMs: this.ticks() - startedAt,
        bytes: result?.bytes ?? 0,
        attempt,
        outcome,
        lane: call.waiters.lane,
      });
    }
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
    return {
      state: this.enabled ? (failing ? 'failing' : 'ok') : 'disabled',
      since: this.enabled ? this.wallTime(since) : this.switchedAt,
      sites: this.enabled ? this.unwellSites() : [],
      inFlight,
      waiting,
      limit,
      requests: this.requests,
    } as const;
  }

  private unwellSites(): SiteHealth[] {
    return Array.from(this.gate.unwell, ([site, { since, code, nextProbeAt }]) => ({
      slug: slugOfSite(site),
      since: this.wallTime(since)!,
      code,
      nextProbeAt: this.wallTime(nextProbeAt),
    }));
  }

  private wallTime(ticks: number | null): Date | null {
    return ticks === null ? null : new Date(this.now() + ticks - this.ticks());
  }

  /** Ends all calls and connections. */
  close(): void {
    this.setEnabled(false);
    this.gate.close();
    this.transport.close();
  }
}

function visitOf({ address, waiters, scope }: Call<unknown>, attempt: number): Visit {
  const first = address.page === 'calendar' ? 'calendar' : 'other';
  const rank = attempt > 1 ? 'again' : first;
  return { url: address.href, site: siteOf(address), rank, waiters, signal: scope.signal };
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
