import { randomUUID } from 'node:crypto';
import { Logger } from '@nestjs/common';
import {
  catchError,
  defer,
  delay,
  filter,
  finalize,
  type Observable,
  of,
  race,
  repeat,
  Subject,
  takeWhile,
  timer,
} from 'rxjs';
import {
  bustleOf,
  canStillGrow,
  type Clock,
  LEASE_MS,
  pauseOf,
  SEEN_EVERY_MS,
} from '@trackside/calendar';
import type { LiveEndReason, ReadingError } from '@trackside/contracts';
import { reasonOf } from '@trackside/jobs';
import {
  LivercDisabledError,
  LivercError,
  LivercForbiddenError,
  type LivercScraper,
} from '@trackside/liverc-scraper';
import type { PageTrack } from '../day/page-track.js';
import type { TrackChanges } from '../day/track-changes.js';
import type { DayLook } from './day-look.js';
import type { GrowingDays } from './growing-days.js';
import type { KnownDay, KnownDays } from './known-day.js';
import type { FollowedTrack, RunningDayStore } from './running-day-store.js';

/** What is stored at the same moment is seen at once. */
const SOON_MS = 50;
/** So long after a look the laps of its sessions are expected, and how often they are looked for. */
const LAPS_EXPECTED_MS = 5_000;
const LAPS_SEEN_EVERY_MS = 250;

/** A track as a process sees it, for all who follow it there. */
export interface WatchedTrack {
  /** Null while no day is listed that can still grow. */
  known: KnownDay | null;
  /** Looks at LiveRC that ended, in whichever process; the last one's end, and why it failed. */
  looks: number;
  lookedAt: string | null;
  failure: ReadingError | null;
  /** When this was the state, and when the next look is due, by `performance.now()`. */
  seenAt: number;
  nextLookAt: number;
  /** Set in the last of its states. */
  end: LiveEndReason | null;
}

/** What a watch asks; the same for all tracks. */
export interface WatchParts {
  running: Pick<
    RunningDayStore,
    'open' | 'find' | 'choose' | 'claim' | 'renew' | 'endLook' | 'release'
  >;
  known: Pick<KnownDays, 'find'>;
  growing: Pick<GrowingDays, 'findNewest'>;
  looks: Pick<DayLook, 'look'>;
  scraper: Pick<LivercScraper, 'health'>;
  clock: Pick<Clock, 'now'>;
  changes: Pick<TrackChanges, 'of'>;
  /** Between two looks at a busy day, in milliseconds. */
  intervalMs: number;
}

/** Sees what is stored of one track's running day, and looks at LiveRC when it is this process's turn. */
export class TrackWatch {
  private readonly logger = new Logger(TrackWatch.name);
  private known: KnownDay | null = null;
  private stamp: string | null = null;
  private isLooking = false;
  private seenAt = 0;
  /** Somebody came, whom no look older than the interval is good enough. */
  private isHurried = true;
  private pauseMs = SEEN_EVERY_MS;
  private readonly news = new Subject<void>();
  private hasNews = false;

  constructor(
    private readonly track: PageTrack,
    private readonly parts: WatchParts,
  ) {}

  /** Somebody came. */
  hurry(): void {
    this.isHurried = true;
  }

  /** The track's state every second and when something has changed, until the day ends. Leaving gives up a look that is under way. */
  states(): Observable<WatchedTrack> {
    return defer(() => {
      const leaving = new AbortController();
      const listening = this.parts.changes.of(this.track.id).subscribe(() => this.wake());
      return defer(() => this.see(leaving.signal)).pipe(
        catchError((error: unknown) => {
          // The next second tries again; meanwhile followers have what they were told.
          this.logger.warn(error instanceof Error ? error.message : error);
          return of(null);
        }),
        repeat({ delay: () => this.untilSeenAgain() }),
        filter((state) => state !== null),
        takeWhile(({ end }) => end === null, true),
        finalize(() => {
          listening.unsubscribe();
          leaving.abort();
        }),
      );
    });
  }

  private wake(): void {
    this.hasNews = true;
    this.news.next();
  }

  /** News that came while the last state was found count as well. */
  private untilSeenAgain(): Observable<unknown> {
    if (this.hasNews) return timer(SOON_MS);
    return race(timer(this.pauseMs), this.news.pipe(delay(SOON_MS)));
  }

  private async see(signal: AbortSignal): Promise<WatchedTrack | null> {
    const { running, clock, growing, scraper } = this.parts;
    this.seenAt = performance.now();
    [this.hasNews, this.pauseMs] = [false, SEEN_EVERY_MS];
    await running.open(this.track.id);
    let followed = await running.find(this.track.id);
    const now = clock.now();
    if (!isGrowing(followed, now)) {
      if (this.known) return this.toState(followed, 0, 'day_over');
      const newest = await growing.findNewest(this.track.id);
      if (newest !== null) {
        await running.choose(this.track.id, newest);
        followed = await running.find(this.track.id);
      }
    }
    const date = isGrowing(followed, now) ? followed.date : null;
    if (!(await this.learn(date, followed.stamp))) return null;
    if (scraper.health().state === 'disabled') return this.toState(followed, 0, 'liverc_disabled');
    const waitMs = this.waitMs(date, followed);
    if (waitMs <= 0 && !this.isLooking && !followed.isLookedAt) {
      void this.look(date, followed, signal);
    }
    this.pauseMs = this.pauseAfter(followed, waitMs);
    return this.toState(followed, waitMs, null);
  }

  /** @returns false where the track is followed on another day by now */
  private async learn(date: string | null, stamp: string): Promise<boolean> {
    if (date === null) this.known = null;
    else if (stamp !== this.stamp || this.known?.date !== date) {
      const known = await this.parts.known.find(this.track, date, this.known);
      if (!known) return false;
      this.known = known;
    }
    this.stamp = stamp;
    return true;
  }

  /** A second, or until the next look is due; less while laps are on their way. */
  private pauseAfter({ sinceLookMs }: FollowedTrack, waitMs: number): number {
    const areLapsExpected =
      (sinceLookMs ?? Infinity) < LAPS_EXPECTED_MS &&
      this.known?.sessions.some(({ session }) => session.laps_state === 'pending');
    if (areLapsExpected) return LAPS_SEEN_EVERY_MS;
    return waitMs > 0 ? Math.min(SEEN_EVERY_MS, Math.ceil(waitMs) + 1) : SEEN_EVERY_MS;
  }

  /** Until the next look; 0 or less when it is due. */
  private waitMs(date: string | null, { sinceLookMs, sinceNewsMs }: FollowedTrack): number {
    const { intervalMs } = this.parts;
    if (sinceLookMs === null) return 0;
    if (this.isHurried) {
      if (sinceLookMs >= intervalMs) return 0;
      this.isHurried = false;
    }
    return pauseOf(bustleOf(date, sinceNewsMs), intervalMs) - sinceLookMs;
  }

  private async look(
    date: string | null,
    { sinceNewsMs }: FollowedTrack,
    signal: AbortSignal,
  ): Promise<void> {
    const { running, looks, intervalMs } = this.parts;
    const [trackId, owner] = [this.track.id, randomUUID()];
    const bustle = bustleOf(date, sinceNewsMs);
    this.isLooking = true;
    const renewal = setInterval(
      () => void this.quietly(() => running.renew(trackId, owner)),
      LEASE_MS / 3,
    );
    try {
      const pauseMs = this.isHurried ? intervalMs : pauseOf(bustle, intervalMs);
      if (!(await running.claim(trackId, owner, pauseMs))) return;
      const isBusy = bustle === 'busy' && sinceNewsMs !== null;
      await looks.look(this.track, { date, isBusy }, signal);
      await running.endLook(trackId, owner, null);
    } catch (error) {
      await this.quietly(() => this.endBadly(owner, error, signal));
    } finally {
      clearInterval(renewal);
      this.isLooking = false;
      if (!signal.aborted) this.wake();
    }
  }

  /** A look that nobody waits for any more, or that is not allowed, has not been one. */
  private async endBadly(owner: string, error: unknown, signal: AbortSignal): Promise<void> {
    const { running } = this.parts;
    const isForbidden = error instanceof LivercForbiddenError;
    if (signal.aborted || (error instanceof LivercDisabledError && !isForbidden)) {
      await running.release(this.track.id, owner);
      return;
    }
    if (!(error instanceof LivercError)) this.logger.error(error);
    await running.endLook(this.track.id, owner, reasonOf(error));
  }

  /** What fails here is mended by the lease's end. */
  private async quietly(work: () => Promise<void>): Promise<void> {
    await work().catch((error: unknown) => this.logger.debug(error));
  }

  private toState(
    { looks, lookedAt, failure }: FollowedTrack,
    waitMs: number,
    end: LiveEndReason | null,
  ): WatchedTrack {
    const at = lookedAt?.toISOString() ?? null;
    const { known, seenAt } = this;
    const nextLookAt = seenAt + waitMs;
    return { known, looks, lookedAt: at, failure, seenAt, nextLookAt, end };
  }
}

function isGrowing({ date, sinceNewsMs }: FollowedTrack, now: Date): boolean {
  return date !== null && canStillGrow(date, now, sinceNewsMs);
}
