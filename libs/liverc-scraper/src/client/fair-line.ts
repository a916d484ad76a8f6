import type { Lane } from './outcome.js';
import { type Entry, type Rank, TurnRound } from './turn-round.js';
import type { Turn, Waiters } from './waiters.js';

/** Background work passed over so often goes before people, and before newcomers at twice that. */
const BACKGROUND_FLOOR = 9;

/** A page that wants to be asked for. */
export interface Wanted<T> {
  visitor: T;
  site: string;
  rank: Rank;
  /** Whose turns it may take. */
  waiters: Waiters;
}

/** A place in the line; `leave` gives it up from anywhere in the line at once. */
export interface Place {
  leave(): void;
}

/**
 * The line for LiveRC. Turns go round over the people who wait, each person's first page before
 * anything else, and of one person's pages calendars before others. Background work comes after
 * people, and still moves. A page that several wait for takes the first turn that any of them has.
 */
export class FairLine<T> {
  private readonly lanes: Record<Lane, TurnRound<T>>;
  /** How each page that waits ends its listening to who waits for it. */
  private readonly entries = new Map<Entry<T>, () => void>();
  private readonly counts = new Map<string, number>();
  private joined = 0;
  private passedOver = 0;

  /** @param now monotonic milliseconds */
  constructor(now: () => number) {
    this.lanes = { people: new TurnRound(now), background: new TurnRound(now) };
  }

  get length(): number {
    return this.entries.size;
  }

  /** Sites of which pages wait. */
  get sites(): Iterable<string> {
    return this.counts.keys();
  }

  join({ visitor, site, rank, waiters }: Wanted<T>): Place {
    const entry: Entry<T> = { visitor, site, rank, number: this.joined++ };
    const came = ({ key, lane }: Turn) => this.lanes[lane].add(entry, key);
    const left = ({ key, lane }: Turn) => this.lanes[lane].remove(entry, key);
    this.entries.set(entry, waiters.listen({ came, left }));
    this.counts.set(site, (this.counts.get(site) ?? 0) + 1);
    for (const turn of waiters.turns) came(turn);
    return { leave: () => this.leave(entry) };
  }

  /**
   * Takes the next one out of the line among those of sites that may be asked for a lane.
   *
   * @param isLastPlace while several people wait, only the first page of one who has just come may go
   */
  next(
    mayGo: (site: string, lane: Lane) => boolean,
    isLastPlace = false,
  ): { visitor: T; lane: Lane } | null {
    const { people, background } = this.lanes;
    const person = people.next((site) => mayGo(site, 'people'));
    if (isLastPlace && person && !person.newcomer && !person.alone) return null;
    const patience = person?.newcomer ? 2 * BACKGROUND_FLOOR : BACKGROUND_FLOOR;
    const isBackgroundDue = !person || this.passedOver >= patience;
    const work = isBackgroundDue ? background.next((site) => mayGo(site, 'background')) : null;
    const taken = work ?? person;
    if (!taken) return null;
    if (work) this.passedOver = 0;
    else if (background.length > 0) this.passedOver++;
    // Both lanes: somebody in the other one may wait for the same page.
    for (const lane of [people, background]) lane.take(taken.entry);
    this.leave(taken.entry);
    return { visitor: taken.entry.visitor, lane: work ? 'background' : 'people' };
  }

  /** Takes all out of the line of whom `matches` is true, in the order of coming. */
  takeAll(matches: (visitor: T) => boolean): T[] {
    const taken = [...this.entries.keys()].filter(({ visitor }) => matches(visitor));
    for (const entry of taken) this.leave(entry);
    return taken.map(({ visitor }) => visitor);
  }

  private leave(entry: Entry<T>): void {
    this.entries.get(entry)?.();
    if (!this.entries.delete(entry)) return;
    for (const lane of Object.values(this.lanes)) lane.remove(entry);
    const count = this.counts.get(entry.site)! - 1;
    if (count > 0) this.counts.set(entry.site, count);
    else this.counts.delete(entry.site);
  }
}
