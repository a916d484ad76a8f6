/**
 * Reads of what others may change meanwhile, shared by all who ask before a read begins. Who asks while
 * one runs gets the next one, which begins when that one ends: nobody is told something older than
 * his question, and of each name there is one read at a time, however many ask.
 */
export class SharedReads<T> {
  private readonly reads = new Map<string, { running: Promise<T>; next: Promise<T> | null }>();

  /** The read of that name which begins next: at once, if none runs. It fails for all who share it. */
  run(name: string, read: () => Promise<T>): Promise<T> {
    const known = this.reads.get(name);
    if (!known) return this.begin(name, read);
    known.next ??= known.running.then(
      () => this.begin(name, read),
      () => this.begin(name, read),
    );
    return known.next;
  }

  private begin(name: string, read: () => Promise<T>): Promise<T> {
    const entry = { running: read(), next: null as Promise<T> | null };
    this.reads.set(name, entry);
    const forget = (): void => {
      if (this.reads.get(name) === entry && !entry.next) this.reads.delete(name);
    };
    entry.running.then(forget, forget);
    return entry.running;
  }
}
