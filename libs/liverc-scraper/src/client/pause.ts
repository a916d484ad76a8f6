/** A pause up to this length is kept to the letter; of a longer one, the first probe comes then. */
export const KEPT_TO_THE_LETTER_MS = 60_000;

/** What one process tells the others of a pause; all in milliseconds. */
export interface ToldPause {
  endsInMs: number;
  probeInMs: number;
  /** Between probes; 0 where none is to be sent. */
  probePauseMs: number;
}

/**
 * The pause that a site asks for with `Retry-After`. A long one may be an accident of one page:
 * while it lasts single requests may leave as probes, after a minute, then after twice as long each
 * time, and an answer to one ends it.
 */
export class Pause {
  private endsAt = -Infinity;
  private probeAt = -Infinity;
  private probePauseMs = 0;

  /** Whether a request that leaves now would be a probe. */
  isProbing(now: number): boolean {
    return this.probePauseMs > 0 && now < this.endsAt;
  }

  /** Milliseconds until a request may leave. */
  waitMs(now: number): number {
    const until = this.isProbing(now) ? Math.min(this.probeAt, this.endsAt) : this.endsAt;
    return Math.max(0, until - now);
  }

  /** Notes that the site asks for a pause; one that is asked for already is not shortened. */
  ask(ms: number, now: number): void {
    if (now >= this.endsAt) this.probePauseMs = 0;
    const isLong = ms > KEPT_TO_THE_LETTER_MS;
    const begins = isLong && !this.isProbing(now);
    if (begins) this.probePauseMs = KEPT_TO_THE_LETTER_MS;
    // A short one in the middle of a long one is a wish of its own, to be kept to the letter.
    const wanted = now + (isLong ? this.probePauseMs : ms);
    if (begins || !isLong) this.probeAt = Math.max(this.probeAt, wanted);
    this.endsAt = Math.max(this.endsAt, now + ms);
  }

  /** Notes that a probe leaves: the next one comes after twice the pause, whatever becomes of it. */
  probeSent(now: number): void {
    this.probePauseMs *= 2;
    this.probeAt = now + this.probePauseMs;
  }

  /** Notes that a probe was given up before it could tell anything: another may leave at once. */
  probeSoon(now: number): void {
    this.probePauseMs /= 2;
    this.probeAt = now;
  }

  /** What is to be told of it; null while there is none. */
  told(now: number): ToldPause | null {
    if (now >= this.endsAt) return null;
    const probeInMs = Math.max(0, this.probeAt - now);
    return { endsInMs: this.endsAt - now, probeInMs, probePauseMs: this.probePauseMs };
  }

  /** Notes what another process was asked for; no pause any more, where it was answered. */
  hear(told: ToldPause | null, now: number): void {
    if (!told) return this.end();
    this.endsAt = now + told.endsInMs;
    this.probeAt = now + told.probeInMs;
    this.probePauseMs = told.probePauseMs;
  }

  /** Notes that a probe was answered. */
  end(): void {
    this.endsAt = this.probeAt = -Infinity;
    this.probePauseMs = 0;
  }
}
