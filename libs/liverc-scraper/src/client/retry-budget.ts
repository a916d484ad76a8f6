const WINDOW_MS = 60_000;
const SLOT_MS = 5_000;
const SHARE = 0.2;
/** So many retries are free in a window: a lone failing page gets all its attempts. */
const FLOOR = 10;

interface Slot {
  start: number;
  requests: number;
  retries: number;
}

/** Keeps retries at a fifth of the requests of the last minute, so that an outage is not doubled. */
export class RetryBudget {
  private slots: Slot[] = [];

  /** @param now monotonic milliseconds */
  constructor(private readonly now: () => number) {}

  /** Notes the first attempt at a page. */
  noteRequest(): void {
    this.slot().requests++;
  }

  /** Takes one retry; false when the last minute has had enough of them. */
  takeRetry(): boolean {
    const slot = this.slot();
    const requests = this.slots.reduce((sum, each) => sum + each.requests, 0);
    const retries = this.slots.reduce((sum, each) => sum + each.retries, 0);
    if (retries >= Math.max(FLOOR, Math.floor(SHARE * requests))) return false;
    slot.retries++;
    return true;
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
