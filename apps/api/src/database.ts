import type { TypeOrmModuleOptions } from '@nestjs/typeorm';
import pg from 'pg';
import { DataSource, type DataSourceOptions } from 'typeorm';
import { CreateEvents1763800000003 } from '@trackside/events';
import {
  CreateImportJobs1763900000005,
  CreatePracticeDays1763800000002,
  CreatePracticeLaps1763900000004,
  IndexTransponders1763900000007,
} from '@trackside/practice-days';
import { CreateTracks1763800000001 } from '@trackside/tracks';

/** A database that is there answers sooner. */
const CONNECT_TIMEOUT_MS = 5_000;
const QUERY_TIMEOUT_MS = 20_000;
/** Any number will do, as long as every replica takes the same. */
const MIGRATION_LOCK = 7_225_001;

// Counts that a page prints: as numbers, not as text. None of them reaches 2^53.
pg.types.setTypeParser(pg.types.builtins.INT8, Number);

/** How to connect to PostgreSQL. */
export function databaseOptions(url: string): TypeOrmModuleOptions {
  return {
    type: 'postgres',
    url,
    applicationName: 'trackside',
    autoLoadEntities: true,
    migrations: [
      CreateTracks1763800000001,
      CreatePracticeDays1763800000002,
      CreateEvents1763800000003,
      CreatePracticeLaps1763900000004,
      CreateImportJobs1763900000005,
      IndexTransponders1763900000007,
    ],
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

/** Connects and migrates; of several replicas that start together, one migrates at a time. */
export async function openDatabase(options: DataSourceOptions): Promise<DataSource> {
  const database = await new DataSource(options).initialize();
  const runner = database.createQueryRunner();
  try {
    await runner.query('SELECT pg_advisory_lock($1)', [MIGRATION_LOCK]);
    await database.runMigrations({ transaction: 'each' });
    await runner.query('SELECT pg_advisory_unlock($1)', [MIGRATION_LOCK]);
  } finally {
    await runner.release();
  }
  return database;
}
