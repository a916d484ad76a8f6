import type { ServerResponse } from 'node:http';
import { getEventListeners } from 'node:events';
import { createGzip, gzipSync } from 'node:zlib';
import { ExchangeRig, expectChanged, errorOf, MEGABYTE, PAGE } from '../../test/exchange-rig.js';
import { sendPage, serve, until } from '../../test/local-server.js';
import { LivercTimeoutError } from '../errors.js';

/** Megabytes are compressed and read on a machine that has much else to do. */
const UNHURRIED_MS = 30_000;

const rig = new ExchangeRig();

describe('an answer without end', () => {
  it('of 1 GB is given up after 4 MB, and its connection closed', async () => {
    let written = 0;
    const result = await rig.askOf((response) => {
      response.writeHead(200, { 'content-type': 'text/html', 'content-length': 1024 * MEGABYTE });
      const chunk = Buffer.alloc(MEGABYTE / 4, 'x');
      const write = () => {
        while (!response.destroyed && response.write(chunk)) written += chunk.length;
      };
      response.on('drain', write);
      write();
    });
    expectChanged(result, /larger than 4194304 bytes/);
    await until(() => rig.server.sockets.size === 0);
    expect(written).toBeLessThan(64 * MEGABYTE);
  });

  it('that is a gzip bomb is given up after 4 MB decompressed', async () => {
    const result = await rig.askOf((response) => {
      response.writeHead(200, { 'content-type': 'text/html', 'content-encoding': 'gzip' });
      const gzip = createGzip();
      gzip.pipe(response);
      const zeros = Buffer.alloc(MEGABYTE, ' ');
      const write = () => {
        while (!response.destroyed && gzip.write(zeros));
      };
      gzip.on('drain', write);
      write();
    }, UNHURRIED_MS);
    expectChanged(result, /larger than 4194304 bytes/);
    expect(result.bytes).toBeLessThan(MEGABYTE);
    await until(() => rig.server.sockets.size === 0);
  });

  it('that is compressed nothing is given up after 4 MB on the wire', async () => {
    const nothing = gzipSync('');
    const result = await rig.askOf((response) => {
      response.writeHead(200, { 'content-type': 'text/html', 'content-encoding': 'gzip' });
      const chunk = Buffer.concat(Array.from({ length: 5000 }, () => nothing));
      const write = () => {
        while (!response.destroyed && response.write(chunk));
      };
      response.on('drain', write);
      write();
    });
    expectChanged(result, /larger than 4194304 bytes/);
  });

  it.each<[string, (response: ServerResponse) => void]>([
    ['never begins', () => undefined],
    ['sends headers only', (response) => response.flushHeaders()],
    ['stops in the middle', (response) => response.write(PAGE)],
    [
      'stops in the middle of compressed data',
      (response) => {
        response.setHeader('content-encoding', 'gzip');
        response.write(gzipSync(PAGE).subarray(0, 20));
      },
    ],
    [
      'sends a byte at a time',
      (response) => {
        const timer = setInterval(() => response.write('x'), 20);
        response.on('close', () => clearInterval(timer));
      },
    ],
  ])('that %s ends with the deadline, and its connection is closed', async (_, misbehave) => {
    const startedAt = Date.now();
    const result = await rig.askOf((response) => {
      response.setHeader('content-type', 'text/html');
      misbehave(response);
    }, 200);
    // A busy machine wakes late; without the deadline this would never end.
    expect(Date.now() - startedAt).toBeLessThan(10_000);
    expect(result).toMatchObject({ outcome: 'timeout', retryable: false });
    expect(errorOf(result)).toBeInstanceOf(LivercTimeoutError);
    await until(() => rig.server.sockets.size === 0, 1000);
  });

  it('that announces itself for ever ends with the deadline', async () => {
    const result = await rig.askRaw((socket) => {
      const timer = setInterval(() => socket.write('HTTP/1.1 102 Processing\r\n\r\n'), 10);
      socket.on('close', () => clearInterval(timer));
    }, 200);
    expect(result.outcome).toBe('timeout');
  });

  it('to an error is cut short: the status is known', async () => {
    const result = await rig.askOf((response) => {
      response.writeHead(503).write('x'.repeat(10));
    });
    expect(result).toMatchObject({ outcome: 'overloaded', status: 503 });
    await until(() => rig.server.sockets.size === 0);
  });
});

describe('an abort', () => {
  const reason = new Error('left');

  it('before sending sends nothing', async () => {
    rig.server = await serve((_, response) => sendPage(response));
    await expect(rig.ask('/', { signal: AbortSignal.abort(reason) })).rejects.toBe(reason);
    expect(rig.server.connections()).toBe(0);
  });

  it.each<[string, (response: ServerResponse) => void]>([
    ['before the answer', () => undefined],
    ['after the headers', (response) => response.flushHeaders()],
    ['in the middle of the body', (response) => response.write(PAGE)],
    ['in the middle of an error page', (response) => response.writeHead(500).write(PAGE)],
    [
      'in the middle of a redirect',
      (response) => response.writeHead(302, { location: '/' }).write(PAGE),
    ],
  ])('%s rejects with its reason and closes the connection', async (_, misbehave) => {
    rig.server = await serve((_request, response) => misbehave(response));
    const controller = new AbortController();
    const asked = rig.ask('/', { signal: controller.signal });
    const rejected = expect(asked).rejects.toBe(reason);
    await until(() => rig.server.paths.length === 1);
    await new Promise((resolve) => setTimeout(resolve, 30));
    const abortedAt = Date.now();
    controller.abort(reason);
    await rejected;
    await until(() => rig.server.sockets.size === 0, 1000);
    expect(Date.now() - abortedAt).toBeLessThan(1000);
  });

  it('leaves no listener on the signal behind', async () => {
    rig.server = await serve((_, response) => sendPage(response));
    const { signal } = new AbortController();
    for (let i = 0; i < 20; i++) await rig.ask('/', { signal });
    expect(getEventListeners(signal, 'abort')).toHaveLength(0);
  });
});
