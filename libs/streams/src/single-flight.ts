/** Work under way, each shared by all who want the same meanwhile. */
export class SingleFlight<T> {
  private readonly running = new Map<string, Promise<T>>();

  /** Joins the work of that name, or begins it. It fails for all who wait for it, or for none. */
  run(name: string, work: () => Promise<T>): Promise<T> {
    const current = this.running.get(name);
    if (current) return current;
    const begun = work().finally(() => this.running.delete(name));
    this.running.set(name, begun);
    return begun;
  }
}
