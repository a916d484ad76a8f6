import type { TestClock } from './test-clock.js';

/** The TTL cache as the product asks for it, by the test's clock. */
export class TestCache {
  private readonly values = new Map<string, { value: unknown; until: number }>();

  constructor(private readonly clock: TestClock) {}

  async get<T>(key: string): Promise<T | undefined> {
    const entry = this.values.get(key);
    return entry && entry.until > this.clock.wallMs ? (entry.value as T) : undefined;
  }

  async mget<T>(keys: string[]): Promise<(T | undefined)[]> {
    return Promise.all(keys.map((key) => this.get<T>(key)));
  }

  async set<T>(key: string, value: T, ttlMs?: number): Promise<T> {
    this.values.set(key, { value, until: this.clock.wallMs + (ttlMs ?? Infinity) });
    return value;
  }

  async del(key: string): Promise<boolean> {
    return this.values.delete(key);
  }

  async clear(): Promise<boolean> {
    this.values.clear();
    return true;
  }

  async disconnect(): Promise<void> {}
}
