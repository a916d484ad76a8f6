import type { AddressInfo } from 'node:net';
import Fastify, { type FastifyInstance } from 'fastify';
import { Logger } from '@nestjs/common';
import { type Download, Downloads } from '../src/http/downloads.js';

const KILOBYTE = 'x'.repeat(1024);

describe('a download', () => {
  let server: FastifyInstance;
  let url: string;
  let pieces: () => AsyncIterable<string[]>;

  beforeAll(async () => {
    Logger.overrideLogger(false);
    server = Fastify({ forceCloseConnections: true });
    server.get('/', async (_, reply) => {
      const download: Download<string> = {
        name: 'words',
        head: { of: 'a test' },
        listName: 'words',
        pieces: pieces(),
        columns: ['word'],
        toRows: (word) => [[word]],
      };
      await new Downloads().send(download, 'json', reply);
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

  it('is no download when the first piece cannot be read', async () => {
    // eslint-disable-next-line require-yield
    pieces = async function* () {
      throw new Error('the database is gone');
    };

    const response = await fetch(url);

    expect(response.status).toBe(500);
    expect(response.headers.get('content-disposition')).toBeNull();
  });

  it('reads no further than the client takes it, and stops when the client leaves', async () => {
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
