// One PostgreSQL for the whole run. Suites find it in TEST_POSTGRES_URL, a superuser's URL, and
// create a database each.
import { mkdtemp, readdir, rm, statfs } from 'node:fs/promises';
import { freemem, tmpdir } from 'node:os';
import { join } from 'node:path';
import './typescript-resolution.mjs';

/** Linux's file system in memory. */
const IN_MEMORY = '/dev/shm';
/** A whole run's databases, several times over. */
const ROOM_BYTES = 8 * 2 ** 30;

/** Databases by the hundred are made and emptied much sooner in memory, where there is plenty of it. */
async function chooseParent() {
  const found = await statfs(IN_MEMORY).catch(() => undefined);
  const room = found ? Math.min(found.bavail * found.bsize, freemem()) : 0;
  return room > ROOM_BYTES ? IN_MEMORY : tmpdir();
}

/** A run that was killed left its databases, and their memory is nobody's. */
async function removeLeftovers() {
  for (const name of await readdir(IN_MEMORY).catch(() => [])) {
    const pid = name.match(/^trackside-test-postgres-(\d+)-/)?.[1];
    if (!pid || isAlive(Number(pid))) continue;
    // Another run may remove it too, and what can't be removed hinders nobody.
    await rm(join(IN_MEMORY, name), { recursive: true, force: true }).catch(() => undefined);
  }
}

function isAlive(pid) {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return error.code === 'EPERM';
  }
}

export default async function startTestPostgres() {
  const { startEmbeddedPostgres } = await import('../../libs/embedded-postgres/src/index.ts');
  await removeLeftovers();
  const folder = `trackside-test-postgres-${process.pid}-`;
  const dataDir = await mkdtemp(join(await chooseParent(), folder));
  const server = await startEmbeddedPostgres({ dataDir, fast: true });
  process.env['TEST_POSTGRES_URL'] = server.url;
  globalThis.stopTestPostgres = async () => {
    await server.stop();
    await rm(dataDir, { recursive: true, force: true });
  };
}
