import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { Client } from 'pg';

/** What a copy said when it was up, or why it is not. */
export interface Announcement {
  url: string;
  pid: number;
  error?: string;
  name?: string;
}

const SCRIPT = fileURLToPath(new URL('./run-server.mjs', import.meta.url));
const started: ChildProcess[] = [];
const folders: string[] = [];

/** A folder that only its owner may enter, removed by `cleanUp`. */
export async function makeFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'trackside-spec-'));
  folders.push(folder);
  return folder;
}

/** Another process that runs an embedded server, with words such as `setpriv …` before it. */
export async function startCopy(
  options: { dataDir: string; rootMode?: string; lockWaitMs?: number },
  prefix: string[] = [],
): Promise<Announcement & { child: ChildProcess }> {
  const line = [...prefix, process.execPath, SCRIPT, JSON.stringify({ fast: true, ...options })];
  const [command = '', ...args] = line;
  const child = spawn(command, args, { stdio: ['ignore', 'pipe', 'inherit'] });
  started.push(child);
  const said = await new Promise<string>((resolve, reject) => {
    createInterface({ input: child.stdout }).once('line', resolve);
    child.once('error', reject);
    child.once('exit', (code) => reject(new Error(`the copy ended with ${code}`)));
  });
  return { ...(JSON.parse(said) as Announcement), child };
}

/**
 * How root runs a command as an ordinary user, and whose files such a user may write. Where only
 * root may look at this checkout, the user is one within a namespace, to whom root's files belong.
 */
export function ordinaryUser(): { prefix: string[]; uid: number } {
  const prefix = ['setpriv', '--reuid=65534', '--regid=65534', '--clear-groups', '--'];
  const [command = '', ...args] = [...prefix, process.execPath, '--check', SCRIPT];
  if (spawnSync(command, args).status === 0) return { prefix, uid: 65534 };
  return { prefix: ['unshare', '-U', '--map-user=1000', '--map-group=1000', '--'], uid: 0 };
}

/** Ends every copy that a test started, and removes its folders. */
export async function cleanUp(): Promise<void> {
  for (const child of started.splice(0)) {
    if (child.exitCode !== null || child.signalCode !== null) continue;
    const ended = new Promise((resolve) => child.once('exit', resolve));
    child.kill('SIGTERM');
    await ended;
  }
  for (const folder of folders.splice(0)) {
    await rm(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
  }
}

/** The first column of the first row. */
export async function ask(url: string, sql: string): Promise<unknown> {
  const client = new Client({ connectionString: url });
  // A server that goes between two steps says so here, too; the step that fails tells the test.
  client.on('error', () => undefined);
  await client.connect();
  try {
    const { rows } = await client.query<Record<string, unknown>>(sql);
    return rows[0] && Object.values(rows[0])[0];
  } finally {
    await client.end();
  }
}
