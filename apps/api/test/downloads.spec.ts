import { once } from 'node:events';
import { type AddressInfo, connect, type Socket } from 'node:net';
import { setTimeout } from 'node:timers/promises';
import Fastify, { type FastifyInstance } from 'fastify';
import { Logger } from '@nestjs/common';
import { type WorkbookPlan, writeWorkbook } from '../src/http/workbook.js';
import { type Download, Downloads, type ExportFormat } from '../src/http/downloads.js';

const WORDS: WorkbookPlan<string> = {
  sheets: [{ name: 'Words', columns: [{ heading: 'Word', kind: 'text' }] }],
  add: (word, [sheet]) => sheet!.add([word]),
  end: () => undefined,
};
const KILOBYTE = 'x'.repeat(1024);

describe('a download', () => {
  let server: FastifyInstance;
  let url: string;
  const downloads = new Downloads();
  let rowsOf: (word: string) => Iterable<string[]> = (word) => [[word]];
  let pieces: () => AsyncIterable<string[]>;

  beforeAll(async () => {
    Logger.overrideLogger(false);
    server = Fastify({ forceCloseConnections: true });
    server.get('/:format?', async (request, reply) => {
      const { format } = request.params as { format?: ExportFormat };
      const download: Download<string> = {
        name: 'words',
        head: { of: 'a test' },
        listName: 'words',
        pieces: pieces(),
        columns: ['word'],
        toRows: (word) => rowsOf(word),
        workbook: () => writeWorkbook(WORDS, pieces()),
      };
      await downloads.send(download, format || 'json', reply);
      return reply;
    });
    await server.listen({ port: 0, host: '127.0.0.1' });
    url = `http://127.0.0.1:${(server.server.address() as AddressInfo).port}`;
  });

  afterAll(async () => {
    Logger.overrideLogger(['error', 'warn', 'log']);
    await server.close();
  });

  it('joins pieces, empty ones too, into one list', async () => {
    pieces = async function* () {
      yield [];
      yield ['one'];
      yield [];
      yield ['two', 'three'];
    };

    const response = await fetch(url);

    expect(await response.json()).toEqual({ of: 'a test', words: ['one', 'two', 'three'] });
  });

  it('is cut, not ended, when a later piece cannot be read', async () => {
    pieces = async function* () {
      yield ['one'];
      throw new Error('the database is gone');
    };

    const response = await fetch(url);

    expect(response.status).toBe(200);
    await expect(response.text()).rejects.toThrow();
  });

  it('fails before anything is sent when the first piece cannot be read', async () => {
    // eslint-disable-next-line require-yield
    pieces = async function* () {
      throw new Error('the database is gone');
    };

    const response = await fetch(url);

    expect(response.status).toBe(500);
    expect(response.headers.get('content-disposition')).toBeNull();
  });

  /** A client that asks and then takes nothing; gives the connection as the server sees it. */
  const askAndTakeNothing = async (path = '/'): Promise<{ client: Socket; ours: Socket }> => {
    const connected = once(server.server, 'connection') as Promise<[Socket]>;
    const client = connect(Number(new URL(url).port), '127.0.0.1');
    client.pause();
    client.write(`GET ${path} HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n`);
    const [ours] = await connected;
    return { client, ours };
  };

  it('keeps no more than 256 kB ready for a client that takes nothing', async () => {
    let readBytes = 0;
    pieces = async function* () {
      for (let count = 0; count < 50; count += 1) yield [KILOBYTE];
    };
    rowsOf = function* () {
      for (let count = 0; count < 2_000; count += 1) {
        readBytes += KILOBYTE.length;
        yield [KILOBYTE];
      }
    };

    const { client, ours } = await askAndTakeNothing('/csv');
    let before = -1;
    while (before !== readBytes) {
      before = readBytes;
      await setTimeout(300);
    }
    const gone = ours.bytesWritten - ours.writableLength;
    client.destroy();

    expect(readBytes).toBeGreaterThan(0);
    expect(readBytes).toBeLessThan(50 * 2_000 * KILOBYTE.length);
    expect(readBytes - gone).toBeLessThanOrEqual(256 * 1024);
  });

  it('is closed when its client takes nothing for two minutes', async () => {
    const ended = Promise.withResolvers<void>();
    pieces = async function* () {
      try {
        for (let count = 0; count < 1_000_000; count += 1) yield [KILOBYTE];
      } finally {
        ended.resolve();
      }
    };
    expect(downloads.unreadMs).toBe(120_000);
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
        for (; read < 1_000_000; read += 1) yield [KILOBYTE];
      } finally {
        ended.resolve();
      }
    };
    const leaving = new AbortController();
    const response = await fetch(url, { signal: leaving.signal });
    const reader = response.body!.getReader();

    await reader.read();
    leaving.abort();
    await ended.promise;

    expect(read).toBeGreaterThan(0);
    expect(read).toBeLessThan(1_000_000);
  });
});
