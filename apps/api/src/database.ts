import type { TypeOrmModuleOptions } from '@nestjs/typeorm';
import pg from 'pg';
import type { DataSourceOptions } from 'typeorm';
import { CreateEvents1763800000003 } from '@trackside/events';
import {
  CreateImportJobs1763900000005,
  CreatePracticeDays1763800000002,
  CreatePracticeLaps1763900000004,
  IndexTransponders1763900000007,
  MendEarlierDatabases1763900000009,
  MendFirstDatabases1763900000010,
  KeepWitnesses1764100000008,
} from '@trackside/practice-days';
import {
  AddPageNames1764100000030,
  CreateTracks1763800000001,
  OrderMonthLists1764100000009,
} from '@trackside/tracks';
import type { DatabaseRoom } from './database-room.js';

/** A database that is there answers sooner. */
const CONNECT_TIMEOUT_MS = 5_000;
const QUERY_TIMEOUT_MS = 20_000;

/** In the order in which they landed. A landed one is never edited: docs/adr/0011. */
export const MIGRATIONS = [
  CreateTracks1763800000001,
  CreatePracticeDays1763800000002,
  CreateEvents1763800000003,
  CreatePracticeLaps1763900000004,
  CreateImportJobs1763900000005,
  IndexTransponders1763900000007,
  MendEarlierDatabases1763900000009,
  MendFirstDatabases1763900000010,
  KeepWitnesses1764100000008,
  OrderMonthLists1764100000009,
  AddPageNames1764100000030,
];

// Counts that a page prints: as numbers, not as text. None of them reaches 2^53.
pg.types.setTypeParser(pg.types.builtins.INT8, Number);

/** How requests and jobs connect to PostgreSQL; `migrateDatabase` comes before. */
export function databaseOptions(url: string, room: DatabaseRoom): TypeOrmModuleOptions {
  return {
    type: 'postgres',
    url,
    applicationName: 'trackside',
    autoLoadEntities: true,
    logger: room,
    poolSize: 20,
    // Plans of our small queries take longer to compile than to run.
    extra: {
      options: '-c jit=off',
      connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
      query_timeout: QUERY_TIMEOUT_MS,
    },
    retryAttempts: 5,
    retryDelay: 1_000,
  };
}

/** A connection that migrates: alone, and for as long as it takes. */
export function migrationOptions(
  url: string,
  migrations: DataSourceOptions['migrations'],
): DataSourceOptions {
  return {
    type: 'postgres',
    url,
    applicationName: 'trackside-migrations',
    migrations,
    poolSize: 1,
    // Hours may pass without a byte; whoever is between may not forget us meanwhile.
    extra: { connectionTimeoutMillis: CONNECT_TIMEOUT_MS, keepAlive: true },
  };
}
