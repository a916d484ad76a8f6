import { Injectable } from '@nestjs/common';
import { filter, fromEvent, lastValueFrom, take, takeUntil } from 'rxjs';
import { Clock, type MonthWindow, resolveRange } from '@trackside/calendar';
import type { StoredTrack } from '@trackside/tracks';
import { type MonthOutcome, toMonthEvent } from '../discovery/discovery-records.js';
import type { PracticeWish } from '../discovery/discovery-request.js';
import { RangeDiscovery } from '../discovery/range-discovery.js';
import type { BackgroundOutcome } from './background-reading.js';
import type { Trouble } from './retry-pace.js';

/** Reads a month as a search does, without anybody waiting for it. */
@Injectable()
export class MonthReading {
  constructor(
    private readonly discovery: RangeDiscovery,
    private readonly clock: Clock,
  ) {}

  /**
   * A month from wherever it is. What a search reads at the same time is shared with it; its pages take
   * people's turns then. Aborted, it lets go of what nobody else waits for.
   *
   * @param window days of one month
   * @param aheadMs what counts no longer than this is read again; default: what has expired
   * @param onSend told before each request that is sent for it
   * @returns why the month is not complete; null when it is, or when the reading was aborted
   */
  async read(
    track: StoredTrack,
    { from, until }: MonthWindow,
    signal: AbortSignal,
    { aheadMs, onSend }: { aheadMs?: number; onSend?: () => void } = {},
  ): Promise<{ outcome: BackgroundOutcome; trouble: Trouble | null }> {
    if (signal.aborted) return INTERRUPTED;
    const wish: PracticeWish = {
      range: resolveRange({ startDate: from, endDate: until }, this.clock.now(), 1),
      refresh: false,
      skipCovered: false,
      turn: { key: track.id, lane: 'background', onSend },
      aheadMs,
    };
    const steps = this.discovery.read(track, wish).pipe(
      filter((step) => step.kind !== 'listed'),
      take(1),
      takeUntil(fromEvent(signal, 'abort')),
    );
    const month = await lastValueFrom(steps, { defaultValue: null });
    if (!month) return INTERRUPTED;
    const trouble = troubleOf(month, track, wish);
    return { outcome: toBackgroundOutcome(month, trouble), trouble };
  }
}

const INTERRUPTED = { outcome: 'interrupted', trouble: null } as const;

function toBackgroundOutcome(month: MonthOutcome, trouble: Trouble | null): BackgroundOutcome {
  if (month.kind === 'failed' || month.stale) return 'failed';
  if (trouble) return 'partial';
  return month.source === 'liverc' ? 'complete' : 'known';
}

/** Why the month, as who has this wish is told of it, is not complete; null when it is. */
export function troubleOf(
  outcome: MonthOutcome,
  track: StoredTrack,
  wish: PracticeWish,
): Trouble | null {
  const end = toMonthEvent(outcome, track.slug, wish);
  if (end.type === 'listing') return null;
  const error = end.type === 'month' ? end.error : end;
  return error ? { code: error.code, retryAfterSeconds: error.retry_after_seconds } : null;
}
