import { AdaptiveLimit } from './adaptive-limit.js';
import { HealthRecord } from './health-record.js';
import { isOldTrouble, isTrouble, type Lane, type Outcome } from './outcome.js';
import { Pace } from './pace.js';
import type { UnwellSite } from './site-health.js';
import { type Probes, type SiteNews, Stops } from './stops.js';

/** A request without an answer is late after three usual times, and never before this. */
const LATE_AFTER_MS = 1000;
/** A page that is not there by then, or after three usual times, may be asked for a second time. */
const HANGS_AFTER_MS = 5000;
/** So many late requests don't count against the limit: one that hangs must not hold up the rest. */
const LATE_UNCOUNTED = 2;
/** Requests that a site may have in flight when it has fallen silent, and how they grow. */
const SILENT_AT_FIRST = 2;
const SILENT_ONE_MORE_AFTER_MS = 10_000;
const SILENT_AT_MOST = 4;
/** So long a request that hung is held against a site that has answered nothing since. */
const HUNG_REMEMBERED_MS = 60_000;
/** Of the requests in flight, background work leaves this part to people, who may come any time. */
export const PART_FOR_PEOPLE = 0.3;

/** A request in flight. */
export interface Flight {
  readonly lane: Lane;
  /** Monotonic milliseconds. */
  readonly sentAt: number;
  readonly probe: boolean;
  /** Which stops of its site it probes. */
  readonly probes: Probes;
}

/** What is known of one site of LiveRC, a track's or the catalogue's: how much may be asked of it. */
export class Site {
  private readonly limit: AdaptiveLimit;
  private readonly stops: Stops;
  private readonly pace = new Pace();
  private readonly record: HealthRecord;
  /** In the order of sending. */
  private readonly flights = new Set<Flight>();
  private readonly watchers = new Set<() => void>();
  private answeredAt = -Infinity;
  /** The last request that hung and was given up, without an answer to others since. */
  private hung: { sentAt: number; endedAt: number } | null = null;
  private lastTrouble: { outcome: Outcome; at: number } | null = null;
  private troubledSince: number | null = null;

  /** @param now monotonic milliseconds */
  constructor(
    maximum: number,
    private readonly now: () => number,
    probePauseScale?: number,
  ) {
    this.limit = new AdaptiveLimit(maximum);
    this.stops = new Stops(now, probePauseScale);
    this.record = new HealthRecord(now);
  }

  get inFlight(): number {
    return this.flights.size;
  }

  get inBackground(): number {
    return [...this.flights].filter(({ lane }) => lane === 'background').length;
  }

  get currentLimit(): number {
    return this.limit.current;
  }

  /** It counts as down: single requests only, as probes. */
  get isDown(): boolean {
    return this.stops.isDown;
  }

  /** Whether a request that leaves now tells if a site that was stopped is well again. */
  get isProbing(): boolean {
    return this.stops.isProbing;
  }

  /** Whether its requests may hang for long: it is stopped, or silent. */
  get isSuspect(): boolean {
    return this.isProbing || this.silentSince() !== null;
  }

  /** How long it has asked not to be asked; milliseconds. */
  get pauseMs(): number {
    return this.stops.pauseMs;
  }

  /** In how many milliseconds it may be asked again; 0 when it is not stopped. */
  get stoppedMs(): number {
    return this.stops.stoppedMs;
  }

  /** Milliseconds until one more may go; Infinity when one in flight has to come back first. */
  waitMs(lane: Lane): number {
    if (this.stoppedMs > 0 || this.isProbing) return this.stoppedMs;
    if (lane === 'background' && this.isFullOfBackground()) return Infinity;
    return this.inFlight < this.places() ? 0 : this.untilAnotherPlaceMs();
  }

  /** How many requests in flight are not late yet. */
  get punctual(): number {
    return this.inFlight - this.late().length;
  }

  /** Milliseconds until the next one in flight is late; Infinity when none will be. */
  get untilLateMs(): number {
    const next = [...this.flights].find((flight) => !this.isLate(flight));
    return next ? next.sentAt + this.lateAfterMs - this.now() : Infinity;
  }

  /** When the last answer came that shows it to be well; -Infinity before the first. */
  get lastAnswerAt(): number {
    return this.answeredAt;
  }

  /** After how long a request counts as hanging, to be sent a second time. */
  get hangsAfterMs(): number {
    return this.pace.lateAfterMs(HANGS_AFTER_MS);
  }

  /**
   * Calls for each answer that shows the site to be well.
   *
   * @returns ends it
   */
  onAnswer(watcher: () => void): () => void {
    this.watchers.add(watcher);
    return () => void this.watchers.delete(watcher);
  }

  /**
   * Requests that hang, beyond those that a site may have when it is silent, the newest first. Their
   * places may be of better use to others.
   */
  get idle(): Flight[] {
    const hanging = [...this.flights].filter(({ sentAt }) => this.untilHangsMs(sentAt) <= 0);
    return hanging.slice(SILENT_AT_FIRST).reverse();
  }

  /** Milliseconds until the next one in flight hangs; Infinity when none will. */
  get untilNextHangsMs(): number {
    const waits = Array.from(this.flights, ({ sentAt }) => this.untilHangsMs(sentAt));
    return Math.min(...waits.filter((ms) => ms > 0));
  }

  send(lane: Lane): Flight {
    const now = this.now();
    const probes = this.stops.send();
    const flight = { lane, sentAt: now, probe: probes.breaker || probes.pause, probes };
    this.flights.add(flight);
    return flight;
  }

  /** Notes that the place of a request that hangs is taken back: the site labours. */
  takeBack(flight: Flight): void {
    this.noteHung(flight);
    this.limit.fall(this.now());
  }

  /**
   * Notes what came of a request.
   *
   * @param pauseMs how long the site asks to be left alone
   */
  land(flight: Flight, outcome: Outcome, pauseMs?: number): void {
    const now = this.now();
    this.flights.delete(flight);
    this.record.note(outcome);
    if (isTrouble(outcome) || outcome === 'refused') this.lastTrouble = { outcome, at: now };
    if (outcome === 'aborted') this.stops.givenUp(flight.probes);
    else if (isTrouble(outcome)) this.learnTrouble(flight, outcome, now);
    else this.learnAnswer(flight, now);
    if (pauseMs !== undefined) this.stops.ask(pauseMs);
    this.judge(now);
  }

  /** What other processes are told of it. */
  get news(): SiteNews {
    return { ...this.stops.told, outcome: this.lastTrouble?.outcome ?? 'overloaded' };
  }

  /** Notes what another process has found out about it. */
  hear({ outcome, ...told }: SiteNews): void {
    const now = this.now();
    if (this.stops.hear(told)) this.limit.restart();
    if (this.isStopped) this.lastTrouble = { outcome, at: now };
    this.judge(now);
  }

  setMaximum(maximum: number): void {
    this.limit.setMaximum(maximum);
  }

  /** LiveRC is back: what was stopped with it is probed at once. */
  probeSoon(): void {
    this.stops.probeSoon();
  }

  /**
   * What is to be told of it; null while it is well, or nobody has asked it for long.
   *
   * @param isAwaited somebody waits for a page of it
   */
  told(isAwaited: boolean): UnwellSite | null {
    if (this.isWell || this.troubledSince === null) return null;
    const { stoppedMs, lastTrouble } = this;
    const isIdle = !isAwaited && this.inFlight === 0 && stoppedMs === 0;
    if (isIdle && isOldTrouble(lastTrouble?.at ?? this.troubledSince, this.now())) return null;
    return {
      since: this.troubledSince,
      code: lastTrouble?.outcome === 'timeout' ? 'LIVERC_TIMEOUT' : 'LIVERC_UNAVAILABLE',
      nextProbeAt: stoppedMs > 0 ? this.now() + stoppedMs : null,
    };
  }

  /** It is not asked, or with single requests as probes alone. */
  get isStopped(): boolean {
    return this.stoppedMs > 0 || this.isProbing;
  }

  private get isWell(): boolean {
    return !this.isStopped && !this.record.failing;
  }

  private judge(now: number): void {
    if (this.isWell) this.troubledSince = null;
    else this.troubledSince ??= now;
  }

  private learnTrouble(flight: Flight, outcome: Outcome, now: number): void {
    if (outcome === 'timeout') this.noteHung(flight);
    if (outcome !== 'network') this.limit.fall(now);
    this.stops.failed(flight.probes);
  }

  private learnAnswer(flight: Flight, now: number): void {
    this.answeredAt = now;
    this.hung = null;
    this.pace.note(now - flight.sentAt);
    if (this.stops.answered(flight.probes)) this.limit.restart();
    else this.limit.rise();
    for (const watcher of [...this.watchers]) watcher();
  }

  private noteHung({ sentAt }: Flight): void {
    if (sentAt < this.answeredAt) return;
    this.hung = { sentAt: this.hung?.sentAt ?? sentAt, endedAt: this.now() };
  }

  private isFullOfBackground(): boolean {
    return this.inBackground >= Math.max(1, Math.floor(this.limit.current * (1 - PART_FOR_PEOPLE)));
  }

  private places(): number {
    const places = this.limit.current + Math.min(LATE_UNCOUNTED, this.late().length);
    const silentSince = this.silentSince();
    if (silentSince === null) return places;
    const longer = Math.floor((this.now() - silentSince) / SILENT_ONE_MORE_AFTER_MS);
    return Math.min(places, SILENT_AT_FIRST + longer, SILENT_AT_MOST);
  }

  private untilAnotherPlaceMs(): number {
    const silentSince = this.silentSince();
    if (silentSince === null) return this.untilLateMs;
    const step = SILENT_ONE_MORE_AFTER_MS;
    const untilStep = step - ((this.now() - silentSince) % step);
    return Math.min(untilStep, this.untilLateMs);
  }

  /** Since when requests are late, or hung, while none whatever has been answered; null: they aren't. */
  private silentSince(): number | null {
    const { hung } = this;
    if (hung && this.now() - hung.endedAt < HUNG_REMEMBERED_MS) return hung.sentAt;
    const unanswered = [...this.flights].find(({ sentAt }) => sentAt >= this.answeredAt);
    return unanswered && this.isLate(unanswered) ? unanswered.sentAt : null;
  }

  private untilHangsMs(sentAt: number): number {
    return sentAt + this.hangsAfterMs - this.now();
  }

  private late(): Flight[] {
    return [...this.flights].filter((flight) => this.isLate(flight));
  }

  private isLate({ sentAt }: Flight): boolean {
    return this.now() - sentAt >= this.lateAfterMs;
  }

  private get lateAfterMs(): number {
    return this.pace.lateAfterMs(LATE_AFTER_MS);
  }
}
