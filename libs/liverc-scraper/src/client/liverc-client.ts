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
import type { Failure } from './failure.js';
import { Gate } from './gate.js';
import { HttpTransport } from './http-transport.js';
import { type MeantOrigin, type PageAddress, siteOf } from './page-address.js';
import { beginCall, MOST_ATTEMPTS, PageAsker, type PageCall } from './page-asker.js';
import { PageSender } from './page-sender.js';
import { productVersion } from './product-version.js';
import { RetryBudget } from './retry-budget.js';
import { RobotsAsker } from './robots/robots-asker.js';
import { passRobots } from './robots/robots-check.js';
import type { RobotsAnswer } from './robots/robots-exchange.js';
import type { RobotsStore } from './robots/robots-store.js';
import { type RobotsTrouble, RobotsTxt } from './robots/robots-txt.js';
import { FailedPages } from './failed-pages.js';
import { toSiteHealth } from './site-health.js';
import type { SiteNews } from './stops.js';
import { sleep, unlessAborted } from './sleep.js';
import type { Waiters } from './waiters.js';

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

interface Call<T> extends PageCall {
  read: Read<T>;
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
  private readonly sender: PageSender;
  private readonly gate: Gate;
  private readonly asker: PageAsker;
  private readonly budget: RetryBudget;
  private readonly failedPages: FailedPages;
  private readonly changedPages: ChangedPages;
  /** With the pages that they are for; null for a robots.txt. */
  private readonly calls = new Map<CallScope, PageAddress | null>();
  private robots: RobotsTxt | null = null;
  private readonly now: () => number;
  private readonly ticks: () => number;
  private enabled: boolean;
  /** When it was last switched on or off; null while it was on from the start. */
  private switchedAt: Date | null;

  constructor(private readonly options: LivercScraperOptions) {
    this.now = options.now ?? Date.now;
    this.ticks = options.now ?? (() => performance.now());
    this.enabled = options.enabled;
    this.switchedAt = options.enabled ? null : new Date(this.now());
    const { proxies } = options;
    this.transport = new HttpTransport(userAgent(options.contact), { proxies });
    this.sender = new PageSender(this.transport, this.now, this.ticks, options.onRequest);
    const { maxConcurrency: maximum, probePauseScale } = options;
    const onSite = (site: string, news: SiteNews) => options.onSite?.(site, news);
    this.gate = new Gate({ maximum, now: this.ticks, probePauseScale, onSite });
    this.budget = new RetryBudget(this.ticks);
    this.failedPages = new FailedPages(options.failedPagePauseMs ?? 5000, this.ticks);
    this.changedPages = new ChangedPages(this.ticks);
    this.asker = new PageAsker({
      gate: this.gate,
      budget: this.budget,
      failedPages: this.failedPages,
      sender: this.sender,
      ticks: this.ticks,
      totalTimeoutMs: options.totalTimeoutMs ?? 60_000,
    });
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
    this.calls.set(scope, request.address);
    const untouched = { lastError: null, lookedAgain: false };
    const call = { ...beginCall(request, scope), ...untouched, read };
    try {
      if (this.robots) await passRobots(this.robots, call.address, call.waiters, scope.signal);
      await this.failedPages.turn(href, scope.signal);
      const reading = this.attemptsNoting(call);
      // Beside the page, never before it.
      if (this.robots?.isDue(call.address)) void this.robots.learn(call.address);
      return await reading;
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
      const { result, probe } = await this.asker.ask(call);
      const reading = result.outcome === 'ok' ? await this.readPage(call, result.html) : result;
      if (reading.outcome === 'read') return reading.value;
      const before = call.lastError;
      call.lastError = reading.error;
      const pauseMs = this.pauseBeforeRetry(call, reading, probe);
      // A page that was not recognised once, after failures of the network, is not called changed.
      const isDoubtful = reading.outcome === 'changed' && !call.lookedAgain;
      if (pauseMs === null) throw (isDoubtful && before) || reading.error;
      await sleep(pauseMs, call.scope.signal);
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
    probe: boolean,
  ): number | null {
    const isLast = call.sent >= MOST_ATTEMPTS;
    if (failure.outcome === 'changed') return this.pauseBeforeSecondLook(call, isLast);
    const again = failure.retryable && !isLast && !probe;
    return again && this.budget.takeRetry(call.waiters.keys) ? this.backOffMs(call.sent) : null;
  }

  private pauseBeforeSecondLook<T>(call: Call<T>, isLast: boolean): number | null {
    const { page } = call.address;
    const worth = !call.lookedAgain && !isLast && this.changedPages.worthSecondLook(page);
    if (worth && this.budget.takeRetry(call.waiters.keys)) {
      call.lookedAgain = true;
      return this.options.secondLookPauseMs ?? 1000;
    }
    if (call.lookedAgain || !isLast) this.changedPages.note(page, siteOf(call.address));
    return null;
  }

  /** Full jitter: anything from nothing to the longest pause, so that retries do not march in step. */
  private backOffMs(failedAttempt: number): number {
    const longest = (this.options.backOffMs ?? 500) * 2 ** (failedAttempt - 1);
    return (this.options.random ?? Math.random)() * longest;
  }

  /** Switches all requests on or off; off ends those that wait or are under way. */
  setEnabled(enabled: boolean, at = new Date(this.now())): void {
    if (enabled === this.enabled) return;
    this.enabled = enabled;
    this.switchedAt = at;
    if (!enabled) for (const scope of this.calls.keys()) scope.stop(SWITCHED_OFF);
  }

  setMaximum(maximum: number): void {
    this.gate.setMaximum(maximum);
  }

  hear(site: string, news: SiteNews): void {
    this.gate.hear(site, news);
  }

  /** From now on what robots.txt forbids is not asked for. */
  obeyRobots(store: RobotsStore): void {
    const { gate, transport, ticks } = this;
    const asker = new RobotsAsker({ gate, transport, ticks, onRobots: this.options.onRobots });
    this.robots = new RobotsTxt({
      store,
      ask: (origin) => this.askRobots(asker, origin),
      onRules: () => this.stopForbidden(),
      ticks,
    });
  }

  /** Origins whose robots.txt keeps us away, or can't be read. */
  get robotsTroubles(): RobotsTrouble[] {
    return this.robots?.troubled ?? [];
  }

  private async askRobots(asker: RobotsAsker, origin: MeantOrigin): Promise<RobotsAnswer> {
    const scope = new CallScope(undefined);
    this.calls.set(scope, null);
    try {
      if (!this.enabled) scope.stop(SWITCHED_OFF);
      return await asker.ask(origin, scope.signal);
    } finally {
      this.calls.delete(scope);
    }
  }

  /** Rules have come: what they forbid is under way no more. */
  private stopForbidden(): void {
    for (const [scope, address] of this.calls) {
      try {
        if (address) this.robots?.check(address);
      } catch (forbidden) {
        scope.stop(forbidden);
      }
    }
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
