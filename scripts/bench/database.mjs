// The embedded PostgreSQL as it runs for people, with fsync, for parts that write into it themselves.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { DataSource } from 'typeorm';
import { inRoot } from '../project.mjs';

/** A module of the built server. */
export function built(path) {
  return import(pathToFileURL(inRoot('dist', 'server', ...path.split('/'))).href);
}

/** Calls `work` with a migrated database and its URL, in a folder that is removed afterwards. */
export async function withDatabase(work) {
  const dataDir = await mkdtemp(join(tmpdir(), 'trackside-bench-database-'));
  const { startEmbeddedPostgres } = await built('libs/embedded-postgres/src/index.js');
  const { DatabaseRoom, databaseOptions, migrateDatabase } = await built(
    'libs/database/src/index.js',
  );
  const { SCHEMA } = await built('apps/api/src/schema/schema.js');
  const server = await startEmbeddedPostgres({ dataDir });
  await migrateDatabase(server.url, { info: () => {}, error: () => {} }, SCHEMA);
  const addresses = { url: server.url, listenUrl: server.url };
  const options = databaseOptions(addresses, new DatabaseRoom());
  const database = await new DataSource(options).initialize();
  try {
    return await work(database, server.url, dataDir);
  } finally {
    await database.destroy();
    await server.stop();
    await rm(dataDir, { recursive: true, force: true });
  }
}
