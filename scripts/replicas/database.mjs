// The embedded PostgreSQL as a process of its own, for replicas that share it. Tells its URL over the
// IPC channel, and ends with whoever started it, after those that are connected.
//
//   node database.mjs <folder>
import { setTimeout as pause } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import pg from 'pg';
import { inRoot } from '../project.mjs';

const LIBRARY = inRoot('dist', 'server', 'libs', 'embedded-postgres', 'src', 'index.js');
/** A replica takes six seconds at most to end its requests and jobs; ten are the limit for us all. */
const CLIENTS_LEAVE_WITHIN_MS = 6_500;
const STOP_WITHIN_MS = 2_000;
const CLIENTS = `
  SELECT count(*)::integer AS clients FROM pg_stat_activity
  WHERE backend_type = 'client backend' AND pid <> pg_backend_pid()`;

const tell = (sentence) => process.stderr.write(`${sentence}\n`);
const fail = (error) => {
  tell(error.message);
  process.exit(1);
};
const { startEmbeddedPostgres } = await import(pathToFileURL(LIBRARY).href);
const server = await startEmbeddedPostgres({
  dataDir: process.argv[2],
  tell,
  onLost: fail,
}).catch(fail);
for (const signal of ['SIGTERM', 'SIGINT']) {
  process.once(signal, () => void end().finally(() => process.exit(0)));
}
process.send({ databaseUrl: server.url });
// The channel does not keep a process alive by itself.
setInterval(() => undefined, 60_000);

async function end() {
  server.willStop();
  await Promise.race([untilDeserted(), pause(CLIENTS_LEAVE_WITHIN_MS)]).catch(() => undefined);
  await server.stop(STOP_WITHIN_MS);
}

async function untilDeserted() {
  const client = new pg.Client(server.url);
  client.on('error', () => undefined);
  await client.connect();
  while ((await client.query(CLIENTS)).rows[0].clients > 0) await pause(100);
}
