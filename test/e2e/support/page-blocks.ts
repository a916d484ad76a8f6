import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PYTHON_WITH_HTTPX } from './stream-clients.js';
import { until } from './trackside.js';

const ROOT = join(import.meta.dirname, '../../..');
const PAGE = join(ROOT, 'docs/integrators.md');
const RUNNERS: Record<string, string> = {
  sh: 'sh',
  ts: process.execPath,
  py: PYTHON_WITH_HTTPX ?? 'python3',
};
/** The machine may be busy, and a stream has to come. */
const PATIENCE_MS = 45_000;

/** Blocks of the page for integrators, saved as it says and run as they stand there. */
export class PageBlocks {
  /** By the name in the first line of each. */
  blocks: Map<string, string>;
  env: Record<string, string> = {};
  private readonly running: ChildProcess[] = [];
  private folder: string;

  async save(env: Record<string, string>): Promise<void> {
    this.env = { PATH: process.env['PATH'] ?? '', ...env };
    this.folder = await mkdtemp(join(tmpdir(), 'trackside-integrators-'));
    this.blocks = await blocksOf(PAGE);
    for (const [name, code] of this.blocks) await writeFile(join(this.folder, name), code);
    await writeFile(join(this.folder, 'package.json'), '{"type":"module"}');
    // As npm would install what a block says that it needs.
    await symlink(join(ROOT, 'node_modules'), join(this.folder, 'node_modules'));
  }

  /** Runs a block; gives what it has printed at its end, or when it has printed `enough`. */
  async run(name: string, enough?: RegExp, parameters: string[] = []): Promise<string> {
    const started = this.start(name, parameters);
    if (enough) {
      await until(() => enough.test(started.printed()) || started.hasEnded(), PATIENCE_MS);
      if (enough.test(started.printed())) return started.printed();
    }
    const [code] = await started.ended;
    if (code === 0) return started.printed();
    throw new Error(`${name} ended with ${code}: ${started.complaints()}${started.printed()}`);
  }

  /** Begins to run a block. */
  start(name: string, parameters: string[] = []) {
    const { folder: cwd, env } = this;
    const runner = RUNNERS[name.split('.').at(-1)!]!;
    const child = spawn(runner, [name, ...parameters], { cwd, env, detached: true });
    this.running.push(child);
    let [printed, complaints] = ['', ''];
    child.stdout.on('data', (chunk) => (printed += String(chunk)));
    child.stderr.on('data', (chunk) => (complaints += String(chunk)));
    return {
      ended: once(child, 'close') as Promise<[number | null]>,
      hasEnded: () => child.exitCode !== null,
      printed: () => printed,
      complaints: () => complaints,
    };
  }

  endAll(): void {
    for (const child of this.running.splice(0)) {
      if (child.pid && child.exitCode === null) process.kill(-child.pid, 'SIGKILL');
    }
  }

  async remove(): Promise<void> {
    await rm(this.folder, { recursive: true, force: true });
  }
}

/** Blocks of the page that say in their first line under which name they are to be saved. */
async function blocksOf(page: string): Promise<Map<string, string>> {
  const text = await readFile(page, 'utf8');
  const blocks = text.matchAll(/^```(?:sh|ts|python)\n((?:#|\/\/) (\w+\.\w+)\n[\s\S]*?)^```$/gm);
  return new Map(Array.from(blocks, ([, code, name]) => [name!, code!]));
}
