import { mkdir, realpath, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, resolve } from 'node:path';
import { chooseAccount, type Account, type RootMode } from './account.js';
import { copyBinaries, prepareBinaries, type Binaries } from './binaries.js';
import { openCluster } from './cluster.js';
import { EmbeddedPostgresError, USE_ANOTHER_SERVER } from './errors.js';
import { type FolderLock, LOCK_WAIT_MS, lockFolder } from './folder-lock.js';
import { clearLeftovers } from './leftover.js';
import { launchServer, type Server, type ServerOptions } from './server.js';
import { watchOver } from './watchdog.js';

export interface EmbeddedPostgresOptions {
  /** Holds the database and its password; made when missing, for its owner alone. */
  dataDir: string;
  /** The server's own lines, and what the supervisor does. */
  log?: (line: string) => void;
  /** What the person who waits for the start should know. */
  tell?: (sentence: string) => void;
  /** For who has told clients a port already; left out, any free one. */
  port?: number;
  /** For tests: nothing is flushed to disk, a power cut loses everything; 400 connections. */
  fast?: boolean;
  /** Called when the server died and could not be brought back; end the process then. */
  onLost?: (error: EmbeddedPostgresError) => void;
  /** How long to wait for another copy on the same folder to finish, in milliseconds. */
  lockWaitMs?: number;
  /** As root: how its privileges are given up, where the best way found is not wanted. */
  rootMode?: RootMode;
}

export interface EmbeddedPostgres {
  /**
   * Of the superuser, database `postgres`, over TCP on 127.0.0.1. The port changes every start, unless
   * one was given.
   */
  url: string;
  /** The server's process. */
  pid: number;
  /** Tells copies that wait for the folder that it will be free soon. */
  willStop(): void;
  /** Cuts all connections and ends the server, at the latest after `withinMs`. May be called twice. */
  stop(withinMs?: number): Promise<void>;
}

const STOP_WITHIN_MS = 8_000;
const MAX_RESTARTS = 3;
const RESTART_WINDOW_MS = 60_000;

/**
 * Runs a PostgreSQL of our own in `dataDir`: made when new, taken over when a killed copy left its
 * server behind, restarted on the same port when the server dies. It ends with this process,
 * however that ends.
 *
 * @throws {EmbeddedPostgresError} with a message that says what to do
 */
export async function startEmbeddedPostgres(
  options: EmbeddedPostgresOptions,
): Promise<EmbeddedPostgres> {
  const log = options.log ?? (() => undefined);
  const tell = options.tell ?? log;
  let lock: FolderLock | undefined;
  try {
    const dataDir = await makeFolder(options.dataDir);
    lock = await lockFolder(dataDir, tell, options.lockWaitMs ?? LOCK_WAIT_MS);
    const account = await chooseAccount(options.rootMode);
    const binaries = await reachableBinaries(account, dataDir);
    const fast = options.fast ?? false;
    const cluster = await openCluster({ dataDir, account, binaries, fast, log });
    await clearLeftovers(cluster.folder, log);
    const launch = { cluster, account, binaries, fast, log, port: options.port };
    return new Supervisor(await launchServer(launch), launch, lock, options.onLost);
  } catch (error) {
    await lock?.release();
    throw explain(error, options.dataDir);
  }
}

/** Keeps one server running until it is told to stop. */
class Supervisor implements EmbeddedPostgres {
  private server: Server;
  private readonly launch: ServerOptions;
  private readonly lock: FolderLock;
  private readonly onLost: EmbeddedPostgresOptions['onLost'];
  private stopping: Promise<void> | undefined;
  private restarting: Promise<void> = Promise.resolve();
  private diedAt: number[] = [];

  constructor(
    server: Server,
    launch: ServerOptions,
    lock: FolderLock,
    onLost: EmbeddedPostgresOptions['onLost'],
  ) {
    this.server = server;
    this.launch = launch;
    this.lock = lock;
    this.onLost = onLost;
    this.follow();
  }

  get url(): string {
    const { password } = this.launch.cluster;
    return `postgresql://postgres:${password}@127.0.0.1:${this.server.port}/postgres`;
  }

  get pid(): number {
    return this.server.pid;
  }

  willStop(): void {
    this.lock.willRelease();
  }

  stop(withinMs = STOP_WITHIN_MS): Promise<void> {
    this.willStop();
    this.stopping ??= this.restarting
      .then(() => this.server.stop(withinMs))
      .then(() => this.lock.release());
    return this.stopping;
  }

  private follow(): void {
    if (!this.launch.account.diesWithParent) watchOver(this.server.pid);
    void this.server.exited.then((reason) => {
      if (this.stopping) return;
      this.restarting = this.restart(reason).catch((error: Error) => {
        this.onLost?.(new EmbeddedPostgresError(`PostgreSQL is lost: ${error.message}`));
      });
    });
  }

  private async restart(reason: string): Promise<void> {
    this.diedAt = [...this.diedAt.filter((at) => at > Date.now() - RESTART_WINDOW_MS), Date.now()];
    this.launch.log(`PostgreSQL died unexpectedly (${reason})`);
    if (this.diedAt.length > MAX_RESTARTS) {
      throw new Error(`it died ${this.diedAt.length} times within a minute`);
    }
    this.server = await launchServer({ ...this.launch, port: this.server.port });
    this.launch.log('PostgreSQL runs again');
    this.follow();
  }
}

async function makeFolder(path: string): Promise<string> {
  await makeFolders(resolve(path));
  return realpath(path);
}

/**
 * The folder and those above it, each asked for once. Node's own way of doing so never ends where a
 * file system denies that a folder can be made with ENOENT, and hides why (read-only) elsewhere.
 */
async function makeFolders(path: string): Promise<void> {
  const found = await stat(path).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'ENOENT' || dirname(path) === path) throw error;
    return undefined;
  });
  if (found) {
    if (!found.isDirectory()) throw notAFolder(path);
    return;
  }
  await makeFolders(dirname(path));
  await mkdir(path, { mode: 0o700 }).catch(async (error: NodeJS.ErrnoException) => {
    // Two copies may start at once.
    if (error.code !== 'EEXIST' || !(await stat(path)).isDirectory()) throw error;
  });
}

function notAFolder(path: string): NodeJS.ErrnoException {
  return Object.assign(new Error(`${path} is not a folder`), { code: 'ENOTDIR' });
}

/** A file that may not be written, a full disk: the user's to mend, so the user is told how. */
function explain(error: unknown, dataDir: string): unknown {
  const { code, message } = error as NodeJS.ErrnoException;
  if (error instanceof EmbeddedPostgresError || code === undefined) return error;
  return new EmbeddedPostgresError(
    `The data folder ${dataDir} can't be used (${message}). Choose another one with DATA_DIR. ` +
      USE_ANOTHER_SERVER,
    { cause: error },
  );
}

/**
 * "Nobody" may not look into every folder, and initdb calls its server through a shell, to which a
 * few letters mean something else: both get a copy in a place where neither matters.
 */
async function reachableBinaries(account: Account, dataDir: string): Promise<Binaries> {
  const binaries = await prepareBinaries(dataDir);
  const isSafe = !/["$`\\\n]/.test(binaries.native) || process.platform === 'win32';
  if (account.credentials.uid === undefined && isSafe) return binaries;
  return copyBinaries(binaries, tmpdir());
}
