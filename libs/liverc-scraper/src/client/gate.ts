import { BusySites } from './busy-sites.js';
import { FairLine } from './fair-line.js';
import type { GateOptions } from './gate-options.js';
import { isTrouble, type Lane } from './outcome.js';
import { type Flight, PART_FOR_PEOPLE, Site } from './site.js';
import type { UnwellSite } from './site-health.js';
import type { SiteNews } from './stops.js';
import { downError, type Pass, pausedError, TAKEN_BACK, type Visit } from './visit.js';
import { WholeLiverc } from './whole-liverc.js';

/** A pause asked for by LiveRC is waited out up to this length; a longer one fails requests. */
export const LONGEST_WAIT_MS = 30_000;
/** With fewer places than these, one that is kept would cost too much. */
const FEWEST_TO_KEEP_ONE = 5;

interface Waiting extends Pick<Visit, 'url' | 'site' | 'mayTakeBack'> {
  /** Counts those who came before. */
  number: number;
  admit(pass: Pass): void;
  refuse(error: Error): void;
}

/**
 * The one way out to LiveRC, for all tracks and all users of the process. Invariants: never more
 * than the maximum in flight; a site that fails, hangs or asks for a pause holds up its own pages
 * alone, unless several sites agree; of background work always less where there is room for more
 * than one; whoever aborts is out of the line at once; whoever waits is admitted or refused in the
 * end.
 */
export class Gate {
  private readonly line: FairLine<Waiting>;
  private readonly whole: WholeLiverc;
  private readonly sites = new Map<string, Site>();
  /** Those with requests in flight. */
  private readonly busy = new BusySites();
  /** Takes the place of each request in flight back, where that may be. */
  private readonly takingBack = new Map<Flight, () => boolean>();
  /** The request whose place was taken back, until it is free. */
  private leaving: Flight | null = null;
  private visits = 0;
  private maximum: number;
  private timer: NodeJS.Timeout | undefined;
  /** The instant of the look that is under way. */
  private lookedAt: number | null = null;

  constructor(private readonly options: GateOptions) {
    this.maximum = options.maximum;
    this.line = new FairLine(this.now);
    this.whole = new WholeLiverc(options.maximum, this.now, options.probePauseScale);
  }

  get state() {
    return {
      inFlight: this.inFlight,
      waiting: this.line.length,
      limit: this.whole.currentLimit,
      down: this.whole.isDown,
      ...this.whole.told(this.inFlight > 0 || this.line.length > 0),
    };
  }

  private get inFlight(): number {
    return this.busy.sum(({ inFlight }) => inFlight);
  }

  /** The sites that are unwell, but those that nobody has asked for ten minutes. */
  get unwell(): Map<string, UnwellSite> {
    const awaited = new Set(this.line.sites);
    const told = [...this.sites].map(([name, site]) => [name, site.told(awaited.has(name))]);
    return new Map(told.filter((entry): entry is [string, UnwellSite] => entry[1] !== null));
  }

  /** What is known of a site. */
  site(name: string): Site {
    let site = this.sites.get(name);
    if (!site) {
      site = new Site(this.maximum, this.now, this.options.probePauseScale);
      this.sites.set(name, site);
    }
    return site;
  }

  /**
   * Waits until a request may be sent.
   *
   * @throws LivercUnavailableError when its site asked for a long pause, or is still down
   * @throws the signal's reason, when it aborts
   */
  enter(visit: Visit): Promise<Pass> {
    const { url, site, signal, mayTakeBack } = visit;
    if (signal.aborted) return Promise.reject(signal.reason);
    const pauseMs = this.site(site).pauseMs;
    if (pauseMs > LONGEST_WAIT_MS) return Promise.reject(pausedError(url, pauseMs));
    return new Promise((resolve, reject) => {
      const end = () => {
        signal.removeEventListener('abort', abort);
        endListening();
      };
      const abort = () => {
        end();
        place.leave();
        if (this.line.length === 0) clearTimeout(this.timer);
        reject(signal.reason);
      };
      const admit = (pass: Pass) => {
        end();
        resolve(pass);
      };
      const refuse = (error: Error) => {
        end();
        reject(error);
      };
      const number = this.visits++;
      const visitor: Waiting = { url, site, mayTakeBack, number, admit, refuse };
      const place = this.line.join({ ...visit, visitor });
      // After the line, which has to be told first: who comes may find a place that is free.
      const came = () => this.admit();
      const endListening = visit.waiters.listen({ came, left() {} });
      signal.addEventListener('abort', abort, { once: true });
      this.admit();
    });
  }

  /** From now on at most so many in flight; those beyond come back first. */
  setMaximum(maximum: number): void {
    this.maximum = maximum;
    for (const limited of [this.whole, ...this.sites.values()]) limited.setMaximum(maximum);
    this.admit();
  }

  /** Notes what another process has found out about a site. */
  hear(name: string, news: SiteNews): void {
    const site = this.site(name);
    site.hear(news);
    this.refusePaused(name, site);
    this.admit();
  }

  /** Stops the timer; those who wait are left to their signals. */
  close(): void {
    clearTimeout(this.timer);
  }

  private readonly now = (): number => this.lookedAt ?? this.options.now();

  /**
   * Admits whom there is room for, and sees to it that the others are looked at in time. All of one look
   * is of one instant: what became due between two questions would be nobody's to wait for.
   */
  private admit(): void {
    clearTimeout(this.timer);
    this.lookedAt = this.options.now();
    try {
      while (this.inFlight < this.maximum) {
        const waits = new Map<string, number>();
        const next = this.line.next((site, lane) => {
          const key = `${lane} ${site}`;
          if (!waits.has(key)) waits.set(key, this.waitMs(site, lane));
          return waits.get(key) === 0;
        }, this.isLastPlace);
        if (!next) break;
        next.visitor.admit(this.pass(next.visitor, next.lane));
      }
      this.admitLater();
    } finally {
      this.lookedAt = null;
    }
  }

  /**
   * The one that is kept for the first page of whoever comes next, while several people wait: not
   * where others will hardly become free soon.
   */
  private get isLastPlace(): boolean {
    if (this.inFlight !== this.maximum - 1 || this.maximum < FEWEST_TO_KEEP_ONE) return false;
    return this.busy.sum(({ punctual }) => punctual) >= this.maximum / 2;
  }

  private admitLater(): void {
    if (this.line.length === 0) return;
    const isFull = this.isLastPlace || this.inFlight >= this.maximum;
    if (isFull && this.takeBack()) return;
    const waits = [...this.line.sites].flatMap((site) => [
      this.waitMs(site, 'people'),
      this.waitMs(site, 'background'),
    ]);
    if (isFull) for (const site of this.busy) waits.push(site.untilLateMs, site.untilNextHangsMs);
    const soonest = Math.min(...waits.filter((ms) => ms > 0));
    if (soonest === Infinity) return;
    this.timer = setTimeout(() => this.admit(), Math.ceil(soonest));
  }

  /** Frees one place that a request which hangs holds, for pages of others; true while it leaves. */
  private takeBack(): boolean {
    if (this.leaving) return true;
    const hanging = [...this.busy].flatMap((site) => site.idle);
    return hanging.some((flight) => this.doOthersWait() && this.takingBack.get(flight)?.());
  }

  /** Whether only a place is lacking for a page of a site that answers. */
  private doOthersWait(): boolean {
    return [...this.line.sites].some((name) => {
      return !this.site(name).isSuspect && this.waitMs(name, 'people') === 0;
    });
  }

  /** Milliseconds until one more may go; Infinity when one in flight has to come back first. */
  private waitMs(name: string, lane: Lane): number {
    const site = this.site(name);
    if (this.whole.isDown) return Math.max(this.whole.stoppedMs, site.pauseMs);
    if (site.isSuspect && this.busy.areSuspectsFull(site, this.maximum)) return Infinity;
    const siteMs = site.waitMs(lane);
    return siteMs > 0 ? siteMs : this.wholeWaitMs(lane);
  }

  private wholeWaitMs(lane: Lane): number {
    const most = this.whole.currentLimit;
    const forBackground = Math.max(1, Math.floor(most * (1 - PART_FOR_PEOPLE)));
    if (lane === 'background' && this.busy.sum((site) => site.inBackground) >= forBackground) {
      return Infinity;
    }
    const isFull = this.busy.sum(({ punctual }) => punctual) >= most;
    return isFull ? Math.min(...Array.from(this.busy, (site) => site.untilLateMs)) : 0;
  }

  private pass({ site: name, mayTakeBack }: Waiting, lane: Lane): Pass {
    const site = this.site(name);
    const sentBefore = this.visits;
    const probesWhole = this.whole.isDown;
    this.whole.probeSent();
    const flight = site.send(lane);
    if (flight.probe) this.options.onSite?.(name, site.news);
    this.busy.add(site);
    const ending = new AbortController();
    this.takingBack.set(flight, () => {
      if (!mayTakeBack()) return false;
      this.leaving = flight;
      site.takeBack(flight);
      ending.abort(TAKEN_BACK);
      return true;
    });
    let left = false;
    return {
      probe: flight.probe || probesWhole,
      signal: ending.signal,
      leave: ({ outcome, cause = outcome, pauseMs }) => {
        if (left) return;
        left = true;
        this.takingBack.delete(flight);
        if (this.leaving === flight) this.leaving = null;
        const wasStopped = site.isStopped;
        site.land(flight, outcome, pauseMs);
        if (wasStopped || site.isStopped) this.options.onSite?.(name, site.news);
        if (site.inFlight === 0) this.busy.delete(site);
        const isBack = this.whole.learn(name, outcome, probesWhole);
        if (isBack) for (const other of this.sites.values()) other.probeSoon();
        if (isTrouble(outcome)) this.refuseAfter(name, flight, probesWhole, sentBefore, cause);
        this.admit();
      },
    };
  }

  /**
   * Fails, with a probe that failed, all who waited when it left. Those who came later wait for the
   * next one: the site may have come back while this one hung.
   */
  private refuseAfter(
    name: string,
    flight: Flight,
    probesWhole: boolean,
    sentBefore: number,
    cause: string,
  ): void {
    const [site, { stoppedMs }] = [this.site(name), this.whole];
    if (probesWhole && this.whole.isDown) {
      this.refuse(
        ({ number }) => number < sentBefore,
        (url) => downError('LiveRC', cause, url, stoppedMs),
      );
    } else if (flight.probe && site.isProbing) {
      this.refuse(
        (waiting) => waiting.site === name && waiting.number < sentBefore,
        (url) => downError('this part of LiveRC', cause, url, site.stoppedMs),
      );
    }
    this.refusePaused(name, site);
  }

  private refusePaused(name: string, site: Site): void {
    if (site.pauseMs <= LONGEST_WAIT_MS) return;
    this.refuse(
      (waiting) => waiting.site === name,
      (url) => pausedError(url, site.pauseMs),
    );
  }

  private refuse(whom: (waiting: Waiting) => boolean, errorFor: (url: string) => Error): void {
    for (const { url, refuse } of this.line.takeAll(whom)) refuse(errorFor(url));
  }
}
