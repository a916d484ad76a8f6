const WINDOW_MS = 60_000;
const SLOT_MS = 5_000;
const SHARE = 0.2;
/** So many retries are free in a window: a lone failing page gets all its attempts. */
const FLOOR = 10;
/** So many are free to each who waits. */
const OWN = 3;

interface Slot {
  start: number;
  requests: number;
  retries: number;
}

/** What one who waits has had since it last was silent for a minute. */
interface Share {
  requests: number;
  retries: number;
  lastAt: number;
}

/**
 * Keeps retries at a fifth of the requests, so that an outage is not doubled: of all in the last minute,
 * and of each who waits, with three beside, so that one search does not take what is there for all.
 */
export class RetryBudget {
  private slots: Slot[] = [];
  /** By the keys of turns; the one that was silent longest stands first. */
  private readonly shares = new Map<string, Share>();

  /** @param now monotonic milliseconds */
  constructor(private readonly now: () => number) {}

  /** How many are remembered who waited. */
  get size(): number {
    return this.shares.size;
  }

  /** Notes the first attempt at a page, for all who wait for it. */
  noteRequest(keys: string[]): void {
    this.slot().requests++;
    for (const share of this.sharesOf(keys)) share.requests++;
  }

  /** Takes one retry of a page; false when all had enough of them, or all who wait for the page. */
  takeRetry(keys: string[]): boolean {
    const slot = this.slot();
    const requests = this.slots.reduce((sum, each) => sum + each.requests, 0);
    const retries = this.slots.reduce((sum, each) => sum + each.retries, 0);
    if (retries >= Math.max(FLOOR, Math.floor(SHARE * requests))) return false;
    const shares = this.sharesOf(keys);
    if (!shares.some((each) => each.retries < OWN + Math.floor(SHARE * each.requests)))
      return false;
    slot.retries++;
    for (const share of shares) share.retries++;
    return true;
  }

  private sharesOf(keys: string[]): Share[] {
    const lastAt = this.now();
    this.forgetSilent(lastAt);
    return [...new Set(keys)].map((key) => {
      const { requests, retries } = this.shares.get(key) ?? { requests: 0, retries: 0 };
      const share = { requests, retries, lastAt };
      this.shares.delete(key);
      this.shares.set(key, share);
      return share;
    });
  }

  private forgetSilent(now: number): void {
    for (const [key, { lastAt }] of this.shares) {
      if (now - lastAt < WINDOW_MS) return;
      this.shares.delete(key);
    }
  }

  private slot(): Slot {
    const now = this.now();
    this.slots = this.slots.filter(({ start }) => now - start < WINDOW_MS);
    const last = this.slots.at(-1);
    if (last && now - last.start < SLOT_MS) return last;
    const slot = { start: now, requests: 0, retries: 0 };
    this.slots.push(slot);
    return slot;
  }
}
