import { Injectable, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { filter, type Observable, Subject, Subscription } from 'rxjs';
import { DatabaseBus } from '@trackside/database';

/**
 * Whether something about a track's practice was stored since, by whichever process. The database
 * itself tells with each commit; see the migration TellPracticeChanges.
 */
@Injectable()
export class TrackChanges implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly listening = new Subscription();
  /** Grows with each message; by track, where it stood at the last one. As many as there are tracks. */
  private count = 0;
  private readonly changedAt = new Map<string, number>();
  private readonly told = new Subject<string | null>();
  /** Where the count stood when listening began: what was told before may have been missed. */
  private since: number | null = null;

  constructor(private readonly bus: DatabaseBus) {}

  onApplicationBootstrap(): void {
    // Connected anew, but not listening yet.
    this.listening.add(this.bus.connectedAgain.subscribe(() => (this.since = null)));
    this.listening.add(
      this.bus.listen('trackside_practice').subscribe((trackId) => {
        this.count += 1;
        // Everything may have changed, or has.
        if (trackId === null || trackId === '') this.since = this.count;
        else this.changedAt.set(trackId, this.count);
        this.told.next(trackId);
      }),
    );
  }

  onModuleDestroy(): void {
    this.since = null;
    this.listening.unsubscribe();
  }

  /** Each time that something about the track was stored, or may have been. */
  of(trackId: string): Observable<unknown> {
    return this.told.pipe(filter((id) => !id || id === trackId));
  }

  /**
   * A number that is another one after something about the track was stored: what was read from the
   * database while it was the same is still what the database says. Null while changes are not told.
   */
  revisionOf(trackId: string): number | null {
    if (this.since === null || !this.bus.isConnected) return null;
    return Math.max(this.since, this.changedAt.get(trackId) ?? 0);
  }
}
