import { NEVER } from 'rxjs';
import type { PageTrack } from '../src/day/page-track.js';
import type { KnownDay } from '../src/live/known-day.js';
import type { FollowedTrack } from '../src/live/running-day-store.js';
import type { WatchParts } from '../src/live/track-watch.js';

/** One track in a database that replicas share, and LiveRC's word on it; time is the faked one. */
export class FakeRunningTrack {
  date: string | null = null;
  newsAt: number | null = null;
  /** What LiveRC lists: the next look finds it. */
  listed: string | null = null;
  /** Known without a look. */
  stored: string | null = null;
  /** A session comes with each look. */
  brings = false;
  /** Thrown by looks. */
  failure: Error | null = null;
  /** Looks last until then. */
  gate: Promise<void> = Promise.resolve();
  state: 'ok' | 'disabled' = 'ok';
  /** Seconds since the beginning at which LiveRC was looked at, and whether the calendar might be. */
  readonly looks: { second: number; isBusy: boolean }[] = [];
  private readonly beganAt = Date.now();
  private ended = 0;
  private lookedAt: number | null = null;
  private owner: string | null = null;
  private expiresAt = 0;
  private lastFailure: FollowedTrack['failure'] = null;

  /** A replica's parts. */
  parts(intervalMs = 30_000): WatchParts {
    return {
      running: {
        open: async () => undefined,
        find: async () => this.find(),
        choose: async (_track, date) => void (this.date = date),
        claim: async (_track, owner, pauseMs) => this.claim(owner, pauseMs),
        renew: async (_track, owner) => {
          if (this.owner === owner) this.expiresAt = Date.now() + 10_000;
        },
        endLook: async (_track, owner, failure) => {
          if (this.owner !== owner) return;
          [this.owner, this.lookedAt, this.lastFailure] = [null, Date.now(), failure];
          this.ended += 1;
        },
        release: async (_track, owner) => {
          if (this.owner === owner) this.owner = null;
        },
      },
      known: { find: async (_track, date) => knownDay(date, this.ended) },
      growing: { findNewest: async () => this.stored },
      looks: { look: (_track, { isBusy }, signal) => this.look(isBusy, signal) },
      scraper: { health: () => ({ state: this.state }) as never },
      clock: { now: () => new Date() },
      changes: { of: () => NEVER },
      intervalMs,
    };
  }

  /** Its process dies in the middle of a look, or another one begins one. */
  takeLook(owner: string, leaseMs: number): void {
    [this.owner, this.expiresAt] = [owner, Date.now() + leaseMs];
  }

  get isTaken(): boolean {
    return this.owner !== null;
  }

  private find(): FollowedTrack {
    const now = Date.now();
    return {
      date: this.date,
      looks: this.ended,
      lookedAt: this.lookedAt === null ? null : new Date(this.lookedAt),
      sinceLookMs: this.lookedAt === null ? null : now - this.lookedAt,
      sinceNewsMs: this.newsAt === null ? null : now - this.newsAt,
      isLookedAt: this.owner !== null && this.expiresAt > now,
      failure: this.lastFailure,
      stamp: `${this.date} ${this.ended}`,
    };
  }

  private claim(owner: string, pauseMs: number): boolean {
    const now = Date.now();
    const isFree = this.owner === null || this.expiresAt < now;
    if (!isFree || (this.lookedAt !== null && this.lookedAt > now - pauseMs)) return false;
    this.takeLook(owner, 10_000);
    return true;
  }

  private async look(isBusy: boolean, signal: AbortSignal): Promise<void> {
    this.looks.push({ second: Math.round((Date.now() - this.beganAt) / 1000), isBusy });
    await this.gate;
    signal.throwIfAborted();
    if (this.failure) throw this.failure;
    if (this.listed !== null && this.listed !== this.date) {
      [this.date, this.newsAt] = [this.listed, Date.now()];
    }
    if (this.brings) this.newsAt = Date.now();
  }
}

export const RUNNING_TRACK: PageTrack = { id: 'a-track', slug: 'tallowick', name: 'Tallowick' };

function knownDay(date: string, revision: number): KnownDay {
  return { eventId: `day ${date}`, date, day: null, fetchedAt: null, sessions: [], revision };
}
