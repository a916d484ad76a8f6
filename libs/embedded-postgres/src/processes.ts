import { execFile } from 'node:child_process';
import { readFile, readdir, readlink } from 'node:fs/promises';
import { promisify } from 'node:util';

const run = promisify(execFile);

/**
 * What tells this process from a later one with the same number, or undefined when none runs.
 * A zombie counts as gone: it holds neither files nor ports. Where the system has no `/proc`
 * only the number counts.
 */
export async function identifyProcess(pid: number): Promise<string | undefined> {
  if (process.platform !== 'linux') return isSignallable(pid) ? 'running' : undefined;
  try {
    const [stat, boot] = await Promise.all([
      readFile(`/proc/${pid}/stat`, 'utf8'),
      readFile('/proc/sys/kernel/random/boot_id', 'utf8').catch(() => ''),
    ]);
    // The second field, the name, may hold blanks and parentheses: count from its end.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    const [state] = fields;
    const startedAtTicks = fields[19];
    return state === 'Z' || state === 'X' ? undefined : `${boot.trim()}:${startedAtTicks}`;
  } catch {
    return undefined;
  }
}

/** True when this process is a PostgreSQL server that works in this folder. */
export async function isServerOf(pid: number, folder: string): Promise<boolean> {
  if (!(await identifyProcess(pid))) return false;
  if (process.platform === 'linux') {
    return (await linuxServerFolder(pid, folder)) === folder;
  }
  if (process.platform === 'win32') return true;
  const { stdout } = await run('ps', ['-p', String(pid), '-o', 'command=']).catch(() => ({
    stdout: '',
  }));
  return stdout.includes('postgres') && stdout.includes(folder);
}

/**
 * Ends every process of a server at once, as a power cut would: one that hangs, or whose parent is
 * gone, heeds nothing else. The others lose no more than what was not committed.
 */
export async function killServersOf(folder: string, mainPid?: number): Promise<void> {
  const pids = new Set([...(mainPid ? [mainPid] : []), ...(await linuxServersIn(folder))]);
  for (const pid of pids) {
    try {
      process.kill(pid, 'SIGKILL');
    } catch {
      // It ended in the meantime.
    }
  }
}

/** Server and workers alike have the database's folder as their working directory. */
async function linuxServersIn(folder: string): Promise<number[]> {
  if (process.platform !== 'linux') return [];
  const pids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name)).map(Number);
  const found = await Promise.all(
    pids.map(async (pid) => {
      const place = await readlink(`/proc/${pid}/cwd`).catch(() => '');
      const name =
        place === folder ? await readFile(`/proc/${pid}/comm`, 'utf8').catch(() => '') : '';
      return name.trim() === 'postgres' ? pid : undefined;
    }),
  );
  return found.filter((pid) => pid !== undefined);
}

/** Where a server works. What another account's process hides is taken for ours if it is one. */
async function linuxServerFolder(pid: number, folder: string): Promise<string> {
  try {
    return await readlink(`/proc/${pid}/cwd`);
  } catch (error) {
    const hidden = (error as NodeJS.ErrnoException).code === 'EACCES';
    const name = await readFile(`/proc/${pid}/comm`, 'utf8').catch(() => '');
    return hidden && name.trim() === 'postgres' ? folder : '';
  }
}

/** Polls until `condition` holds; false when it still does not after `timeoutMs`. */
export async function waitUntil(
  condition: () => Promise<boolean> | boolean,
  timeoutMs: number,
): Promise<boolean> {
  const deadline = Date.now() + timeoutMs;
  while (!(await condition())) {
    if (Date.now() >= deadline) return false;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  return true;
}

function isSignallable(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
