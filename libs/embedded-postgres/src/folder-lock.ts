import { randomBytes } from 'node:crypto';
import { link, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { EmbeddedPostgresError } from './errors.js';
import { identifyProcess, waitUntil } from './processes.js';

interface Owner {
  pid: number;
  identity: string;
}

/** How long a start waits for the copy before it, which may still be shutting down. */
export const LOCK_WAIT_MS = 10_000;

/**
 * Takes the folder for this process, so that two copies never run one database. A lock whose owner
 * died (kill -9, power cut) is taken over; one whose owner lives is waited for, then refused.
 * Returns the release.
 */
export async function lockFolder(
  folder: string,
  log: (line: string) => void,
  waitMs = LOCK_WAIT_MS,
): Promise<() => Promise<void>> {
  const path = join(folder, 'postgres.lock');
  let told = false;
  let owner: Owner | undefined;
  const taken = await waitUntil(async () => {
    if (await tryLock(path)) return true;
    owner = await readOwner(path);
    if (owner && (await identifyProcess(owner.pid)) === owner.identity) {
      if (!told) log(`${folder} is in use by process ${owner.pid}; waiting for it to finish`);
      told = true;
      return false;
    }
    await discardStale(path, owner);
    return tryLock(path);
  }, waitMs);
  if (!taken) throw new EmbeddedPostgresError(inUseMessage(folder, owner));
  return () => rm(path, { force: true });
}

async function tryLock(path: string): Promise<boolean> {
  const identity = (await identifyProcess(process.pid)) ?? '';
  // Written first and linked then: nobody ever sees a lock without its owner.
  const draft = uniquePath(path);
  const mine: Owner = { pid: process.pid, identity };
  await writeFile(draft, JSON.stringify(mine), { mode: 0o600 });
  try {
    await link(draft, path);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  } finally {
    await rm(draft, { force: true });
  }
}

async function readOwner(path: string): Promise<Owner | undefined> {
  try {
    return JSON.parse(await readFile(path, 'utf8')) as Owner;
  } catch {
    return undefined;
  }
}

/** Moves the dead owner's lock away, but puts back one that a faster copy has just made. */
async function discardStale(path: string, stale: Owner | undefined): Promise<void> {
  const aside = uniquePath(path);
  try {
    await rename(path, aside);
  } catch {
    return;
  }
  const moved = await readOwner(aside);
  if (moved && (moved.pid !== stale?.pid || moved.identity !== stale.identity)) {
    await link(aside, path).catch(() => undefined);
  }
  await rm(aside, { force: true });
}

function uniquePath(path: string): string {
  return `${path}.${process.pid}-${randomBytes(4).toString('hex')}`;
}

function inUseMessage(folder: string, owner: Owner | undefined): string {
  const who = owner ? `process ${owner.pid}` : 'another process';
  return (
    `The data folder ${folder} is in use by another copy of Trackside (${who}). ` +
    'Stop that one, or give this one a folder and a port of its own: DATA_DIR=… PORT=… npm start'
  );
}
