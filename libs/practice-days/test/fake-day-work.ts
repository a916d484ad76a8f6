import { Subject } from 'rxjs';
import type { JobState, ReadingError } from '@trackside/contracts';
import type { Turn } from '@trackside/liverc-scraper';
import type { PageTrack } from '../src/day/page-track.js';
import type { Doubt } from '../src/day/stored-month.js';
import { TRACK } from './known-practice.js';

/** One day that is being imported: its job, its page, its sessions' pages, and what ticks queue. */
export class FakeDayWork {
  /** How often work on the day can begin, and whether its page is wanted then. */
  readonly beginnings: { needsDayPage: boolean }[] = [{ needsDayPage: true }];
  /** What the day page comes to, first attempt first; nothing more: it is stored. */
  readonly pages: (Error | undefined)[] = [];
  /** Why sessions fail, first attempt first; nothing more: all laps are read. */
  readonly failures: ReadingError[][] = [];
  /** What contradicts the day, each time that it is asked; the last one stays. */
  readonly doubts: (Doubt | null)[] = [null];
  imported = true;
  wanted = true;
  /** What happened, in that order. */
  readonly told: string[] = [];
  ended: { state: JobState; error: ReadingError | null } | null = null;
  /** Called while the sessions' pages are read. */
  duringSessions: (signal: AbortSignal) => Promise<void> = async () => undefined;
  /** Tells of pages of imported days, as discovery does. */
  readonly days = new Subject<void>();

  /** Days of which sessions are to be tried again. */
  readonly due: { trackId: string; date: string }[] = [];
  /** What queueing comes to, first time first; nothing more: it succeeds. */
  readonly queueing: Error[] = [];

  /** The track, or the days that are due at a moment. */
  async find(asked: string | Date): Promise<PageTrack | { trackId: string; date: string }[]> {
    return asked instanceof Date ? this.due : TRACK;
  }

  async queueWanted(): Promise<void> {
    this.failQueueing();
    this.told.push('queued what is wanted');
  }

  async readFoundSessions(): Promise<void> {
    this.failQueueing();
    this.told.push('found sessions');
  }

  async readSessionsAgain({ date }: { date: string }): Promise<void> {
    this.told.push(`again ${date}`);
  }

  async beginDay(): Promise<{ needsDayPage: boolean } | null> {
    return this.beginnings.shift() ?? null;
  }

  async begin(_track: PageTrack, date: string, turn: Turn): Promise<void> {
    this.told.push(`page of ${date} in the ${turn.lane}`);
    const failure = this.pages.shift();
    if (failure) throw failure;
  }

  async noteDayPage(): Promise<void> {
    this.told.push('page noted');
  }

  async read(_track: PageTrack, _dayId: string, signal: AbortSignal): Promise<ReadingError[]> {
    this.told.push('sessions');
    await this.duringSessions(signal);
    signal.throwIfAborted();
    return this.failures.shift() ?? [];
  }

  async findDoubt(): Promise<Doubt | null> {
    return (this.doubts.length > 1 ? this.doubts.shift() : this.doubts[0]) ?? null;
  }

  async isImported(): Promise<boolean> {
    return this.imported;
  }

  async isWanted(): Promise<boolean> {
    return this.wanted;
  }

  async endDay(_dayId: string, _at: Date, error: ReadingError | null): Promise<void> {
    this.ended = { state: error ? 'failed' : 'completed', error };
    this.told.push(`ended ${this.ended.state}`);
  }

  async noteFailure(_dayId: string, { code }: ReadingError): Promise<void> {
    this.told.push(`noted ${code}`);
  }

  private failQueueing(): void {
    const failure = this.queueing.shift();
    if (failure) throw failure;
  }
}
