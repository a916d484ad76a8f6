import { readFileSync, readdirSync } from 'node:fs';
import { chmod, chown, mkdir, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { startEmbeddedPostgres } from '../src/index.js';
import { ask, cleanUp, makeFolder, ordinaryUser, startCopy } from './copies.js';

const IS_ROOT = process.getuid?.() === 0;
const SOMEBODY_ELSE = 4321;

afterEach(cleanUp);

describe('an embedded PostgreSQL whose processes are killed', () => {
  it('ends with a parent killed by kill -9, and starts again with its data', async () => {
    const dataDir = await makeFolder();
    const copy = await startCopy({ dataDir });
    await ask(copy.url, "CREATE TABLE lap AS SELECT 'kept' AS word");
    copy.child.kill('SIGKILL');
    const next = await startEmbeddedPostgres({ dataDir, fast: true });

    expect(await ask(next.url, 'SELECT word FROM lap')).toBe('kept');
    await expect(ask(copy.url, 'SELECT 1')).rejects.toThrow('ECONNREFUSED');
    await next.stop();
  });

  it('ends with a killed parent where the system has neither setpriv nor unshare', async () => {
    const copy = await startCopy({ dataDir: await makeFolder() }, ['env', 'PATH=/nowhere']);
    expect(await ask(copy.url, 'SELECT 1')).toBe(1);
    copy.child.kill('SIGKILL');

    await eventually(() => expect(ask(copy.url, 'SELECT 1')).rejects.toThrow('ECONNREFUSED'));
  });

  it('comes back by itself on the same port when the server is killed', async () => {
    const lines: string[] = [];
    const server = await startEmbeddedPostgres({
      dataDir: await makeFolder(),
      log: (line) => lines.push(line),
    });
    await ask(server.url, "CREATE TABLE lap AS SELECT 'kept' AS word");
    process.kill(server.pid, 'SIGKILL');
    const word = await eventually(() => ask(server.url, 'SELECT word FROM lap'));

    expect(word).toBe('kept');
    expect(lines).toContain('PostgreSQL died unexpectedly (SIGKILL)');
    expect(lines).toContain('PostgreSQL runs again');
    await server.stop();
  });

  it('says that it is lost when the server dies again and again', async () => {
    const lost: string[] = [];
    const server = await startEmbeddedPostgres({
      dataDir: await makeFolder(),
      fast: true,
      onLost: (error) => lost.push(error.message),
    });
    const killed = new Set<number>();
    await eventually(async () => {
      if (!killed.has(server.pid)) {
        await ask(server.url, 'SELECT 1');
        killed.add(server.pid);
        process.kill(server.pid, 'SIGKILL');
      }
      if (lost.length === 0) throw new Error('not lost yet');
    });

    expect(lost).toEqual(['PostgreSQL is lost: it died 4 times within a minute']);
    await server.stop();
  }, 30_000);

  it('starts when parent and server were killed together', async () => {
    const dataDir = await makeFolder();
    const copy = await startCopy({ dataDir });
    await ask(copy.url, "CREATE TABLE lap AS SELECT 'kept' AS word");
    process.kill(copy.pid, 'SIGKILL');
    copy.child.kill('SIGKILL');
    const next = await startEmbeddedPostgres({ dataDir, fast: true });

    expect(await ask(next.url, 'SELECT word FROM lap')).toBe('kept');
    await next.stop();
  });

  it('is not deterred by a stale postmaster.pid that names a process of somebody else', async () => {
    const dataDir = await makeFolder();
    await (await startEmbeddedPostgres({ dataDir, fast: true })).stop();
    await writeFile(join(dataDir, 'postgres', 'postmaster.pid'), `${process.pid}\nelsewhere\n`);
    const next = await startEmbeddedPostgres({ dataDir, fast: true });

    expect(await ask(next.url, 'SELECT 1')).toBe(1);
    await next.stop();
  });

  it('is not deterred by a lock whose owner died and whose number went to another', async () => {
    const dataDir = await makeFolder();
    const lock = join(dataDir, 'postgres.lock');
    await writeFile(lock, JSON.stringify({ pid: process.pid, identity: 'an earlier process' }));
    const next = await startEmbeddedPostgres({ dataDir, fast: true });

    expect(JSON.parse(await readFile(lock, 'utf8'))).toMatchObject({ pid: process.pid });
    await next.stop();
    await expect(stat(lock)).rejects.toThrow('ENOENT');
  });
});

/**
 * Makes a postmaster and its workers hang, and answers the workers. The postmaster hangs first: it
 * can neither start nor bury a worker then, so that none of them is gone before its own turn.
 */
function freeze(postmaster: number): number[] {
  process.kill(postmaster, 'SIGSTOP');
  const workers = childrenOf(postmaster);
  for (const pid of workers) process.kill(pid, 'SIGSTOP');
  return workers;
}

/** Processes are looked at through /proc, which only Linux has. */
const onLinux = process.platform === 'linux' ? describe : describe.skip;

onLinux('an embedded PostgreSQL whose processes hang', () => {
  it('is ended all the same, with its workers, and its data is kept', async () => {
    const dataDir = await makeFolder();
    const server = await startEmbeddedPostgres({ dataDir });
    await ask(server.url, "CREATE TABLE lap AS SELECT 'kept' AS word");
    const pids = [server.pid, ...freeze(server.pid)];
    await server.stop(800);
    await eventually(async () => expect(pids.filter(isAlive)).toEqual([]));
    const next = await startEmbeddedPostgres({ dataDir, fast: true });

    expect(await ask(next.url, 'SELECT word FROM lap')).toBe('kept');
    await next.stop();
  });

  it('is no hindrance to the next start, even if only its workers are left', async () => {
    const dataDir = await makeFolder();
    const copy = await startCopy({ dataDir });
    const workers = freeze(copy.pid);
    process.kill(copy.pid, 'SIGKILL');
    copy.child.kill('SIGKILL');
    const next = await startEmbeddedPostgres({ dataDir, fast: true });

    expect(await ask(next.url, 'SELECT 1')).toBe(1);
    await eventually(async () => expect(workers.filter(isAlive)).toEqual([]));
    await next.stop();
  });
});

describe('two copies', () => {
  it('run at once in two folders', async () => {
    const [first, second] = await Promise.all([
      startCopy({ dataDir: await makeFolder() }),
      startCopy({ dataDir: await makeFolder() }),
    ]);

    expect(await ask(first.url, 'SELECT 1')).toBe(1);
    expect(await ask(second.url, 'SELECT 1')).toBe(1);
  });

  it('do not run on one folder: the second says who has it and what to do', async () => {
    const dataDir = await makeFolder();
    const first = await startCopy({ dataDir });
    const second = await startCopy({ dataDir, lockWaitMs: 200 });

    expect(second.error).toContain(`(process ${first.child.pid})`);
    expect(second.error).toContain('DATA_DIR=');
    expect(await ask(first.url, 'SELECT 1')).toBe(1);
  });

  it('started at the same moment on one folder: exactly one gets it', async () => {
    const dataDir = await makeFolder();
    const options = { dataDir, lockWaitMs: 200 };
    const copies = await Promise.all([1, 2, 3].map(() => startCopy(options)));

    expect(copies.filter((copy) => !copy.error)).toHaveLength(1);
  });
});

const asRoot = IS_ROOT ? describe : describe.skip;

asRoot('as root (skipped where the tests run as an ordinary user)', () => {
  it('serves a folder that only root may enter, by becoming nobody, and again otherwise', async () => {
    const dataDir = join(await makeFolder(), 'data');
    for (const rootMode of ['nobody', 'namespace', 'nobody'] as const) {
      const server = await startEmbeddedPostgres({ dataDir, fast: true, rootMode });
      await ask(server.url, 'CREATE TABLE IF NOT EXISTS lap (seconds numeric)');
      await ask(server.url, 'INSERT INTO lap VALUES (17.25)');
      await server.stop();
    }
    const last = await startEmbeddedPostgres({ dataDir, fast: true });

    expect(await ask(last.url, 'SELECT count(*)::int FROM lap')).toBe(3);
    await last.stop();
  }, 20_000);

  it('hands an ordinary user the same: a private folder, killed and started again', async () => {
    const { prefix, uid } = ordinaryUser();
    const home = await makeFolder();
    await chown(home, uid, uid);
    await chmod(home, 0o700);
    const first = await startCopy({ dataDir: join(home, 'data') }, prefix);
    expect(await ask(first.url, 'SELECT 1')).toBe(1);
    first.child.kill('SIGKILL');
    const second = await startCopy({ dataDir: join(home, 'data') }, prefix);

    expect(await ask(second.url, 'SELECT 1')).toBe(1);
    expect((await stat(join(home, 'data'))).uid).toBe(uid);
  });

  it('tells an ordinary user that a folder of somebody else is not for them', async () => {
    const { prefix } = ordinaryUser();
    const dataDir = join(await makeFolder(), 'data');
    await mkdir(dataDir, { mode: 0o755 });
    await chown(dataDir, SOMEBODY_ELSE, SOMEBODY_ELSE);
    await chmod(join(dataDir, '..'), 0o755);
    const copy = await startCopy({ dataDir }, prefix);

    expect(copy).toMatchObject({ name: 'EmbeddedPostgresError' });
    expect(copy.error).toContain('Choose another one with DATA_DIR');
  });
});

function childrenOf(parent: number): number[] {
  const pids = readdirSync('/proc').filter((name) => /^\d+$/.test(name));
  return pids.map(Number).filter((pid) => statOf(pid)?.[1] === String(parent));
}

/** A zombie is gone. */
function isAlive(pid: number): boolean {
  return (statOf(pid)?.[0] ?? 'Z') !== 'Z';
}

/** A process's state and its parent. */
function statOf(pid: number): string[] | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  } catch {
    return undefined;
  }
}

/** Tries until it works; the last failure after ten seconds. */
async function eventually<T>(attempt: () => Promise<T>): Promise<T> {
  const deadline = Date.now() + 10_000;
  for (;;) {
    try {
      return await attempt();
    } catch (error) {
      if (Date.now() > deadline) throw error;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }
}
