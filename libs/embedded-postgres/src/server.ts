import { execFile, spawn, type ChildProcess } from 'node:child_process';
import { createServer, type AddressInfo } from 'node:net';
import { createInterface } from 'node:readline';
import { promisify } from 'node:util';
import { commandLine, type Account } from './account.js';
import type { Binaries } from './binaries.js';
import { addressOf, serverEnvironment, type Cluster } from './cluster.js';
import { EmbeddedPostgresError, USE_ANOTHER_SERVER } from './errors.js';
import { killServersOf } from './processes.js';

const run = promisify(execFile);
const READY = 'database system is ready to accept connections';
/** A crashed server replays its log before it is ready. */
const READY_TIMEOUT_MS = 60_000;
const RETRY_FOR_MS = 15_000;
/** Causes that pass: a taken port, and a killed server's last processes, still on their way out. */
const PASSING = /could not bind|could not create any TCP|shared memory block|lock file .* exists/i;

export interface ServerOptions {
  cluster: Cluster;
  account: Account;
  binaries: Binaries;
  fast: boolean;
  log: (line: string) => void;
  /** The port of a server that is being replaced, so that its clients find the new one. */
  port?: number;
}

/** A running server. `exited` settles, with the reason in words, when it ends for any cause. */
export interface Server {
  port: number;
  pid: number;
  exited: Promise<string>;
  /** Cuts connections and ends; harder from step to step, the last of them within `withinMs`. */
  stop(withinMs: number): Promise<void>;
}

/** Starts the server, once more on a free port where the first is taken meanwhile. */
export async function launchServer(options: ServerOptions): Promise<Server> {
  const deadline = Date.now() + RETRY_FOR_MS;
  for (;;) {
    try {
      return await launchOnce(options, options.port ?? (await findFreePort()));
    } catch (error) {
      if (!PASSING.test((error as Error).message) || Date.now() > deadline) throw error;
      await new Promise((resolve) => setTimeout(resolve, 200));
    }
  }
}

async function launchOnce(options: ServerOptions, port: number): Promise<Server> {
  const { account, binaries, cluster } = options;
  const line = commandLine(account, binaries.postgres, serverArguments(options, port));
  const child = spawn(line.command, line.args, {
    ...account.credentials,
    cwd: cluster.folder,
    env: serverEnvironment(),
    stdio: ['ignore', 'ignore', 'pipe'],
    // Out of the terminal's group: Ctrl-C is for us, who still have requests to finish.
    detached: true,
    windowsHide: true,
  });
  const exited = new Promise<string>((resolve) => {
    child.once('error', (error) => resolve(error.message));
    child.once('exit', (code, signal) => resolve(signal ?? `exit code ${code}`));
  });
  await waitForReady(child, exited, options.log);
  return {
    port,
    pid: child.pid ?? 0,
    exited,
    stop: (withinMs) => stopServer(child, exited, options, withinMs),
  };
}

/** What tests want: nothing survives a power cut, and many suites have their pools at once. */
const FAST = ['fsync=off', 'full_page_writes=off', 'max_connections=400'];

function serverArguments({ cluster, account, fast }: ServerOptions, port: number): string[] {
  const settings = [
    'listen_addresses=127.0.0.1',
    'unix_socket_directories=',
    `port=${port}`,
    'timezone=UTC',
    'log_timezone=UTC',
    'log_min_messages=warning',
    'logging_collector=off',
    ...(fast ? FAST : []),
  ];
  return ['-D', addressOf(cluster.folder, account), ...settings.flatMap((each) => ['-c', each])];
}

async function waitForReady(
  child: ChildProcess,
  exited: Promise<string>,
  log: (line: string) => void,
): Promise<void> {
  const lines: string[] = [];
  const output = createInterface({ input: child.stderr! });
  let timer: NodeJS.Timeout | undefined;
  const ready = new Promise<true>((resolve) => {
    output.on('line', (line) => {
      if (lines.length < 50) lines.push(line);
      log(line);
      if (line.includes(READY)) resolve(true);
    });
  });
  const late = new Promise<string>((resolve) => {
    timer = setTimeout(() => resolve('no sign of life'), READY_TIMEOUT_MS);
  });
  const outcome = await Promise.race([ready, exited, late]);
  clearTimeout(timer);
  if (outcome === true) return;
  child.kill('SIGKILL');
  // Its last words may come after its end.
  await endsWithin(new Promise((resolve) => output.once('close', () => resolve(''))), 1_000);
  throw new EmbeddedPostgresError(
    `The embedded PostgreSQL did not start (${outcome}).\n${lines.join('\n')}\n` +
      USE_ANOTHER_SERVER,
  );
}

async function stopServer(
  child: ChildProcess,
  exited: Promise<string>,
  { binaries, cluster }: ServerOptions,
  withinMs: number,
): Promise<void> {
  if (process.platform === 'win32') {
    const args = ['stop', '-D', cluster.folder, '-m', 'fast', '-w', '-t', '5'];
    await run(binaries.pgCtl, args).catch(() => undefined);
  }
  for (const [signal, share] of STOP_STEPS) {
    if (child.exitCode !== null || child.signalCode !== null) return;
    if (signal === 'SIGKILL') await killServersOf(cluster.folder, child.pid);
    else child.kill(signal);
    if (await endsWithin(exited, withinMs * share)) return;
  }
}

/** PostgreSQL's "fast" and "immediate" shutdown, and the kernel's; what part of the time each has. */
const STOP_STEPS: [NodeJS.Signals, number][] = [
  ['SIGINT', 0.625],
  ['SIGQUIT', 0.25],
  ['SIGKILL', 0.125],
];

async function endsWithin(end: Promise<string>, timeoutMs: number): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<false>((resolve) => {
    timer = setTimeout(() => resolve(false), timeoutMs);
  });
  const outcome = await Promise.race([end, late]);
  clearTimeout(timer);
  return outcome !== false;
}

async function findFreePort(): Promise<number> {
  const probe = createServer();
  await new Promise<void>((resolve, reject) => {
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', resolve);
  });
  const { port } = probe.address() as AddressInfo;
  await new Promise((resolve) => probe.close(resolve));
  return port;
}
