import { EventEmitter } from 'node:events';
import { Logger } from '@nestjs/common';
import KeyvRedis from '@keyv/redis';
import type { KeyvStoreAdapter, StoredData } from 'keyv';

/** A cache that takes longer than the database is of no use. */
const PATIENCE_MS = 250;
/** How long Redis is left alone after a failure. */
const PAUSE_MS = 5_000;

/**
 * Redis as a tier of the TTL cache that nobody depends on. When Redis is slow or down, its entries
 * count as missing, and it is left alone for a while, so that no request waits for it twice.
 */
export class RedisTier extends EventEmitter implements KeyvStoreAdapter {
  readonly opts = {};
  namespace?: string;
  private readonly logger = new Logger(RedisTier.name);
  private readonly redis: KeyvRedis<unknown>;
  private closedUntil = 0;

  constructor(url: string) {
    super();
    this.redis = new KeyvRedis(
      {
        url,
        disableOfflineQueue: true,
        socket: { connectTimeout: PATIENCE_MS, reconnectStrategy: false },
      },
      { namespace: 'trackside', throwOnErrors: true, connectionTimeout: PATIENCE_MS },
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
    let timer: NodeJS.Timeout | undefined;
    const timeout = new Promise<never>((_, reject) => {
      timer = setTimeout(() => reject(new Error(`no answer in ${PATIENCE_MS} ms`)), PATIENCE_MS);
    });
    try {
      return await Promise.race([work(), timeout]);
    } catch (error) {
      this.closedUntil = Math.max(this.closedUntil, Date.now() + PAUSE_MS);
      this.logger.warn(`Redis is left alone for a while: ${String(error)}`);
      return otherwise;
    } finally {
      clearTimeout(timer);
    }
  }
}
