import type { TypeOrmModuleOptions } from '@nestjs/typeorm';
import pg from 'pg';
import type { DataSourceOptions } from 'typeorm';
import type { DatabaseRoom } from './database-room.js';
import type { Schema } from './schema.js';

/** A database that is there answers sooner. */
export const CONNECT_TIMEOUT_MS = 5_000;
const QUERY_TIMEOUT_MS = 20_000;
/**
 * A cold search has bursts of dozens of small queries. To wait for one of eight sessions that are warm
 * is sooner over than to begin twelve more, each a process of PostgreSQL's that plans everything anew.
 */
const CONNECTIONS = 8;

// Counts that a page prints: as numbers, not as text. None of them reaches 2^53.
pg.types.setTypeParser(pg.types.builtins.INT8, Number);
// Days of a track, `YYYY-MM-DD`: a `Date` would take on the zone of this machine.
pg.types.setTypeParser(pg.types.builtins.DATE, String);

/** Where PostgreSQL is. */
export interface DatabaseAddresses {
  /** For requests and jobs; may be a pooler's, in transaction mode. */
  url: string;
  /** The server itself: for what needs a session of its own. */
  listenUrl: string;
}

/**
 * Plans of our small queries take longer to compile than to run. A pooler refuses who names settings
 * at the start, because its sessions are nobody's own: there the role or the database has to say it.
 */
const NO_JIT = { options: '-c jit=off' };

/** How requests and jobs connect to PostgreSQL; `migrateDatabase` comes before. */
export function databaseOptions(
  { url, listenUrl }: DatabaseAddresses,
  room: DatabaseRoom,
): TypeOrmModuleOptions {
  return {
    type: 'postgres',
    url,
    applicationName: 'trackside',
    autoLoadEntities: true,
    logger: room,
    poolSize: CONNECTIONS,
    extra: {
      ...(url === listenUrl ? NO_JIT : {}),
      connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
      query_timeout: QUERY_TIMEOUT_MS,
    },
    retryAttempts: 5,
    retryDelay: 1_000,
  };
}

/** A connection that migrates: alone, and for as long as it takes. */
export function migrationOptions(url: string, migrations: Schema['migrations']): DataSourceOptions {
  return {
    type: 'postgres',
    url,
    applicationName: 'trackside-migrations',
    migrations: [...migrations],
    poolSize: 1,
    // Hours may pass without a byte; whoever is between may not forget us meanwhile.
    extra: { connectionTimeoutMillis: CONNECT_TIMEOUT_MS, keepAlive: true },
  };
}
