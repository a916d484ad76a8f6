import type { Cache } from 'cache-manager';

/** A cache that keeps everything, with the time for which it was told to. */
export class MemoryCache {
  readonly ttlMs: number[] = [];
  private readonly values = new Map<string, unknown>();

  async mget(keys: string[]): Promise<unknown[]> {
    return keys.map((key) => this.values.get(key));
  }

  async set(key: string, value: unknown, ttlMs: number): Promise<void> {
    this.values.set(key, JSON.parse(JSON.stringify(value)));
    this.ttlMs.push(ttlMs);
  }

  async del(key: string): Promise<void> {
    this.values.delete(key);
  }

  asCache(): Cache {
    return this as unknown as Cache;
  }
}
