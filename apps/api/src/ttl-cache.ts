import type { CacheModuleOptions } from '@nestjs/cache-manager';
import { CacheableMemory } from 'cacheable';
import { Keyv } from 'keyv';

/** A month is a few kilobytes: some 20 MB at the most. */
const MAX_ENTRIES = 10_000;

/** The TTL cache: bounded memory of this process. */
export function ttlCache(): CacheModuleOptions {
  return { stores: [new Keyv({ store: new CacheableMemory({ lruSize: MAX_ENTRIES }) })] };
}
