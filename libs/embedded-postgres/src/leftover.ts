import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { EmbeddedPostgresError } from './errors.js';
import { isServerOf, killServersOf, waitUntil } from './processes.js';

const PATIENCE_MS: [NodeJS.Signals, number][] = [
  ['SIGINT', 8_000],
  ['SIGQUIT', 4_000],
];
const KILLED_WITHIN_MS = 3_000;

/**
 * Ends the server of a copy that was killed. The caller holds the folder's lock, so whatever server
 * still works in it has lost its owner; it may already be going down by itself. A `postmaster.pid`
 * that names no such server is stale, and goes, lest PostgreSQL mistakes a newcomer with the same
 * process number for its predecessor.
 */
export async function clearLeftovers(folder: string, log: (line: string) => void): Promise<void> {
  const path = join(folder, 'postmaster.pid');
  const content = await readFile(path, 'utf8').catch(() => '');
  if (!content) return;
  const pid = Number.parseInt(content, 10);
  if (!Number.isSafeInteger(pid) || pid <= 1 || !(await isServerOf(pid, folder))) {
    // Workers that hang outlive it, and hold the memory that the next server needs.
    await killServersOf(folder);
    await rm(path, { force: true });
    return;
  }
  log(`stopping the server that a killed copy left behind (process ${pid})`);
  for (const [signal, patienceMs] of PATIENCE_MS) {
    kill(pid, signal);
    if (await waitUntil(async () => !(await isServerOf(pid, folder)), patienceMs)) return;
  }
  await killServersOf(folder, pid);
  if (await waitUntil(async () => !(await isServerOf(pid, folder)), KILLED_WITHIN_MS)) return;
  throw new EmbeddedPostgresError(
    `A PostgreSQL server (process ${pid}) still works in ${folder} and does not end. End it, ` +
      'or choose another folder with DATA_DIR.',
  );
}

function kill(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal);
  } catch {
    // It ended in the meantime, or is not ours to end: the wait that follows tells which.
  }
}
