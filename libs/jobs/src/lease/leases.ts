import { randomUUID } from 'node:crypto';
import {
  type BeforeApplicationShutdown,
  Injectable,
  type OnApplicationBootstrap,
} from '@nestjs/common';
import {
  defer,
  filter,
  finalize,
  first,
  merge,
  mergeMap,
  type Observable,
  race,
  repeat,
  share,
  Subject,
  take,
  takeUntil,
  takeWhile,
  timer,
} from 'rxjs';
import { SEEN_EVERY_MS } from '@trackside/calendar';
import { DatabaseBus } from '@trackside/database';
import { Hold } from './hold.js';
import { LEASES_CHANNEL, LeaseStore } from './lease-store.js';

/** What is to be done on a unit by one process. */
export interface UnitOfWork<T> {
  work: () => Observable<T>;
  /** What to give while another process has the unit. */
  meanwhile: () => Observable<T>;
  /**
   * Whether a person waits for it, which may change. Work that nobody waits for makes way for it, and
   * ends then without a word.
   */
  isUrgent: () => boolean;
}

/**
 * Units that one process at a time works on. Nothing is locked meanwhile: a row says whose the unit is
 * and until when. It is free at once when its process ends, however it ends, and at the latest ten
 * seconds after the process was last heard of.
 */
@Injectable()
export class Leases implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly process = randomUUID();
  private readonly freed = new Subject<string | null>();
  private readonly held = new Set<Hold>();

  constructor(
    private readonly store: LeaseStore,
    private readonly bus: DatabaseBus,
  ) {}

  onApplicationBootstrap(): void {
    this.bus.listen(LEASES_CHANNEL).subscribe(this.freed);
  }

  /**
   * The work, begun as soon as no other process works on the unit, which is this one's from then on,
   * until the work ends, fails or is left. Within this process the unit goes to whoever asks last.
   *
   * @throws what the database throws when it can't be asked, as the Observable's error
   */
  during<T>(unit: string, { work, meanwhile, isUrgent }: UnitOfWork<T>): Observable<T> {
    return defer(() => {
      const holder = randomUUID();
      const hold = new Hold(this.store, () => ({
        unit,
        holder,
        process: this.process,
        backend: this.bus.backend,
        urgent: isUrgent(),
      }));
      this.held.add(hold);
      const claims = defer(() => hold.claim()).pipe(
        repeat({ delay: () => this.mayBeFree(unit) }),
        share(),
      );
      const isMine = claims.pipe(first(Boolean));
      const isAnothers = claims.pipe(
        takeWhile((isOurs) => !isOurs),
        take(1),
      );
      return merge(
        isMine.pipe(mergeMap(work), takeUntil(hold.lost)),
        isAnothers.pipe(mergeMap(meanwhile), takeUntil(isMine)),
      ).pipe(finalize(() => void hold.end().finally(() => this.held.delete(hold))));
    });
  }

  /** Nobody has to wait for leases that this process renews no more. */
  async beforeApplicationShutdown(): Promise<void> {
    await Promise.all([...this.held].map((hold) => hold.end()));
  }

  /** Soon after the unit was let go of; after a second in any case. */
  private mayBeFree(unit: string): Observable<unknown> {
    return race(this.freed.pipe(filter((name) => name === unit)), timer(SEEN_EVERY_MS)).pipe(
      take(1),
    );
  }
}
