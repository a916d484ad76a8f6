import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setting } from './environment.mjs';

/** Of the file that PostgreSQL keeps while it runs. */
const PORT_LINE = 3;

/** The configured database, or the one that a running Trackside has brought along. */
export async function databaseUrl() {
  const configured = setting('DATABASE_URL');
  if (configured) return configured;
  const folder = join(setting('DATA_DIR') ?? '.data', 'postgres');
  const read = (...path) => readFile(join(folder, ...path), 'utf8').catch(() => '');
  const port = (await read('postgres', 'postmaster.pid')).split('\n')[PORT_LINE];
  const password = (await read('postgres-password')).trim();
  if (!port || !password) throw new Error(`nothing runs on ${folder}`);
  return `postgresql://postgres:${password}@127.0.0.1:${port.trim()}/postgres`;
}
