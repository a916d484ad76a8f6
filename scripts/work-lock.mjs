// Two commands started at once must not install or build over each other: the second waits.
import { rmSync } from 'node:fs';
import { mkdir, readFile, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { RUNTIME_FOLDER } from './project.mjs';
import { say } from './say.mjs';

const BEAT_MS = 1_000;
const SAY_EVERY_MS = 5_000;
/** A lock that nobody has touched for so long belongs to a process that was killed. */
const STALE_AFTER_MS = 10_000;

/** Runs `work` while no other process runs such work in this folder. */
export async function withWorkLock(work, path = join(RUNTIME_FOLDER, 'work.lock')) {
  await mkdir(dirname(path), { recursive: true });
  await take(path);
  const beat = setInterval(() => {
    const now = new Date();
    utimes(path, now, now).catch(() => undefined);
  }, BEAT_MS);
  const release = () => rmSync(path, { force: true });
  process.once('exit', release);
  try {
    return await work();
  } finally {
    clearInterval(beat);
    process.off('exit', release);
    release();
  }
}

async function take(path) {
  let saidAt = 0;
  while (!(await tryTake(path))) {
    if (Date.now() - saidAt > SAY_EVERY_MS) {
      say('Another copy is installing or building here; waiting for it …');
      saidAt = Date.now();
    }
    await new Promise((resolve) => setTimeout(resolve, 300));
    if (await isStale(path)) await rm(path, { force: true });
  }
}

async function isStale(path) {
  const [touched, owner] = await Promise.all([
    stat(path).catch(() => undefined),
    readFile(path, 'utf8').catch(() => ''),
  ]);
  if (!touched) return false;
  return Date.now() - touched.mtimeMs > STALE_AFTER_MS || (owner !== '' && !isAlive(Number(owner)));
}

function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === 'EPERM';
  }
}

async function tryTake(path) {
  try {
    await writeFile(path, String(process.pid), { flag: 'wx' });
    return true;
  } catch (error) {
    if (error.code === 'EEXIST') return false;
    throw error;
  }
}
