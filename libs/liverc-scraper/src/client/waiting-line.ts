import type { Lane } from './outcome.js';

/** A place in the line; `leave` gives it up from anywhere in the line at once. */
export interface Place<T> {
  readonly visitor: T;
  leave(): void;
}

interface Node<T> extends Place<T> {
  before: Node<T> | null;
  after: Node<T> | null;
}

interface Ends<T> {
  first: Node<T> | null;
  last: Node<T> | null;
}

/** Two queues, people before background, each first come first served. Every step is O(1). */
export class WaitingLine<T> {
  private readonly lanes: Record<Lane, Ends<T>> = {
    people: { first: null, last: null },
    background: { first: null, last: null },
  };
  private count = 0;

  get length(): number {
    return this.count;
  }

  /** Lines up at the end of a lane, or at its head for one who has been served before. */
  join(visitor: T, lane: Lane, atHead: boolean): Place<T> {
    const ends = this.lanes[lane];
    const node: Node<T> = { visitor, before: null, after: null, leave: () => undefined };
    if (atHead) this.link(ends, null, node, ends.first);
    else this.link(ends, ends.last, node, null);
    node.leave = () => {
      node.leave = () => undefined;
      this.unlink(ends, node);
    };
    return node;
  }

  /** Takes the next one out of the line, people only or any. */
  next(who: 'people' | 'anybody' = 'anybody'): T | undefined {
    const { people, background } = this.lanes;
    const node = people.first ?? (who === 'anybody' ? background.first : null);
    node?.leave();
    return node?.visitor;
  }

  /** Whether somebody waits whom `next` would take. */
  has(who: 'people' | 'anybody'): boolean {
    return this.lanes.people.first !== null || (who === 'anybody' && this.count > 0);
  }

  /** Takes all out of the line of whom `matches` is true, in order. */
  takeAll(matches: (visitor: T) => boolean): T[] {
    const taken: T[] = [];
    for (const { first } of [this.lanes.people, this.lanes.background]) {
      for (let node = first; node; node = node.after) {
        if (!matches(node.visitor)) continue;
        node.leave();
        taken.push(node.visitor);
      }
    }
    return taken;
  }

  private link(ends: Ends<T>, before: Node<T> | null, node: Node<T>, after: Node<T> | null): void {
    node.before = before;
    node.after = after;
    if (before) before.after = node;
    else ends.first = node;
    if (after) after.before = node;
    else ends.last = node;
    this.count++;
  }

  private unlink(ends: Ends<T>, node: Node<T>): void {
    if (node.before) node.before.after = node.after;
    else ends.first = node.after;
    if (node.after) node.after.before = node.before;
    else ends.last = node.before;
    this.count--;
  }
}
