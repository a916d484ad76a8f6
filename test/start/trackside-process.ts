import { spawn, type ChildProcess } from 'node:child_process';
import { readFileSync, readdirSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const RUNNING = 'Trackside is running at ';
/** Long enough for a build where nothing is built yet. */
const START_TIMEOUT_MS = 240_000;

/** What `npm run …` was told, besides the environment of the tests. */
export interface StartOptions {
  command?: string;
  dataDir?: string;
  port?: number;
  /** Undefined takes a variable away. */
  env?: Record<string, string | undefined>;
  /** With a terminal to write to, as a person would start it. */
  terminal?: boolean;
  /** A copy of the project; without it the project itself. */
  root?: string;
}

/** One `npm start` and what belongs to it, as seen from outside. */
export class TracksideProcess {
  output = '';
  readonly exited: Promise<number | null>;
  private constructor(
    readonly npm: ChildProcess,
    readonly port: number,
    readonly dataDir: string,
  ) {
    npm.stdout?.on('data', (chunk: Buffer) => (this.output += chunk.toString()));
    npm.stderr?.on('data', (chunk: Buffer) => (this.output += chunk.toString()));
    this.exited = new Promise((resolve) => npm.once('exit', resolve));
  }

  /** Runs an npm script in a process group of its own, as a terminal would. */
  static async launch(options: StartOptions = {}): Promise<TracksideProcess> {
    const port = options.port ?? (await findFreePort());
    const dataDir = options.dataDir ?? (await makeFolder());
    const { NODE_OPTIONS: _jest, NODE_ENV: _test, ...env } = process.env;
    const script = options.command ?? 'start';
    const [command = '', ...args] = options.terminal
      ? ['script', '-qec', `npm run ${script}`, '/dev/null']
      : ['npm', 'run', script];
    const npm = spawn(command, args, {
      cwd: options.root ?? ROOT,
      detached: true,
      stdio: ['ignore', 'pipe', 'pipe'],
      env: {
        ...env,
        PORT: String(port),
        DATA_DIR: dataDir,
        LIVERC_ENABLED: 'false',
        ...options.env,
      },
    });
    const copy = new TracksideProcess(npm, port, dataDir);
    copies.push(copy);
    return copy;
  }

  /** Launches and waits for the page to be there. */
  static async start(options: StartOptions = {}): Promise<TracksideProcess> {
    const copy = await TracksideProcess.launch(options);
    await copy.untilRunning();
    return copy;
  }

  /** Waits for the page to be there. */
  untilRunning(): Promise<void> {
    return this.untilSaid(RUNNING);
  }

  /** Waits for words in what it prints. */
  async untilSaid(words: string | RegExp): Promise<void> {
    let over = false;
    void this.exited.then(() => (over = true));
    const deadline = Date.now() + START_TIMEOUT_MS;
    while (!new RegExp(words).test(this.output)) {
      if (over || Date.now() > deadline) throw new Error(`never said ${words}:\n${this.output}`);
      await pause(50);
    }
  }

  /** Ends every copy that was started so far. */
  static async endAll(): Promise<void> {
    for (const copy of copies.splice(0)) {
      const pids = copy.descendants;
      if (copy.npm.exitCode === null && copy.npm.signalCode === null) copy.npm.kill('SIGTERM');
      await expectGone(pids, 15_000);
    }
  }

  /** What it printed, line by line, without what npm itself says. */
  get said(): string[] {
    return this.output.split('\n').filter((line) => line !== '' && !line.startsWith('> '));
  }

  get url(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  /** Number of the API's process, from its own log. */
  get api(): number {
    return Number(/"pid":(\d+)/.exec(this.output)?.[1]);
  }

  get startScript(): number {
    return parentOf(this.api);
  }

  /** Everything that npm started and what that started in turn. */
  get descendants(): number[] {
    return descendantsOf(this.npm.pid ?? 0);
  }

  async answers(path = '/healthz'): Promise<boolean> {
    return fetch(`${this.url}${path}`).then(
      (response) => response.ok,
      () => false,
    );
  }
}

const copies: TracksideProcess[] = [];
const folders: string[] = [];

/** Ends whatever a test left running, and removes its folders. */
export async function cleanUp(): Promise<void> {
  await TracksideProcess.endAll();
  for (const folder of folders.splice(0)) {
    await rm(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
  }
}

export async function makeFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'trackside-start-'));
  folders.push(folder);
  return folder;
}

/** Throws when one of the processes still lives after `timeoutMs`. */
export async function expectGone(pids: number[], timeoutMs: number): Promise<void> {
  const deadline = Date.now() + timeoutMs;
  for (;;) {
    const alive = pids.filter((pid) => nameOf(pid) !== undefined);
    if (alive.length === 0) return;
    if (Date.now() > deadline) {
      throw new Error(`still alive: ${alive.map((pid) => `${pid} ${nameOf(pid)}`).join(', ')}`);
    }
    await pause(50);
  }
}

export async function findFreePort(): Promise<number> {
  const probe = createServer();
  await new Promise<void>((resolve) => probe.listen(0, '127.0.0.1', resolve));
  const { port } = probe.address() as AddressInfo;
  await new Promise((resolve) => probe.close(resolve));
  return port;
}

/** A process's name, undefined when it is gone; a zombie is gone. */
export function nameOf(pid: number): string | undefined {
  const fields = statOf(pid);
  return fields && fields.state !== 'Z' ? fields.name : undefined;
}

export function descendantsOf(pid: number): number[] {
  const parents = readdirSync('/proc')
    .filter((entry) => /^\d+$/.test(entry))
    .map((entry) => ({ pid: Number(entry), parent: parentOf(Number(entry)) }));
  const below = (of: number): number[] =>
    parents.filter(({ parent }) => parent === of).flatMap((each) => [each.pid, ...below(each.pid)]);
  return below(pid);
}

export function pause(durationMs: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, durationMs));
}

function parentOf(pid: number): number {
  return statOf(pid)?.parent ?? 0;
}

function statOf(pid: number): { name: string; state: string; parent: number } | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const [state = '', parent = ''] = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    const name = stat.slice(stat.indexOf('(') + 1, stat.lastIndexOf(')'));
    return { name, state, parent: Number(parent) };
  } catch {
    return undefined;
  }
}
