/** A place in a queue. */
export interface QueueNode<T> {
  readonly value: T;
  /** Null behind the last one. */
  readonly next: QueueNode<T> | null;
  /** Leaves the queue from anywhere in it, once. */
  remove(): void;
}

class Node<T> implements QueueNode<T> {
  before: Node<T> | null = null;
  next: Node<T> | null = null;
  private queued = true;

  constructor(
    readonly value: T,
    private readonly unlink: (node: Node<T>) => void,
  ) {}

  remove(): void {
    if (!this.queued) return;
    this.queued = false;
    this.unlink(this);
  }
}

/** First come, first served; every step is O(1), leaving from the middle too. */
export class LinkedQueue<T> {
  private head: Node<T> | null = null;
  private tail: Node<T> | null = null;
  private count = 0;

  get first(): QueueNode<T> | null {
    return this.head;
  }

  get length(): number {
    return this.count;
  }

  append(value: T): QueueNode<T> {
    const node = new Node(value, this.unlink);
    node.before = this.tail;
    if (this.tail) this.tail.next = node;
    else this.head = node;
    this.tail = node;
    this.count++;
    return node;
  }

  private readonly unlink = (node: Node<T>): void => {
    if (node.before) node.before.next = node.next;
    else this.head = node.next;
    if (node.next) node.next.before = node.before;
    else this.tail = node.before;
    this.count--;
  };
}
