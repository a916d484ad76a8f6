import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { type AddressInfo, connect, type Socket } from 'node:net';
import { setTimeout } from 'node:timers/promises';
import { constants, gunzipSync } from 'node:zlib';
import { Logger } from '@nestjs/common';
import Fastify, { type FastifyInstance } from 'fastify';
import { compressAnswers } from '../src/http/compressed-answers.js';
import { Downloads } from '../src/http/downloads.js';

/** Hexadecimal digits: half of it is left by compression, so that the connection fills. */
const kilobyte = (): string => randomBytes(512).toString('hex');

async function* aWorkbook(): AsyncGenerator<Uint8Array, void> {
  yield new Uint8Array([0x50, 0x4b]);
}

describe('a compressed download', () => {
  const downloads = new Downloads();
  let server: FastifyInstance;
  let url: string;
  let pieces: () => AsyncIterable<string[]>;

  beforeAll(async () => {
    Logger.overrideLogger(false);
    server = Fastify({ forceCloseConnections: true });
    await compressAnswers(server);
    server.get('/', { config: { isDownload: true } }, async (_, reply) => {
      const list = { name: 'words', head: {}, listName: 'words', columns: ['word'] };
      const toRows = (word: string): string[][] => [[word]];
      await downloads.send(
        { ...list, pieces: pieces(), toRows, workbook: aWorkbook },
        'ndjson',
        reply,
      );
      return reply;
    });
    await server.listen({ port: 0, host: '127.0.0.1' });
    url = `http://127.0.0.1:${(server.server.address() as AddressInfo).port}`;
  });

  afterAll(async () => {
    Logger.overrideLogger(['error', 'warn', 'log']);
    await server.close();
  });

  /** Asks and takes nothing; gives the connection as the server sees it. */
  const askAndTakeNothing = async (): Promise<{ client: Socket; ours: Socket }> => {
    const connected = once(server.server, 'connection') as Promise<[Socket]>;
    const client = connect(Number(new URL(url).port), '127.0.0.1');
    client.pause();
    client.write('GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nAccept-Encoding: gzip, br\r\n\r\n');
    const [ours] = await connected;
    return { client, ours };
  };

  /** How much text is in the first bytes of an answer. */
  const lengthOfText = async (client: Socket, bytes: number): Promise<number> => {
    let taken = Buffer.alloc(0);
    client.on('data', (chunk: Buffer) => (taken = Buffer.concat([taken, chunk])));
    client.resume();
    while (taken.length < bytes) await once(client, 'data');
    client.destroy();
    const answer = taken.subarray(0, bytes);
    const body: Buffer[] = [];
    for (let at = answer.indexOf('\r\n\r\n') + 4; at < answer.length;) {
      const end = answer.indexOf('\r\n', at);
      if (end < 0) break;
      const size = parseInt(answer.subarray(at, end).toString(), 16);
      body.push(answer.subarray(end + 2, end + 2 + size));
      at = end + 2 + size + 2;
    }
    return gunzipSync(Buffer.concat(body), { finishFlush: constants.Z_SYNC_FLUSH }).length;
  };

  it('keeps no more than 256 kB ready for a client that takes nothing', async () => {
    let readBytes = 0;
    pieces = async function* () {
      for (let count = 0; count < 50_000; count += 1) {
        readBytes += 1024;
        yield [kilobyte()];
      }
    };

    const { client, ours } = await askAndTakeNothing();
    let before = -1;
    while (before !== readBytes) {
      before = readBytes;
      await setTimeout(300);
    }
    const gone = ours.bytesWritten - ours.writableLength;
    const goneText = await lengthOfText(client, gone);

    expect(before).toBeGreaterThan(0);
    expect(before).toBeLessThan(50_000 * 1024);
    expect(goneText).toBeGreaterThan(gone);
    expect(before - goneText).toBeLessThanOrEqual(256 * 1024);
  });

  it('is closed when its client takes nothing for two minutes', async () => {
    const ended = Promise.withResolvers<void>();
    pieces = async function* () {
      try {
        for (let count = 0; count < 1_000_000; count += 1) yield [kilobyte()];
      } finally {
        ended.resolve();
      }
    };
    downloads.unreadMs = 500;

    const { client, ours } = await askAndTakeNothing();
    await once(ours, 'close');
    await ended.promise;
    downloads.unreadMs = 120_000;
    client.destroy();

    expect(ours.destroyed).toBe(true);
  });

  it('reads no more than its client takes, and stops when the client leaves', async () => {
    let read = 0;
    const ended = Promise.withResolvers<void>();
    pieces = async function* () {
      try {
        for (; read < 1_000_000; read += 1) yield [kilobyte()];
      } finally {
        ended.resolve();
      }
    };
    const leaving = new AbortController();
    const response = await fetch(url, { signal: leaving.signal });

    await response.body!.getReader().read();
    leaving.abort();
    await ended.promise;

    expect(response.headers.get('content-encoding')).toBe('gzip');
    expect(read).toBeGreaterThan(0);
    expect(read).toBeLessThan(1_000_000);
  });

  it('is cut, not ended, when a later piece cannot be read', async () => {
    pieces = async function* () {
      yield ['one'];
      throw new Error('the database is gone');
    };

    await expect(fetch(url).then((response) => response.text())).rejects.toThrow();
  });

  it('is whole', async () => {
    const words = Array.from({ length: 3_000 }, kilobyte);
    pieces = async function* () {
      yield words;
    };

    const response = await fetch(url);

    expect(response.headers.get('content-encoding')).toBe('gzip');
    expect(
      (await response.text())
        .trimEnd()
        .split('\n')
        .map((line) => JSON.parse(line)),
    ).toEqual(words);
  });
});
