import { Inject, Injectable } from '@nestjs/common';
import { Clock, remainingFreshMs } from '@trackside/calendar';
import type { DiscoverRangeResult } from '@trackside/contracts';
import { TrackChanges } from '../day/track-changes.js';
import { PRACTICE_DAYS_OPTIONS, type PracticeDaysOptions } from '../options.js';

const HOUR_MS = 3_600_000;

/** For how long an answer may be given again. */
export interface Validity {
  trackId: string;
  /** The track's, before the answer was made. */
  revision: number;
  /** UTC instant, in milliseconds. */
  until: number;
}

/** Tells how long an answer about a range stays what the database, asked again, would make of it. */
@Injectable()
export class AnswerValidity {
  constructor(
    private readonly changes: TrackChanges,
    private readonly clock: Clock,
    @Inject(PRACTICE_DAYS_OPTIONS) private readonly options: PracticeDaysOptions,
  ) {}

  /** What has to be known before an answer is made; null where changes are not told at the moment. */
  revisionOf(trackId: string): number | null {
    return this.changes.revisionOf(trackId);
  }

  /**
   * Of an answer that needed no page and leaves nothing to be asked: until the first of its months is
   * no longer fresh, and at most until it may be another day somewhere, which is at a full hour. Null
   * for any other answer.
   */
  judge(answer: DiscoverRangeResult, trackId: string, revision: number): Validity | null {
    const isSettled = answer.months.every(
      ({ status, stale, source, covered }) =>
        status === 'complete' && !stale && (source === 'cache' || (source === 'store' && covered)),
    );
    if (!isSettled || this.changes.revisionOf(trackId) !== revision) return null;
    const now = this.clock.now();
    const freshMs = answer.months.map((month) => {
      const fetchedAt = new Date(month.fetched_at!);
      return remainingFreshMs(month, fetchedAt, now, this.options.openMonthTtlSeconds);
    });
    const untilNextHour = HOUR_MS - (now.getTime() % HOUR_MS);
    const until = now.getTime() + Math.min(untilNextHour, ...freshMs);
    return { trackId, revision, until };
  }

  holds({ trackId, revision, until }: Validity): boolean {
    return this.changes.revisionOf(trackId) === revision && this.clock.now().getTime() < until;
  }
}
