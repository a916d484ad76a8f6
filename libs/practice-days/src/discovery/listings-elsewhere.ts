import { Inject, Injectable } from '@nestjs/common';
import { concatMap, EMPTY, filter, type Observable, startWith, take } from 'rxjs';
import { Clock, monthKey, remainingFreshMs } from '@trackside/calendar';
import type { YearMonth } from '@trackside/contracts';
import { Tracks } from '@trackside/tracks';
import type { PageTrack } from '../day/page-track.js';
import { PracticeDayStore } from '../day/practice-day-store.js';
import { TrackChanges } from '../day/track-changes.js';
import { PRACTICE_DAYS_OPTIONS, type PracticeDaysOptions } from '../options.js';
import type { ListingStep, RefreshMode } from './month-refresh.js';

/** What another process has read of a month that it works on, as far as it is stored. */
@Injectable()
export class ListingsElsewhere {
  constructor(
    private readonly changes: TrackChanges,
    private readonly store: PracticeDayStore,
    private readonly tracks: Tracks,
    private readonly clock: Clock,
    @Inject(PRACTICE_DAYS_OPTIONS) private readonly options: PracticeDaysOptions,
  ) {}

  /** The month's calendar once it is stored and fresh. None for who wants it read anew. */
  listing(track: PageTrack, month: YearMonth, mode: RefreshMode): Observable<ListingStep> {
    if (mode.refresh) return EMPTY;
    return this.changes.of(track.id).pipe(
      startWith(null),
      concatMap(() => this.find(track.id, month)),
      filter((step) => step !== null),
      take(1),
    );
  }

  private async find(trackId: string, month: YearMonth): Promise<ListingStep | null> {
    const stored = (await this.store.findMonths(trackId, [month])).get(monthKey(month));
    if (!stored) return null;
    const readAt = new Date(stored.fetchedAt);
    const { openMonthTtlSeconds } = this.options;
    if (remainingFreshMs(month, readAt, this.clock.now(), openMonthTtlSeconds) <= 0) return null;
    const { practiceMonths, practiceMonthsReadAt } = await this.tracks.find(trackId);
    // The list of the same page, or a later one.
    if (!practiceMonths || !practiceMonthsReadAt || practiceMonthsReadAt < readAt) return null;
    const days = stored.days
      .filter(({ inCalendar }) => inCalendar)
      .map(({ date, listedSessionCount: sessionCount }) => ({ date, sessionCount }));
    return { kind: 'listing', days, monthsWithPractice: practiceMonths, readAt };
  }
}
