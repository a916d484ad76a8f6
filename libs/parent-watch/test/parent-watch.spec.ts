import { spawn } from 'node:child_process';
import { connect } from 'node:net';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

describe('a process that exits with its parent', () => {
  it.each(['clean', 'without handler'])(
    'gives its port free when the parent is killed (%s)',
    async (behaviour) => {
      const script = fileURLToPath(new URL('./parent.mjs', import.meta.url));
      const parent = spawn(process.execPath, [script, behaviour], {
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
