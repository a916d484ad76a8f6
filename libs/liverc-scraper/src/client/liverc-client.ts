import { performance } from 'node:perf_hooks';
import { LivercDisabledError, LivercTimeoutError, type LivercError } from '../errors.js';
import type { LivercScraperOptions } from '../liverc-scraper.options.js';
import { CALL_TOO_LONG, CallScope } from './call-scope.js';
import { exchange, type Exchange } from './exchange.js';
import { Gate, type Pass } from './gate.js';
import { HealthRecord } from './health-record.js';
import { HttpTransport } from './http-transport.js';
import type { PageAddress } from './page-address.js';
import { productVersion } from './product-version.js';
import { RetryBudget } from './retry-budget.js';
import { FailedPages } from './failed-pages.js';
import { sleep } from './sleep.js';
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

interface Call extends PageRequest {
  scope: CallScope;
  /** When all attempts must be over; meaningless before the first. */
  endsAt: number;
  /** Why the last attempt failed. */
  lastError: LivercError | null;
}

/** Brings pages from LiveRC: politely, within time, within bounds. One for the whole process. */
export class LivercClient {
  private readonly transport: HttpTransport;
  private readonly gate: Gate;
  private readonly budget: RetryBudget;
  private readonly failedPages: FailedPages;
  private readonly record: HealthRecord;
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
    this.record = new HealthRecord(this.now);
  }

  /**
   * Brings one page and reads it with `read`; what `read` throws counts as a failure of the page.
   *
   * @throws LivercError
   * @throws the reason of the request's signal, when it aborts
   */
  async read<T>(request: PageRequest, read: (html: string, url: string) => T): Promise<T> {
    const { href } = request.address;
    if (!this.enabled) throw disabled(href);
    const scope = new CallScope(request.signal);
    this.calls.add(scope);
    try {
      await this.failedPages.turn(href, scope.signal);
      const html = await this.fetch({ ...request, scope, endsAt: 0, lastError: null });
      return this.readNoting(href, () => read(html, href));
    } catch (error) {
      if (error === SWITCHED_OFF) throw disabled(href);
      throw error;
    } finally {
      this.calls.delete(scope);
      scope.end();
    }
  }

  /** All attempts at a page; notes the page as failed when the last one did. */
  private async fetch(call: Call): Promise<string> {
    const { href } = call.address;
    try {
      return await this.attempts(call);
    } catch (error) {
      if (call.lastError) this.failedPages.note(href);
      throw error === CALL_TOO_LONG ? (call.lastError ?? tooLong(href)) : error;
    }
  }

  private async attempts(call: Call): Promise<string> {
    const { address, waiters, scope } = call;
    for (let attempt = 1; ; attempt++) {
      const { lane } = waiters;
      const visit = { url: address.href, lane, signal: scope.signal, again: attempt > 1 };
      const pass = await this.gate.enter(visit);
      if (attempt === 1) {
        this.budget.noteRequest();
        scope.startDeadline(this.totalTimeoutMs);
        call.endsAt = this.ticks() + this.totalTimeoutMs;
      }
      const result = await this.attempt(call, pass, attempt);
      if (result.outcome === 'ok') return result.html;
      call.lastError = result.error;
      const again = result.retryable && attempt < MOST_ATTEMPTS && !pass.probe;
      if (!again || !this.budget.takeRetry()) throw result.error;
      await sleep(this.backOffMs(attempt), scope.signal);
    }
  }

  /** Sends one request with the right that `pass` gives, and gives the right back. */
  private async attempt(call: Call, pass: Pass, attempt: number): Promise<Exchange> {
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
      this.record.note(outcome);
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

  /** Runs a reader of a page; what it throws counts as a failure of the page. */
  private readNoting<T>(href: string, read: () => T): T {
    try {
      return read();
    } catch (error) {
      this.failedPages.note(href);
      throw error;
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
    const { failing, since } = this.record;
    const { inFlight, waiting, limit } = this.gate.state;
    return {
      state: this.enabled ? (failing ? 'failing' : 'ok') : 'disabled',
      since: this.enabled ? since : this.switchedAt,
      inFlight,
      waiting,
      limit,
      requests: this.requests,
    } as const;
  }

  /** Ends all calls and connections. */
  close(): void {
    this.setEnabled(false);
    this.gate.close();
    this.transport.close();
  }
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
