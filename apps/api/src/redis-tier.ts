import { EventEmitter } from 'node:events';
import { Logger } from '@nestjs/common';
import KeyvRedis from '@keyv/redis';
import type { KeyvStoreAdapter, StoredData } from 'keyv';

/** A cache that takes longer than the database is of no use. */
const PATIENCE_MS = 250;
/** How long Redis is left alone after a failure. */
const PAUSE_MS = 5_000;
/** Somebody else has waited long enough. */
const LET_GO = new Error('Redis is left alone');

export interface RedisTimes {
  patienceMs: number;
  pauseMs: number;
}

/**
 * Redis as a tier of the TTL cache that nobody depends on. When Redis is slow or down, its entries
 * count as missing, and it is left alone for a while. After that one call tries it; no other one
 * waits for it until it has answered.
 */
export class RedisTier extends EventEmitter implements KeyvStoreAdapter {
  readonly opts = {};
  namespace?: string;
  private readonly logger = new Logger(RedisTier.name);
  private readonly redis: KeyvRedis<unknown>;
  private closedUntil = 0;
  /** Calls that wait for Redis, each as what ends its waiting. */
  private readonly waiting = new Set<(error: Error) => void>();
  /** The last call failed. */
  private isDoubtful = false;

  constructor(
    url: string,
    private readonly times: RedisTimes = { patienceMs: PATIENCE_MS, pauseMs: PAUSE_MS },
  ) {
    super();
    const { patienceMs } = times;
    this.redis = new KeyvRedis(
      {
        url,
        disableOfflineQueue: true,
        socket: { connectTimeout: patienceMs, reconnectStrategy: false },
      },
      { namespace: 'trackside', throwOnErrors: true, connectionTimeout: patienceMs },
    );
    // Each call sees its own failure. Without a listener a failure would end the process.
    this.redis.on('error', () => undefined);
  }

  get<Value>(key: string): Promise<StoredData<Value> | undefined> {
    return this.attempt(() => this.redis.get<StoredData<Value>>(key), undefined);
  }

  getMany<Value>(keys: string[]): Promise<StoredData<Value | undefined>[]> {
    return this.attempt<StoredData<Value | undefined>[]>(
      () => this.redis.getMany(keys),
      keys.map(() => undefined),
    );
  }

  async set(key: string, value: unknown, ttl?: number): Promise<boolean> {
    return this.attempt(async () => {
      await this.redis.set(key, value as string, ttl);
      return true;
    }, false);
  }

  delete(key: string): Promise<boolean> {
    return this.attempt(() => this.redis.delete(key), false);
  }

  async clear(): Promise<void> {
    await this.attempt(() => this.redis.clear(), undefined);
  }

  /** Does not wait for answers: a Redis that is down never gives one. */
  async disconnect(): Promise<void> {
    this.closedUntil = Infinity;
    await this.redis.disconnect(true).catch(() => undefined);
  }

  private async attempt<T>(work: () => Promise<T>, otherwise: T): Promise<T> {
    if (Date.now() < this.closedUntil) return otherwise;
    if (this.isDoubtful && this.waiting.size > 0) return otherwise;
    const { promise: late, reject } = Promise.withResolvers<never>();
    const { patienceMs } = this.times;
    const timer = setTimeout(() => reject(new Error(`no answer in ${patienceMs} ms`)), patienceMs);
    this.waiting.add(reject);
    try {
      const value = await Promise.race([work(), late]);
      this.isDoubtful = false;
      return value;
    } catch (error) {
      if (error !== LET_GO) this.leaveAlone(error);
      return otherwise;
    } finally {
      clearTimeout(timer);
      this.waiting.delete(reject);
    }
  }

  /** Whoever waits for Redis at this moment goes on without it. */
  private leaveAlone(error: unknown): void {
    this.isDoubtful = true;
    this.closedUntil = Math.max(this.closedUntil, Date.now() + this.times.pauseMs);
    this.logger.warn(`Redis is left alone for a while: ${String(error)}`);
    for (const letGo of this.waiting) letGo(LET_GO);
  }
}
