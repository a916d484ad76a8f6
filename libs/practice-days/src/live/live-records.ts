import type { LiveRecord } from '@trackside/contracts';
import type { KnownDay } from './known-day.js';
import { encodeLiveCursor, type LiveCursor } from './live-cursor.js';
import type { WatchedTrack } from './track-watch.js';

/** A record on its way to a follower, with where the follower can go on. */
export interface LiveStep {
  record: LiveRecord;
  cursor?: string;
}

/** Tells one follower what has changed since it was told last. */
export class LiveTale {
  private hasStarted = false;
  private looks = 0;
  /** Something new was told since the last look ended: that look's, or another reading's. */
  private hasNews = false;
  /** The day's totals that were told last. */
  private totals: string | null = null;

  /** @param told what the follower has from an earlier stream; null where it begins */
  constructor(private told: LiveCursor | null) {}

  /** The records of a state; none where nothing has changed. */
  tell(state: WatchedTrack): LiveStep[] {
    const isFirst = !this.hasStarted;
    this.hasStarted = true;
    const steps = isFirst ? [this.step(this.started(state))] : [];
    if (state.known?.day) steps.push(...this.tellDay(state.known, state));
    if (isFirst) [this.looks, this.hasNews] = [state.looks, false];
    if (state.looks > this.looks) {
      const looked = this.looked(state);
      if (looked) steps.push(this.step(looked));
      [this.looks, this.hasNews] = [state.looks, false];
    }
    if (state.end) steps.push(this.step({ type: 'done', reason: state.end }));
    return steps;
  }

  private started(state: WatchedTrack): LiveRecord {
    return {
      type: 'started',
      date: state.known?.date ?? null,
      event_id: state.known?.eventId ?? null,
      fetched_at: state.known?.fetchedAt ?? null,
      next_check_seconds: secondsUntil(state.nextLookAt),
    };
  }

  private tellDay(known: KnownDay, { nextLookAt }: WatchedTrack): LiveStep[] {
    const totals = JSON.stringify([known.eventId, known.day]);
    const told = this.goOn(known);
    const steps: LiveStep[] = [];
    if (totals !== this.totals && known.day) {
      [this.totals, this.hasNews] = [totals, true];
      const { eventId: event_id, fetchedAt } = known;
      const next_check_seconds = secondsUntil(nextLookAt);
      const day = { ...known.day, event_id, fetched_at: fetchedAt ?? '', next_check_seconds };
      steps.push(this.step({ type: 'day', ...day }));
    }
    const received = told.revision;
    for (const { session, since, changed, shown } of known.sessions) {
      if (changed <= received) continue;
      this.hasNews ||= shown > received;
      told.revision = changed;
      steps.push(this.step({ type: 'session', session, is_new: since > told.baseline }));
    }
    return steps;
  }

  /** What the follower has of this day: nothing where its cursor is of another one. */
  private goOn({ eventId, revision }: KnownDay): LiveCursor {
    const isOfDay =
      this.told?.eventId === eventId &&
      this.told.revision <= revision &&
      this.told.baseline <= revision;
    if (!this.told || !isOfDay) this.told = { eventId, baseline: revision, revision: 0 };
    return this.told;
  }

  /** Null where the news of the look has told that it was one. */
  private looked({ failure, lookedAt, nextLookAt }: WatchedTrack): LiveRecord | null {
    const next_check_seconds = secondsUntil(nextLookAt);
    if (failure) return { type: 'unavailable', ...failure, next_check_seconds };
    if (this.hasNews) return null;
    return { type: 'checked', fetched_at: lookedAt ?? '', next_check_seconds };
  }

  private step(record: LiveRecord): LiveStep {
    return this.told && this.told.revision > 0
      ? { record, cursor: encodeLiveCursor(this.told) }
      : { record };
  }
}

function secondsUntil(at: number): number {
  return Math.max(0, Math.ceil((at - performance.now()) / 1000));
}
