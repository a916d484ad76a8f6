import { type Turn, Waiters } from './waiters.js';

interface Running<T> {
  work: Promise<T>;
  waiters: Waiters;
}

/** Readings under way, each shared by all who want the same meanwhile. */
export class SharedReadings<T> {
  private readonly running = new Map<string, Running<T>>();

  /**
   * Joins the reading of that name, or begins it with `read`. A failure of pages that were asked for
   * before this caller came is not its own: then the reading begins anew.
   */
  async join(name: string, turn: Turn, read: (waiters: Waiters) => Promise<T>): Promise<T> {
    const { work, waiters } = this.running.get(name) ?? this.begin(name, read);
    const waiter = waiters.come(turn);
    try {
      return await work;
    } catch (error) {
      if (!waiter.inherits) throw error;
    } finally {
      waiter.leave();
    }
    return this.join(name, turn, read);
  }

  private begin(name: string, read: (waiters: Waiters) => Promise<T>): Running<T> {
    const waiters = new Waiters();
    // A moment later: then the first one has come.
    const work = Promise.resolve()
      .then(() => read(waiters))
      .finally(() => this.running.delete(name));
    const running = { work, waiters };
    this.running.set(name, running);
    return running;
  }
}
