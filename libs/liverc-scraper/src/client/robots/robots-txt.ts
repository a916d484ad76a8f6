import { setTimeout } from 'node:timers/promises';
import { LRUCache } from 'lru-cache';
import { LivercForbiddenError, LivercUnavailableError } from '../../errors.js';
import type { MeantOrigin, PageAddress } from '../page-address.js';
import { originText, type RobotsAnswer } from './robots-exchange.js';
import { RobotsRules } from './robots-rules.js';
import type { RobotsStore, StoredRobots } from './robots-store.js';

const MINUTE_MS = 60_000;
/** So long an answer stands, and so long nobody asks again. */
const DAY_MS = 24 * 60 * MINUTE_MS;
/** What is not answered is asked again after a minute, then after twice as long, up to this. */
const LONGEST_RETRY_MS = 60 * MINUTE_MS;
/** While another process asks, its answer is looked for. */
const LOOK_EVERY_MS = 250;
const MOST_LOOKS = 60;
const MOST_ORIGINS = 4_000;

/** What is known of one origin. */
interface Known {
  /** Null: nothing is forbidden, as far as is known. */
  rules: RobotsRules | null;
  answeredAt: Date | null;
  /** Monotonic milliseconds at which it is to be asked again. */
  dueAt: number;
}

/** An origin whose robots.txt keeps us away, or does not come. */
export interface RobotsTrouble {
  origin: string;
  state: 'forbids' | 'unreachable';
  /** When it was read; null where it never was. */
  answeredAt: Date | null;
}

export interface RobotsTxtParts {
  store: RobotsStore;
  /** @throws what keeps the question from being asked or answered */
  ask: (origin: MeantOrigin) => Promise<RobotsAnswer>;
  /** Told when rules have come, which may forbid what is under way. */
  onRules: () => void;
  /** Monotonic milliseconds. */
  ticks: () => number;
}

/**
 * The robots.txt of each origin, after RFC 9309: asked for once a day, kept in the store, obeyed by
 * all. People don't wait for it; work that nobody waits for does.
 */
export class RobotsTxt {
  private readonly known = new LRUCache<string, Known>({ max: MOST_ORIGINS });
  private readonly asking = new Map<string, Promise<void>>();
  private readonly troubles = new Map<string, RobotsTrouble>();

  constructor(private readonly parts: RobotsTxtParts) {}

  /** Origins that forbid pages which were asked for, or that can't be asked. */
  get troubled(): RobotsTrouble[] {
    return [...this.troubles.values()];
  }

  /** Whether the origin of the page is to be asked, now or anew. */
  isDue({ origin }: PageAddress): boolean {
    const known = this.known.get(originText(origin));
    return !known || known.dueAt <= this.parts.ticks();
  }

  /**
   * Looks at what is known, here or in the store; nobody is asked.
   *
   * @throws LivercForbiddenError
   */
  async checkKnown(address: PageAddress): Promise<void> {
    const origin = originText(address.origin);
    if (this.isDue(address)) await this.recall(origin).catch(() => null);
    this.check(address);
  }

  /**
   * Waits until the origin has been asked.
   *
   * @throws LivercForbiddenError; LivercUnavailableError while it does not answer and never did
   */
  async checkAsked(address: PageAddress): Promise<void> {
    await this.checkKnown(address);
    if (!this.isDue(address) && this.isAnswered(address)) return;
    await this.learn(address);
    this.check(address);
    if (this.isAnswered(address)) return;
    const origin = originText(address.origin);
    const seconds = this.untilDueSeconds(origin);
    throw new LivercUnavailableError(
      `${origin}/robots.txt can't be read, so nothing is asked in the background: ${address.href}`,
      address.href,
      seconds,
    );
  }

  /** Asks, if it is due, once for all; failures are kept, none is thrown. */
  learn({ origin: meant }: PageAddress): Promise<void> {
    const origin = originText(meant);
    const running = this.asking.get(origin);
    if (running) return running;
    const asking = this.learnOnce(origin, meant)
      .catch(() => undefined)
      .finally(() => this.asking.delete(origin));
    this.asking.set(origin, asking);
    return asking;
  }

  /** @throws LivercForbiddenError when what is known forbids the page */
  check({ href, origin: meant }: PageAddress): void {
    const origin = originText(meant);
    const known = this.known.get(origin);
    const line = known?.rules?.forbidding(href);
    if (!line) return;
    this.troubles.set(origin, { origin, state: 'forbids', answeredAt: known?.answeredAt ?? null });
    throw new LivercForbiddenError(
      `${origin}/robots.txt forbids us this page (line ${line.number}: ${line.text}): ${href}`,
      href,
    );
  }

  private isAnswered({ origin }: PageAddress): boolean {
    return (this.known.get(originText(origin))?.answeredAt ?? null) !== null;
  }

  private untilDueSeconds(origin: string): number {
    const dueAt = this.known.get(origin)?.dueAt ?? 0;
    return Math.max(1, Math.ceil((dueAt - this.parts.ticks()) / 1000));
  }

  private async learnOnce(origin: string, meant: MeantOrigin): Promise<void> {
    const { store } = this.parts;
    const before = await this.recall(origin);
    if (before && before.dueInMs > 0) return;
    if (!(await store.claim(origin))) return this.awaitOther(origin);
    const answer = await this.parts.ask(meant);
    if ('text' in answer) {
      await store.keepAnswer(origin, answer.text, DAY_MS);
    } else {
      const failures = before?.failures ?? 0;
      await store.keepFailure(origin, Math.min(LONGEST_RETRY_MS, MINUTE_MS * 2 ** failures));
    }
    await this.recall(origin);
    this.parts.onRules();
  }

  /** Another process asks. */
  private async awaitOther(origin: string): Promise<void> {
    for (let look = 0; look < MOST_LOOKS; look += 1) {
      const stored = await this.recall(origin);
      if (!stored?.isAsked) break;
      await setTimeout(LOOK_EVERY_MS, null, { ref: false });
    }
    this.parts.onRules();
  }

  private async recall(origin: string): Promise<StoredRobots | null> {
    const stored = await this.parts.store.find(origin);
    if (stored) this.remember(origin, stored);
    return stored;
  }

  private remember(origin: string, { text, answeredAt, failures, dueInMs }: StoredRobots): void {
    const before = this.known.get(origin);
    const isSame = before && before.answeredAt?.getTime() === answeredAt?.getTime();
    const rules = isSame ? before.rules : text === null ? null : new RobotsRules(origin, text);
    this.known.set(origin, { rules, answeredAt, dueAt: this.parts.ticks() + dueInMs });
    if (failures > 0 && answeredAt === null) {
      this.troubles.set(origin, { origin, state: 'unreachable', answeredAt });
    } else if (!isSame) {
      this.troubles.delete(origin);
    }
  }
}
