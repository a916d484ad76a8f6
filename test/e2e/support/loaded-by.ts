import { once } from 'node:events';
import { TracksideProcesses } from './processes.js';
import type { Stage } from './trackside-fixture.js';

/** Loads without which nothing is lost until they are wanted: see `loaded-packages.mjs`. */
const WATCH = new URL('loaded-packages.mjs', import.meta.url).href;

/**
 * The packages that a process has loaded at its end, of those that are to be loaded when they are
 * wanted alone; by their names.
 *
 * @param use what it does in its life, at this address
 */
export async function loadedBy(
  { databaseUrl, liverc }: Pick<Stage, 'databaseUrl' | 'liverc'>,
  env: Record<string, string>,
  use: (url: string) => Promise<unknown> = () => Promise.resolve(),
): Promise<string[]> {
  const processes = new TracksideProcesses();
  try {
    const nodeFlags = ['--import', WATCH];
    const running = await processes.start({ databaseUrl, liverc, env, nodeFlags });
    await use(running.url);
    running.child.kill('SIGTERM');
    await once(running.child, 'exit');
    return /^loaded: (.*)$/m.exec(running.log())![1]!.split(' ');
  } finally {
    processes.killAll();
  }
}
