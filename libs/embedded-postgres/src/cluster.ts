import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chmod, chown, lchown, lstat, mkdtemp, readdir } from 'node:fs/promises';
import { readFile, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { commandLine, type Account } from './account.js';
import type { Binaries } from './binaries.js';
import { EmbeddedPostgresError, USE_ANOTHER_SERVER } from './errors.js';

/** A database folder that is ready to be served. */
export interface Cluster {
  folder: string;
  password: string;
}

export interface ClusterOptions {
  dataDir: string;
  account: Account;
  binaries: Binaries;
  /** No flush to disk: for tests, whose data nobody keeps. */
  fast: boolean;
  log: (line: string) => void;
}

const DRAFT_PREFIX = 'postgres.new-';

/** Opens the cluster below `dataDir`, or makes it: whole, or not at all. */
export async function openCluster(options: ClusterOptions): Promise<Cluster> {
  const { dataDir, account, binaries } = options;
  const folder = join(dataDir, 'postgres');
  await removeDrafts(dataDir);
  const version = await readFile(join(folder, 'PG_VERSION'), 'utf8').catch(() => undefined);
  const password = version ? await readPassword(dataDir) : await createCluster(options, folder);
  const expected = binaries.version.split('.')[0];
  if (version && version.trim() !== expected) {
    throw new EmbeddedPostgresError(
      `The database in ${folder} was made by PostgreSQL ${version.trim()}, this is PostgreSQL ` +
        `${expected}. Dump it with the older version, or delete the folder to start anew. ` +
        USE_ANOTHER_SERVER,
    );
  }
  await giveTo(account.ownerUid, folder);
  return { folder, password };
}

/**
 * The folder as PostgreSQL is to be told it. "Nobody" may not walk the path to a folder that only
 * root may enter, but may use it as the working directory that it was started in.
 */
export function addressOf(folder: string, account: Account): string {
  const becomesNobody = account.credentials.uid !== undefined;
  return becomesNobody && process.platform === 'linux' ? '/proc/self/cwd' : folder;
}

/** What PostgreSQL's programs inherit: nothing that would steer them elsewhere. */
export function serverEnvironment(): NodeJS.ProcessEnv {
  const kept = Object.entries(process.env).filter(([name]) => !/^(PG|LC_|LANG)/.test(name));
  return { ...Object.fromEntries(kept), LC_ALL: 'C' };
}

async function createCluster(options: ClusterOptions, folder: string): Promise<string> {
  const { dataDir, account, log } = options;
  const draft = await mkdtemp(join(dataDir, DRAFT_PREFIX));
  const secrets = await mkdtemp(join(tmpdir(), 'trackside-initdb-'));
  const password = randomBytes(24).toString('base64url');
  const passwordFile = join(secrets, 'password');
  log(`creating a database in ${folder}`);
  try {
    await chmod(draft, 0o700);
    await writeFile(passwordFile, password, { mode: 0o600 });
    const { ownerUid } = account;
    if (ownerUid !== undefined) {
      for (const path of [draft, secrets, passwordFile]) await chown(path, ownerUid, ownerUid);
    }
    await runInitdb(options, draft, passwordFile);
    await writeFile(join(dataDir, 'postgres-password'), password, { mode: 0o600 });
    await rm(folder, { recursive: true, force: true });
    await rename(draft, folder);
  } finally {
    await rm(secrets, { recursive: true, force: true });
    await rm(draft, { recursive: true, force: true });
  }
  return password;
}

async function runInitdb(
  { account, binaries, fast }: ClusterOptions,
  folder: string,
  passwordFile: string,
): Promise<void> {
  const line = commandLine(account, binaries.initdb, [
    `--pgdata=${addressOf(folder, account)}`,
    '--username=postgres',
    `--pwfile=${passwordFile}`,
    '--auth=scram-sha-256',
    '--encoding=UTF8',
    // The server's own C.UTF-8: upper and lower case of every script, on every machine alike.
    '--locale=C',
    '--locale-provider=builtin',
    '--builtin-locale=C.UTF-8',
    ...(fast ? ['--no-sync'] : []),
  ]);
  const child = spawn(line.command, line.args, {
    ...account.credentials,
    cwd: folder,
    env: serverEnvironment(),
    stdio: ['ignore', 'pipe', 'pipe'],
    windowsHide: true,
  });
  let output = '';
  child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (output += chunk.toString()));
  const code = await new Promise<number | string | null>((resolve) => {
    child.once('error', (error) => resolve(error.message));
    child.once('close', (exitCode, signal) => resolve(exitCode ?? signal));
  });
  if (code !== 0) {
    throw new EmbeddedPostgresError(
      `A database could not be created (initdb: ${code}).\n${output.trim()}\n${USE_ANOTHER_SERVER}`,
    );
  }
}

async function readPassword(dataDir: string): Promise<string> {
  const path = join(dataDir, 'postgres-password');
  try {
    return (await readFile(path, 'utf8')).trim();
  } catch (error) {
    throw new EmbeddedPostgresError(
      `The database's password can't be read from ${path} (${(error as Error).message}). Put the ` +
        `file back, or delete ${dataDir} to start anew. ${USE_ANOTHER_SERVER}`,
    );
  }
}

/** What a start that was killed while it made a database left behind. */
async function removeDrafts(dataDir: string): Promise<void> {
  for (const name of await readdir(dataDir)) {
    if (!name.startsWith(DRAFT_PREFIX)) continue;
    await rm(join(dataDir, name), { recursive: true, force: true });
  }
}

/** A folder made under the other way of giving root up, or copied by root, changes hands. */
async function giveTo(uid: number | undefined, path: string): Promise<void> {
  if (uid === undefined || (await lstat(path)).uid === uid) return;
  const entries = await readdir(path, { withFileTypes: true, recursive: true });
  for (const entry of entries) await lchown(join(entry.parentPath, entry.name), uid, uid);
  // Last: a start that was killed half-way begins again.
  await chown(path, uid, uid);
}
