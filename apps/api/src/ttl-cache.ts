import { Inject, Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { CACHE_MANAGER, type CacheModuleOptions } from '@nestjs/cache-manager';
import type { Cache } from 'cache-manager';
import { CacheableMemory } from 'cacheable';
import { Keyv } from 'keyv';

/** A month is a few kilobytes: some 20 MB at the most. */
const MAX_ENTRIES = 10_000;

/** The TTL cache: bounded memory in this process, with Redis behind it where it is configured. */
export async function ttlCache(redisUrl: string | null): Promise<CacheModuleOptions> {
  // Values are shared and never changed. Copying them would cost more than the answer itself.
  const store = new CacheableMemory({ lruSize: MAX_ENTRIES, useClone: false });
  const memory = new Keyv({ store, serialize: undefined, deserialize: undefined });
  if (!redisUrl) return { stores: [memory] };
  // A tenth of all modules of the server is the client of Redis, and most installations have none.
  const { RedisTier } = await import('./redis-tier.js');
  return { stores: [memory, new Keyv({ store: new RedisTier(redisUrl), useKeyPrefix: false })] };
}

/** Lets go of Redis when the process ends. */
@Injectable()
export class TtlCacheShutdown implements OnApplicationShutdown {
  constructor(@Inject(CACHE_MANAGER) private readonly cache: Cache) {}

  async onApplicationShutdown(): Promise<void> {
    await this.cache.disconnect();
  }
}
