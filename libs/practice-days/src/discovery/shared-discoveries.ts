import { Injectable } from '@nestjs/common';
import { defer, finalize, map, type Observable, ReplaySubject, share } from 'rxjs';
import type { ListingRecord } from '@trackside/contracts';
import type { Turn } from '@trackside/liverc-scraper';
import type { StoredTrack } from '@trackside/tracks';
import { type MonthEnd, toMonthEvent } from './discovery-records.js';
import type { PracticeWish } from './discovery-request.js';
import { RangeDiscovery } from './range-discovery.js';

/** A discovery that has asked LiveRC for nothing yet, so that others may still join it. */
interface Gathering {
  events: Observable<ListingRecord | MonthEnd>;
  turns: Turn[];
}

/**
 * One discovery for a crowd that wants the same: whoever comes before it has asked LiveRC for
 * anything joins it, as if he had begun it. Who comes later begins one of his own, which shares
 * the months that are being read: no one is given a failure from before he asked.
 */
@Injectable()
export class SharedDiscoveries {
  private readonly gathering = new Map<string, Gathering>();

  constructor(private readonly months: RangeDiscovery) {}

  /**
   * A `listing` for each month whose calendar is read, and one end of each month, in the order in
   * which they come. It stops when the last one has left; until then its pages take the turns of all
   * who joined.
   */
  join(track: StoredTrack, wish: PracticeWish): Observable<ListingRecord | MonthEnd> {
    return defer(() => {
      const name = nameOf(track, wish);
      const current = this.gathering.get(name) ?? this.begin(name, track, wish);
      if (!current.turns.some(({ key }) => key === wish.turn.key)) current.turns.push(wish.turn);
      return current.events;
    });
  }

  private begin(name: string, track: StoredTrack, wish: PracticeWish): Gathering {
    const turns = [wish.turn];
    const close = (): void => {
      if (this.gathering.get(name) === begun) this.gathering.delete(name);
    };
    const events = this.months.discover(track, { ...wish, company: turns }, close).pipe(
      map((step) => toMonthEvent(step, track.slug, wish)),
      finalize(close),
      share({ connector: () => new ReplaySubject() }),
    );
    const begun = { events, turns };
    this.gathering.set(name, begun);
    return begun;
  }
}

function nameOf(track: StoredTrack, { range, refresh, skipCovered, turn }: PracticeWish): string {
  return JSON.stringify([track.id, range, refresh, skipCovered, turn.lane]);
}
