import { once } from 'node:events';
import { type AddressInfo, createServer, type Server, type Socket } from 'node:net';
import { setImmediate, setTimeout } from 'node:timers/promises';
import { RedisTier } from '../src/redis-tier.js';

const PATIENCE_MS = 500;
const PAUSE_MS = 20;

describe('a Redis that answers no more', () => {
  const sockets: Socket[] = [];
  let server: Server;
  let tier: RedisTier;
  let answers: boolean;

  beforeEach(async () => {
    answers = true;
    server = createServer((socket) => {
      sockets.push(socket.on('error', () => undefined));
      socket.on('data', (text) => {
        const commands = String(text).match(/^\*\d+\r$/gm)?.length ?? 0;
        if (answers) socket.write('+OK\r\n'.repeat(commands));
      });
    });
    await once(server.listen(0, '127.0.0.1'), 'listening');
    const { port } = server.address() as AddressInfo;
    const times = { patienceMs: PATIENCE_MS, pauseMs: PAUSE_MS };
    tier = new RedisTier(`redis://127.0.0.1:${port}`, times);
    await tier.get('month');
    answers = false;
  });

  afterEach(async () => {
    await tier.disconnect();
    for (const socket of sockets.splice(0)) socket.destroy();
    server.close();
  });

  /** Calls at once; gives how many are through without having waited, when all are. */
  async function callsThatDoNotWait(count: number): Promise<number> {
    let through = 0;
    const calls = Array.from({ length: count }, async (_, call) => {
      await tier.get(`month-${call}`);
      through += 1;
    });
    for (let turn = 0; turn < 5; turn += 1) await setImmediate();
    const atOnce = through;
    await Promise.all(calls);
    return atOnce;
  }

  it('is tried by one call at a time once it has failed', async () => {
    await tier.get('month');
    await setTimeout(2 * PAUSE_MS);

    expect(await callsThatDoNotWait(10)).toBe(9);
  });

  it('lets go of all that wait for it as soon as one has waited too long', async () => {
    const first = tier.get('month');
    await setTimeout(PATIENCE_MS * 0.8);
    const began = performance.now();
    const last = tier.get('another month').then(() => performance.now() - began);
    await first;

    expect(await last).toBeLessThan(PATIENCE_MS * 0.8);
  });
});
