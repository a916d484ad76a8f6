import { Injectable } from '@nestjs/common';
import { isTimeToRetry, longestRetryMs, type RetryPolicy } from '@trackside/jobs';
import { type FailedDay, SessionImportStore } from './session-import-store.js';

const HOUR_MS = 3_600_000;

/** Sessions that failed are tried again after 1, 2, 4 … hours, for about a week. */
export const SESSION_RETRIES: RetryPolicy = { firstPauseMs: HOUR_MS, mostFailures: 8 };

/** A failure at this moment: the attempts of one import, minutes apart, count as one. */
export function failureAt(at: Date): { at: Date; countedSince: Date } {
  return { at, countedSince: new Date(at.getTime() - SESSION_RETRIES.firstPauseMs) };
}

/** Jobs take their time, too: until the last try, and some days more. */
const JOBS_COUNT_MS = longestRetryMs(SESSION_RETRIES) + 88 * HOUR_MS;

/** Days begun at a time; the others wait for the next tick. */
const MOST_DAYS = 100;

/** Finds imported days whose sessions failed and are to be tried again. */
@Injectable()
export class RetryDays {
  constructor(private readonly sessions: SessionImportStore) {}

  /** Newest first, at most a hundred. */
  async find(now: Date): Promise<{ trackId: string; date: string }[]> {
    const since = new Date(now.getTime() - JOBS_COUNT_MS);
    const failed = await this.sessions.findFailed(SESSION_RETRIES.mostFailures, since);
    const due = new Map<string, { trackId: string; date: string }>();
    for (const day of failed) {
      const { trackId, date } = day;
      if (isDue(day, now)) due.set(`${trackId} ${date}`, { trackId, date });
    }
    return [...due.values()].slice(0, MOST_DAYS);
  }
}

function isDue({ count, firstAt, lastAt }: FailedDay, now: Date): boolean {
  return [firstAt, lastAt].some((at) => isTimeToRetry(SESSION_RETRIES, { count, lastAt: at }, now));
}
