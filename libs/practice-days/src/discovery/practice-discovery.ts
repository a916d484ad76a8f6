import { Inject, Injectable } from '@nestjs/common';
import {
  concat,
  defer,
  fromEvent,
  lastValueFrom,
  map,
  Observable,
  of,
  takeUntil,
  tap,
  toArray,
} from 'rxjs';
import { Clock, monthKey, resolveRange } from '@trackside/calendar';
import type {
  DiscoverMonthResult,
  DiscoverRangeResult,
  DiscoveryRecord,
  DoneRecord,
  MonthState,
} from '@trackside/contracts';
import { withHeartbeats } from '@trackside/streams';
import { type StoredTrack, Tracks } from '@trackside/tracks';
import { dayIdOf } from '../day/day-summary.js';
import {
  isMonthEnd,
  type MonthEnd,
  toDone,
  toMonthState,
  toStarted,
  withoutMonths,
} from './discovery-records.js';
import {
  DiscoveryFailedError,
  type DiscoveryRequest,
  type PracticeWish,
} from './discovery-request.js';
import { measured } from './measured-discovery.js';
import { PRACTICE_DAYS_OPTIONS, type PracticeDaysOptions } from '../options.js';
import { decodeResumeCursor, encodeResumeCursor } from './resume-cursor.js';
import { SharedDiscoveries } from './shared-discoveries.js';
import { PracticeDayStore } from '../day/practice-day-store.js';

/** A record of a stream, with the cursor from which a client that has it can resume. */
export interface StreamedRecord {
  record: DiscoveryRecord;
  cursor: string;
}

/** Below the 15 s of silence that a stream may have. */
const HEARTBEAT_MS = 10_000;

/**
 * Discovers practice days of a track, month by month. One Observable of records is behind all the
 * forms of the answer.
 */
@Injectable()
export class PracticeDiscovery {
  constructor(
    private readonly tracks: Tracks,
    private readonly months: SharedDiscoveries,
    private readonly store: PracticeDayStore,
    private readonly clock: Clock,
    @Inject(PRACTICE_DAYS_OPTIONS) private readonly options: PracticeDaysOptions,
  ) {}

  /**
   * The discovery as a stream of records: `started`, then per month a `listing` where its calendar is
   * read and a `month` or `month_failed`, `heartbeat` in silence, `done` last. Nothing is asked of
   * LiveRC before somebody subscribes; leaving stops the work that nobody else waits for.
   *
   * @param resumeFrom the cursor of the last record received; months it names are left out, and
   *   `started` and `done` speak of the rest; ignored when it is not ours
   * @throws TrackNotFoundError, TrackSlugMismatchError before the stream begins
   */
  async stream(
    request: DiscoveryRequest,
    resumeFrom?: string,
  ): Promise<Observable<StreamedRecord>> {
    const { track, wish } = await this.prepare(request);
    const { range } = wish;
    const received = decodeResumeCursor(resumeFrom, track.id, range);
    return this.records(track, { ...wish, range: withoutMonths(range, received) }).pipe(
      withHeartbeats(HEARTBEAT_MS),
      map((record) => {
        if (record.type === 'month' && record.status === 'complete') received.add(monthKey(record));
        return { record, cursor: encodeResumeCursor(track.id, range, received) };
      }),
    );
  }

  /**
   * The discovery as one answer, when every month is through.
   *
   * @param leaving aborts when nobody waits for the answer any more; rejects with its reason
   * @throws DiscoveryFailedError when all months failed, with the newest month's code
   */
  async collect(request: DiscoveryRequest, leaving: AbortSignal): Promise<DiscoverRangeResult> {
    const { track, wish } = await this.prepare(request);
    const { range } = wish;
    leaving.throwIfAborted();
    const left = fromEvent(leaving, 'abort').pipe(tap(() => leaving.throwIfAborted()));
    const records = await lastValueFrom(this.records(track, wish).pipe(toArray(), takeUntil(left)));
    const months = records.filter(isMonthEnd).sort((a, b) => monthKey(b) - monthKey(a));
    failIfAllFailed(months);
    const done = records.at(-1) as DoneRecord;
    return {
      practice_days: months.flatMap((month) => (month.type === 'month' ? month.practice_days : [])),
      months_requested: range.monthsRequested,
      months_queried: range.months.length,
      truncated: range.truncated,
      months: months.map(toMonthState),
      complete: done.complete,
      elapsed_ms: done.elapsed_ms,
    };
  }

  /**
   * One month; with `sessions` each day carries its sessions, newest first.
   *
   * @throws DiscoveryFailedError when the month failed
   */
  async discoverMonth(
    request: DiscoveryRequest & { sessions: boolean },
    leaving: AbortSignal,
  ): Promise<DiscoverMonthResult> {
    const result = await this.collect(request, leaving);
    const month = result.months[0] as MonthState;
    if (!request.sessions) return { practice_days: result.practice_days, month };
    const ids = new Map(
      result.practice_days.map((day) => [day.date, dayIdOf(request.trackId, day.date)]),
    );
    const sessions = await this.store.findSessions([...ids.values()]);
    const days = result.practice_days.map((day) => ({
      ...day,
      sessions: sessions.get(ids.get(day.date) ?? '') ?? [],
    }));
    return { practice_days: days, month };
  }

  private async prepare(
    request: DiscoveryRequest,
  ): Promise<{ track: StoredTrack; wish: PracticeWish }> {
    const range = resolveRange(request, this.clock.now(), this.options.rangeMonthsCap);
    const track = await this.tracks.find(request.trackId, request.trackSlug);
    const { refresh, skipCovered, turn } = request;
    return { track, wish: { range, refresh, skipCovered, turn } };
  }

  private records(track: StoredTrack, wish: PracticeWish): Observable<DiscoveryRecord> {
    return defer(() => {
      const begunAt = performance.now();
      const ends: MonthEnd[] = [];
      const months = this.months.join(track, wish).pipe(
        measured(this.options.onDiscovery),
        tap((event) => isMonthEnd(event) && ends.push(event)),
      );
      return concat(
        of(toStarted(wish.range)),
        months,
        defer(() => of(toDone(ends, performance.now() - begunAt))),
      );
    });
  }
}

/** Months are newest first. */
function failIfAllFailed(months: MonthEnd[]): void {
  const [newest] = months;
  if (newest?.type !== 'month_failed' || months.some((month) => month.type === 'month')) return;
  throw new DiscoveryFailedError(newest.code, newest.message, newest.retry_after_seconds);
}
