import { LinkedQueue, type QueueNode } from './linked-queue.js';

/** So long after their last page people are known as served before. */
const MEMORY_MS = 30_000;
/** People remembered at most who wait for nothing at present. */
const MOST_REMEMBERED = 10_000;

/** What goes first among the pages of one person; the order of these lists. */
export const RANKS = ['again', 'calendar', 'other'] as const;
export type Rank = (typeof RANKS)[number];

/** A page that waits, in the queues of all who wait for it. */
export interface Entry<T> {
  readonly visitor: T;
  readonly site: string;
  readonly rank: Rank;
  /** Counts those who came before. */
  readonly number: number;
}

/** The page that is to go next. */
export interface NextPage<T> {
  readonly entry: Entry<T>;
  /** Nobody who waits for it has had a page lately. */
  readonly newcomer: boolean;
  /** Nobody else has a page that may go. */
  readonly alone: boolean;
}

interface Queued<T> {
  people: Map<Person<T>, QueueNode<Entry<T>>>;
}

interface Person<T> {
  readonly key: string;
  /** Pages by site, then by rank. */
  readonly sites: Map<string, Record<Rank, LinkedQueue<Entry<T>>>>;
  waiting: number;
  /** When one of its pages left last; null: never, as far as is remembered. */
  servedAt: number | null;
  place: QueueNode<Person<T>>;
}

/**
 * People who wait, each with pages of its own: whoever was served longest ago is next, and one who
 * was never served comes before all others. So turns go round.
 */
export class TurnRound<T> {
  private readonly people = new Map<string, Person<T>>();
  private readonly queued = new Map<Entry<T>, Queued<T>>();
  /** Never served, in the order of coming. */
  private readonly newcomers = new LinkedQueue<Person<T>>();
  /** Served longest ago first; those are among them who wait for nothing at present. */
  private readonly served = new LinkedQueue<Person<T>>();

  /** @param now monotonic milliseconds */
  constructor(private readonly now: () => number) {}

  /** How many pages wait. */
  get length(): number {
    return this.queued.size;
  }

  /** Puts the page into the queue of the person; a second time changes nothing. */
  add(entry: Entry<T>, key: string): void {
    const person = this.people.get(key) ?? this.meet(key);
    const queued = this.queued.get(entry) ?? { people: new Map() };
    if (queued.people.has(person)) return;
    let queues = person.sites.get(entry.site);
    if (!queues) person.sites.set(entry.site, (queues = emptyQueues()));
    queued.people.set(person, queues[entry.rank].append(entry));
    person.waiting++;
    this.queued.set(entry, queued);
  }

  /** Takes the page out of the queue of one person, or of all. */
  remove(entry: Entry<T>, key?: string): void {
    const queued = this.queued.get(entry);
    if (!queued) return;
    for (const [person, node] of queued.people) {
      if (key !== undefined && person.key !== key) continue;
      node.remove();
      queued.people.delete(person);
      person.waiting--;
      const queues = person.sites.get(entry.site)!;
      if (RANKS.every((rank) => queues[rank].length === 0)) person.sites.delete(entry.site);
      // One who left without a page is a newcomer when it comes again.
      if (person.waiting === 0 && person.servedAt === null) this.forget(person);
    }
    if (queued.people.size === 0) this.queued.delete(entry);
  }

  /** The page whose turn it is among those of sites that may be asked; stays where it is. */
  next(mayGo: (site: string) => boolean): NextPage<T> | null {
    this.forgetOld();
    let next: NextPage<T> | null = null;
    for (const people of [this.newcomers, this.served]) {
      for (let node = people.first; node; node = node.next) {
        const entry = firstPage(node.value, mayGo);
        if (entry && next) return { ...next, alone: false };
        if (entry) next = { entry, newcomer: people === this.newcomers, alone: true };
      }
    }
    return next;
  }

  /** Takes the page out: all who waited for it have had their turn. */
  take(entry: Entry<T>): void {
    const people = [...(this.queued.get(entry)?.people.keys() ?? [])];
    for (const person of people) {
      person.servedAt = this.now();
      person.place.remove();
      person.place = this.served.append(person);
    }
    this.remove(entry);
  }

  private meet(key: string): Person<T> {
    const person = { key, sites: new Map(), waiting: 0, servedAt: null } as unknown as Person<T>;
    person.place = this.newcomers.append(person);
    this.people.set(key, person);
    return person;
  }

  private forget(person: Person<T>): void {
    person.place.remove();
    this.people.delete(person.key);
  }

  private forgetOld(): void {
    for (let node = this.served.first; node; node = node.next) {
      const person = node.value;
      const isOld = person.servedAt! <= this.now() - MEMORY_MS;
      if (person.waiting > 0 || (!isOld && this.served.length <= MOST_REMEMBERED)) return;
      this.forget(person);
    }
  }
}

function emptyQueues<T>(): Record<Rank, LinkedQueue<Entry<T>>> {
  return { again: new LinkedQueue(), calendar: new LinkedQueue(), other: new LinkedQueue() };
}

function firstPage<T>(person: Person<T>, mayGo: (site: string) => boolean): Entry<T> | null {
  let best: Entry<T> | null = null;
  for (const [site, queues] of person.sites) {
    if (!mayGo(site)) continue;
    const rank = RANKS.find((each) => queues[each].first)!;
    const { value } = queues[rank].first!;
    if (!best || isBefore(value, best)) best = value;
  }
  return best;
}

function isBefore<T>(one: Entry<T>, other: Entry<T>): boolean {
  const ranks = RANKS.indexOf(one.rank) - RANKS.indexOf(other.rank);
  return ranks === 0 ? one.number < other.number : ranks < 0;
}
