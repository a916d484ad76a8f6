import type { Lane } from './outcome.js';
import type { PageAddress } from './page-address.js';

/** Whose turn in the line for LiveRC it is. */
export interface Turn {
  /** One who waits: a user, or an address and the track that it asks for. */
  key: string;
  lane: Lane;
  /** Told before each request that is sent while this one waits; may let go of the work. */
  onSend?: () => void;
  /**
   * Asked before months are read for this one that nobody else has had read.
   *
   * @throws TurnRefusedError when it has had its share; then none of them counts
   */
  begin?: (months: number) => Promise<void>;
}

/** The one whose turn it is has had its share; whoever else waits goes on. */
export class TurnRefusedError extends Error {
  readonly code = 'RATE_LIMITED';

  constructor(
    message: string,
    readonly retryAfterSeconds: number,
  ) {
    super(message);
    this.name = 'TurnRefusedError';
  }
}

/** One who waits for the pages of some work. */
export interface Waiter {
  /** A page failed that had been asked for before this one came. */
  readonly inherits: boolean;
  leave(): void;
}

/** Told about comings and goings. */
export interface WaitersListener {
  came(turn: Turn): void;
  /** Nobody of this key waits in this lane any more. */
  left(turn: Turn): void;
}

interface Member {
  readonly turn: Turn;
  /** How many had come, this one included, when it came. */
  readonly number: number;
  inherits: boolean;
}

/**
 * All who wait for the pages of one piece of work, which may be shared: a page takes the turn of
 * whichever of them is next, and who comes late is told apart from who was there when it was asked.
 */
export class Waiters {
  private readonly members = new Set<Member>();
  private readonly listeners = new Set<WaitersListener>();
  private came = 0;

  /** Work that one alone waits for. */
  static of(turn: Turn): Waiters {
    const waiters = new Waiters();
    waiters.come(turn);
    return waiters;
  }

  /** For work whose asker does not say who waits: all of a track's take turns as one. */
  static ofSite({ slug }: Pick<PageAddress, 'slug'>, lane: Lane): Waiters {
    return Waiters.of({ key: slug ?? '', lane });
  }

  /** How many have come so far, whether they are still here or not. */
  get arrivals(): number {
    return this.came;
  }

  /** Of those who are here; a key with its lane may stand here more than once. */
  get turns(): Turn[] {
    return Array.from(this.members, ({ turn }) => turn);
  }

  /** Of the turns of those who are here. */
  get keys(): string[] {
    return this.turns.map(({ key }) => key);
  }

  /** People's as soon as one person is here. */
  get lane(): Lane {
    return this.turns.some(({ lane }) => lane === 'people') ? 'people' : 'background';
  }

  come(turn: Turn): Waiter {
    const member: Member = { turn, number: ++this.came, inherits: false };
    this.members.add(member);
    for (const { came } of this.listeners) came(turn);
    return {
      get inherits() {
        return member.inherits;
      },
      leave: () => this.leave(member),
    };
  }

  /** Whether somebody is here who came when so many had come before. */
  hasNewcomer(arrivals: number): boolean {
    return [...this.members].some(({ number }) => number > arrivals);
  }

  /**
   * Notes that a page has failed for good.
   *
   * @param arrivals how many had come when the page was asked for the last time
   */
  noteFailure(arrivals: number): void {
    for (const member of this.members) member.inherits ||= member.number > arrivals;
  }

  /** @returns ends the listening */
  listen(listener: WaitersListener): () => void {
    this.listeners.add(listener);
    return () => void this.listeners.delete(listener);
  }

  private leave(member: Member): void {
    if (!this.members.delete(member)) return;
    const { key, lane } = member.turn;
    if (this.turns.some((turn) => turn.key === key && turn.lane === lane)) return;
    for (const { left } of this.listeners) left(member.turn);
  }
}
