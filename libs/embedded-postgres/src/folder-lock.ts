import { randomBytes } from 'node:crypto';
import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import { link, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { EmbeddedPostgresError } from './errors.js';
import { identifyProcess } from './processes.js';

interface Owner {
  pid: number;
  identity: string;
  /** It has been told to stop: the folder is free soon. */
  stopping?: boolean;
}

/** A folder's lock, held by this process. */
export interface FolderLock {
  /** Tells those who wait for the folder that it will be free soon. */
  willRelease(): void;
  release(): Promise<void>;
}

/** How long a start waits for the copy before it, once that copy shuts down. */
export const LOCK_WAIT_MS = 10_000;
/** A copy whose parent was just killed has noticed by then that it is to shut down. */
const NOTICE_MS = 3_000;

/**
 * Takes the folder for this process, so that two copies never run one database. A lock whose owner
 * died (kill -9, power cut) is taken over. One whose owner lives is waited for, up to `waitMs` where
 * that owner shuts down, and otherwise a moment, for it may be about to; then it is refused.
 */
export async function lockFolder(
  folder: string,
  tell: (sentence: string) => void,
  waitMs = LOCK_WAIT_MS,
): Promise<FolderLock> {
  const path = join(folder, 'postgres.lock');
  const startedAt = Date.now();
  let deadSince: number | undefined;
  let told = false;
  for (;;) {
    if (await tryLock(path)) return holdLock(path);
    const owner = await readOwner(path);
    const lives = owner && (await identifyProcess(owner.pid)) === owner.identity;
    if (!lives) {
      await discardStale(path, owner);
      deadSince ??= Date.now();
      if (Date.now() - deadSince >= Math.min(waitMs, NOTICE_MS)) {
        if (await tryLock(path)) return holdLock(path);
        throw new EmbeddedPostgresError(stuckMessage(path));
      }
    } else {
      deadSince = undefined;
      const patienceMs = owner.stopping ? waitMs : Math.min(waitMs, NOTICE_MS);
      if (Date.now() - startedAt >= patienceMs) {
        throw new EmbeddedPostgresError(inUseMessage(folder, owner.pid));
      }
      if (!told)
        tell(`${folder} is in use by process ${owner.pid}; waiting a moment for its end …`);
      told = true;
    }
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

function holdLock(path: string): FolderLock {
  return {
    willRelease() {
      try {
        const owner = JSON.parse(readFileSync(path, 'utf8')) as Owner;
        if (owner.pid === process.pid) writeWhole(path, { ...owner, stopping: true });
      } catch {
        // Somebody removed the folder: nobody waits for it.
      }
    },
    release: () => rm(path, { force: true }),
  };
}

/** Nobody ever sees half of it. */
function writeWhole(path: string, owner: Owner): void {
  const draft = uniquePath(path);
  writeFileSync(draft, JSON.stringify(owner), { mode: 0o600 });
  renameSync(draft, path);
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

function stuckMessage(path: string): string {
  return (
    `${path} was left by a copy that has ended, and can't be removed. ` +
    'Remove that file, or give this copy a folder of its own: DATA_DIR=… npm start'
  );
}

function inUseMessage(folder: string, owner: number): string {
  return (
    `The data folder ${folder} is in use by another copy of Trackside (process ${owner}). ` +
    'Stop that one, or give this one a folder and a port of its own: DATA_DIR=… PORT=… npm start'
  );
}
