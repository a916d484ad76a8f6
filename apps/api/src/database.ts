import type { TypeOrmModuleOptions } from '@nestjs/typeorm';
import { DataSource, type DataSourceOptions } from 'typeorm';
import { CreateEvents1763800000003 } from '@trackside/events';
import { CreatePracticeDays1763800000002 } from '@trackside/practice-days';
import { CreateTracks1763800000001 } from '@trackside/tracks';

/** Any number will do, as long as every replica takes the same. */
const MIGRATION_LOCK = 7_225_001;

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
    ],
    poolSize: 20,
    // Plans of our small queries take longer to compile than to run.
    extra: { options: '-c jit=off' },
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
