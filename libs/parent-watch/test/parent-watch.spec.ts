import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

describe('a process that exits with its parent', () => {
  it.each(['clean', 'without handler'])(
    'gives its port free when the parent is killed (%s)',
    async (behaviour) => {
      const script = fileURLToPath(new URL('./parent.mjs', import.meta.url));
      const parent = spawn(process.execPath, [script, behaviour, '/dev/null'], {
        stdio: ['ignore', 'pipe', 'inherit'],
      });
      const port = await new Promise<number>((resolve) => {
        createInterface({ input: parent.stdout }).once('line', (line) => resolve(Number(line)));
      });
      expect(await answers(port)).toBe(true);
      parent.kill('SIGKILL');

      await expectWithin(3_000, async () => !(await answers(port)));
    },
  );

  it('is given the time for a clean end, though two copies of the module watch', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'parent-watch-'));
    const word = join(folder, 'word');
    const script = fileURLToPath(new URL('./parent.mjs', import.meta.url));
    const parent = spawn(process.execPath, [script, 'clean', word], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    await new Promise((resolve) => createInterface({ input: parent.stdout }).once('line', resolve));
    parent.kill('SIGKILL');

    await expectWithin(5_000, () => Promise.resolve(existsSync(word)));
    await rm(folder, { recursive: true });
  });
});

async function answers(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1');
    socket.once('connect', () => resolve(true)).once('error', () => resolve(false));
    socket.once('connect', () => socket.destroy());
  });
}

async function expectWithin(timeoutMs: number, holds: () => Promise<boolean>): Promise<void> {
  const deadline = Date.now() + timeoutMs;
  while (!(await holds())) {
    if (Date.now() > deadline) throw new Error(`not within ${timeoutMs} ms`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
