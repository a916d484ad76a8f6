import { randomBytes } from 'node:crypto';
import type { ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import { createGzip, brotliCompressSync, deflateSync, gzipSync } from 'node:zlib';
import { LivercPageChangedError, LivercTimeoutError, LivercUnavailableError } from '../errors.js';
import { sendPage, serve, serveRaw, until, type LocalServer } from '../../test/local-server.js';
import { exchange, type Exchange } from './exchange.js';
import { guardedLookup } from './guarded-lookup.js';
import { HttpTransport } from './http-transport.js';
import type { MeantOrigin } from './page-address.js';

const MEGABYTE = 1024 * 1024;
const PAGE = '<title>a page</title>';

let server: LocalServer;
let transport: HttpTransport;
let sent: number;

beforeEach(() => {
  transport = new HttpTransport('Trackside/test');
  sent = 0;
});

afterEach(async () => {
  transport.close();
  await server.close();
});

function ask(
  path = '/abc/',
  { signal = new AbortController().signal, timeoutMs = 5000, origin = {} } = {},
): Promise<Exchange> {
  const url = new URL(server.url);
  const meant: MeantOrigin = {
    protocol: url.protocol,
    hostname: url.hostname,
    port: url.port,
    privateAllowed: true,
    ...origin,
  };
  const href = `${meant.protocol}//${meant.hostname}:${meant.port}${path}`;
  const address = { page: 'events', slug: 'abc', href, origin: meant } as const;
  return exchange(transport, address, { timeoutMs, now: Date.now, onSend: () => sent++ }, signal);
}

async function askOf(answer: (response: ServerResponse, path: string) => void, timeoutMs?: number) {
  server = await serve((request, response) => answer(response, request.url!));
  return ask('/abc/', { timeoutMs });
}

async function askRaw(answer: (socket: Socket) => void, timeoutMs?: number) {
  server = await serveRaw(answer);
  return ask('/abc/', { timeoutMs });
}

function expectChanged(result: Exchange, message: RegExp): void {
  expect(result).toMatchObject({ outcome: 'changed', retryable: false });
  const { error } = result as Extract<Exchange, { error: unknown }>;
  expect(error).toBeInstanceOf(LivercPageChangedError);
  expect(error.message).toMatch(message);
  expect(error.message).toContain(server.url);
}

describe('a page', () => {
  it.each([
    ['identity', Buffer.from(PAGE)],
    ['gzip', gzipSync(PAGE)],
    ['deflate', deflateSync(PAGE)],
    ['br', brotliCompressSync(PAGE)],
  ])('comes in %s', async (coding, body) => {
    const result = await askOf((response) => {
      response.writeHead(200, { 'content-type': 'text/html', 'content-encoding': coding });
      response.end(body);
    });
    expect(result).toEqual({ outcome: 'ok', html: PAGE, status: 200, bytes: body.length });
  });

  it('is asked for with an honest name, by GET, without cookies', async () => {
    let raw = '';
    await askRaw((socket) => socket.end('HTTP/1.1 200 OK\r\nContent-Length: 1\r\n\r\nx'));
    await server.close();
    server = await serve((request, response) => {
      raw = JSON.stringify([request.method, request.headers]);
      sendPage(response);
    });
    await ask();
    expect(JSON.parse(raw)).toEqual([
      'GET',
      {
        accept: 'text/html,application/xhtml+xml',
        'accept-encoding': 'gzip, deflate, br',
        connection: 'keep-alive',
        host: `127.0.0.1:${server.port}`,
        'user-agent': 'Trackside/test',
      },
    ]);
  });

  it('keeps its letters, and a name cut in the middle of one', async () => {
    const body = Buffer.concat([
      Buffer.from(`<title>${'个人项目 Vàlida '.repeat(100)}`),
      Buffer.from('é').subarray(0, 1),
      Buffer.from('</title>'),
    ]);
    const result = await askOf((response) => {
      response.writeHead(200, { 'content-type': 'text/html' }).end(body);
    });
    expect(result).toMatchObject({ outcome: 'ok', html: expect.stringMatching(/Vàlida \uFFFD</) });
  });

  it('reuses the connection', async () => {
    server = await serve((_, response) => sendPage(response));
    for (let i = 0; i < 5; i++) await ask();
    expect(server.connections()).toBe(1);
  });

  it('reuses the connection after a small error page', async () => {
    server = await serve((_, response) => response.writeHead(503).end('busy'));
    for (let i = 0; i < 3; i++) await ask();
    expect(server.connections()).toBe(1);
  });

  it('ignores a proxy in the environment', async () => {
    const before = { ...process.env };
    Object.assign(process.env, {
      http_proxy: 'http://127.0.0.1:9',
      HTTP_PROXY: 'http://127.0.0.1:9',
    });
    try {
      expect((await askOf((response) => sendPage(response))).outcome).toBe('ok');
    } finally {
      process.env = before;
    }
  });
});

describe('an answer that is no page', () => {
  it.each([201, 204, 206, 300, 304, 400, 401, 404, 410, 418, 451])(
    'with status %s is a changed page',
    async (status) => {
      const result = await askOf((response) => {
        response.writeHead(status, { 'content-type': 'text/html' }).end();
      });
      expectChanged(result, new RegExp(`status ${status}`));
    },
  );

  it.each([429, 500, 502, 503, 504, 599])('with status %s is trouble', async (status) => {
    const result = await askOf((response) => response.writeHead(status).end('busy'));
    expect(result).toMatchObject({ outcome: 'overloaded', status, retryable: true });
    expect((result as never as { error: Error }).error).toBeInstanceOf(LivercUnavailableError);
  });

  it('with status 403 is a refusal that is not repeated', async () => {
    const result = await askOf((response) => response.writeHead(403).end());
    expect(result).toMatchObject({ outcome: 'refused', status: 403, retryable: false });
    expect((result as never as { error: Error }).error).toBeInstanceOf(LivercUnavailableError);
  });

  it.each([
    ['5', 5000],
    ['0', undefined],
    ['-3', undefined],
    ['soon', undefined],
  ])('says when to come back: %s', async (header, pauseMs) => {
    const result = await askOf((response) => {
      response.writeHead(429, { 'retry-after': header }).end();
    });
    expect(result).toMatchObject({ outcome: 'overloaded', pauseMs });
  });

  it('is not worth a retry when LiveRC wants a long pause', async () => {
    const result = await askOf((response) => {
      response.writeHead(503, { 'retry-after': '120' }).end();
    });
    expect(result).toMatchObject({ retryable: false, error: { retryAfterSeconds: 120 } });
  });

  it.each([
    'application/json',
    'text/plain',
    'image/png',
    'application/octet-stream',
    'text/htmlx',
  ])('of type %s is a changed page', async (type) => {
    const result = await askOf((response) => {
      response.writeHead(200, { 'content-type': type }).end(PAGE);
    });
    expectChanged(result, /content of type/);
  });

  it.each<[string, Buffer]>([
    ['empty', Buffer.alloc(0)],
    ['binary', randomBytes(50_000)],
    ['all zeros', Buffer.alloc(50_000)],
    ['UTF-16 with a mark', Buffer.from(`\uFEFF<html>${PAGE.repeat(50)}`, 'utf16le')],
    ['UTF-16 without', Buffer.from(PAGE.repeat(50), 'utf16le')],
  ])('with a body that is %s is a changed page', async (_, body) => {
    const result = await askOf((response) => {
      response.writeHead(200, { 'content-type': 'text/html' }).end(body);
    });
    expectChanged(result, /a body that is (empty|not UTF-8 text)/);
  });

  it.each([
    ['gzip', Buffer.from('not compressed at all')],
    ['gzip', gzipSync(PAGE.repeat(100)).subarray(0, 30)],
    ['gzip', Buffer.alloc(0)],
    ['br', Buffer.from('not compressed at all')],
    ['deflate', randomBytes(100)],
    ['zstd', Buffer.from(PAGE)],
    ['gzip, gzip', gzipSync(gzipSync(PAGE))],
  ])('in a broken %s is a changed page', async (coding, body) => {
    const result = await askOf((response) => {
      response.writeHead(200, { 'content-type': 'text/html', 'content-encoding': coding });
      response.end(body);
    });
    expectChanged(result, /badly compressed|unknown coding/);
  });

  it('with 1 MB of headers is a changed page', async () => {
    const result = await askRaw((socket) => {
      socket.end(`HTTP/1.1 200 OK\r\nX-Big: ${'x'.repeat(MEGABYTE)}\r\n\r\n${PAGE}`);
    });
    expectChanged(result, /HPE_HEADER_OVERFLOW/);
  });

  it('that is not HTTP is a changed page', async () => {
    expectChanged(await askRaw((socket) => socket.end('SSH-2.0-OpenSSH\r\n')), /HPE_/);
  });
});

describe('an answer without end', () => {
  it('of 1 GB is given up after 4 MB, and its connection closed', async () => {
    let written = 0;
    const result = await askOf((response) => {
      response.writeHead(200, { 'content-type': 'text/html', 'content-length': 1024 * MEGABYTE });
      const chunk = Buffer.alloc(MEGABYTE / 4, 'x');
      const write = () => {
        while (!response.destroyed && response.write(chunk)) written += chunk.length;
      };
      response.on('drain', write);
      write();
    });
    expectChanged(result, /larger than 4194304 bytes/);
    await until(() => server.sockets.size === 0);
    expect(written).toBeLessThan(64 * MEGABYTE);
  });

  it('that is a gzip bomb is given up after 4 MB decompressed', async () => {
    const result = await askOf((response) => {
      response.writeHead(200, { 'content-type': 'text/html', 'content-encoding': 'gzip' });
      const gzip = createGzip();
      gzip.pipe(response);
      const zeros = Buffer.alloc(MEGABYTE, ' ');
      const write = () => {
        while (!response.destroyed && gzip.write(zeros));
      };
      gzip.on('drain', write);
      write();
    });
    expectChanged(result, /larger than 4194304 bytes/);
    expect(result.bytes).toBeLessThan(MEGABYTE);
    await until(() => server.sockets.size === 0);
  });

  it('that is compressed nothing is given up after 4 MB on the wire', async () => {
    const nothing = gzipSync('');
    const result = await askOf((response) => {
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
      'sends a byte at a time',
      (response) => {
        const timer = setInterval(() => response.write('x'), 20);
        response.on('close', () => clearInterval(timer));
      },
    ],
  ])('that %s ends with the deadline, and its connection is closed', async (_, misbehave) => {
    const startedAt = Date.now();
    const result = await askOf((response) => {
      response.setHeader('content-type', 'text/html');
      misbehave(response);
    }, 200);
    expect(Date.now() - startedAt).toBeLessThan(1000);
    expect(result).toMatchObject({ outcome: 'timeout', retryable: false });
    expect((result as never as { error: Error }).error).toBeInstanceOf(LivercTimeoutError);
    await until(() => server.sockets.size === 0, 1000);
  });

  it('that announces itself for ever ends with the deadline', async () => {
    const result = await askRaw((socket) => {
      const timer = setInterval(() => socket.write('HTTP/1.1 102 Processing\r\n\r\n'), 10);
      socket.on('close', () => clearInterval(timer));
    }, 200);
    expect(result.outcome).toBe('timeout');
  });

  it('to an error is cut short: the status is known', async () => {
    const result = await askOf((response) => {
      response.writeHead(503).write('x'.repeat(10));
    });
    expect(result).toMatchObject({ outcome: 'overloaded', status: 503 });
    await until(() => server.sockets.size === 0);
  });
});

describe('no answer', () => {
  it('because nobody listens is trouble with the network', async () => {
    server = await serve(() => undefined);
    await server.close();
    expect(await ask()).toMatchObject({ outcome: 'network', retryable: true, status: null });
  });

  it('because the connection is cut is trouble with the network', async () => {
    expect(await askRaw((socket) => socket.destroy())).toMatchObject({ outcome: 'network' });
  });

  it('because the body is cut is trouble with the network', async () => {
    const result = await askRaw((socket) => {
      socket.end(
        'HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 500\r\n\r\n<title>',
      );
    });
    expect(result).toMatchObject({ outcome: 'network', retryable: true });
  });

  it('because a chunked body is cut is trouble with the network', async () => {
    const result = await askRaw((socket) => {
      const head =
        'HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nTransfer-Encoding: chunked\r\n\r\n';
      socket.end(`${head}7\r\n<title>\r\n`);
    });
    expect(result).toMatchObject({ outcome: 'network', retryable: true });
  });
});

describe('redirects', () => {
  it.each([301, 302, 303, 307, 308])('by %s on the same host are followed', async (status) => {
    const result = await askOf((response, path) => {
      if (path === '/abc/') response.writeHead(status, { location: '../other/?a=b#c' }).end();
      else sendPage(response, path);
    });
    expect(result).toMatchObject({ outcome: 'ok', html: '/other/?a=b' });
    expect(sent).toBe(2);
  });

  it('are followed three times, not four', async () => {
    server = await serve((request, response) => {
      const left = Number(request.url!.slice(1));
      if (left === 0) sendPage(response);
      else response.writeHead(302, { location: `/${left - 1}` }).end();
    });
    expect(await ask('/3')).toMatchObject({ outcome: 'ok' });
    expectChanged(await ask('/4'), /too many redirects/);
    expect(server.paths).toEqual(['/3', '/2', '/1', '/0', '/4', '/3', '/2', '/1']);
  });

  it('in a loop end', async () => {
    const result = await askOf((response) => response.writeHead(302, { location: '/abc/' }).end());
    expectChanged(result, /too many redirects/);
    expect(sent).toBe(4);
  });

  it.each([
    ['http://127.0.0.1:1/', /another port 1/],
    ['//evil', /another host evil/],
    ['//evil.example/abc/', /another host evil.example/],
    ['http://169.254.169.254/latest', /another host 169.254.169.254/],
    ['http://[::1]/', /another host \[::1\]/],
    ['https://127.0.0.1/', /another scheme https:/],
    ['javascript:alert(1)', /another scheme javascript:/],
    ['data:text/html,<title>x</title>', /another scheme data:/],
    ['file:///etc/passwd', /another scheme file:/],
    ['http://user@127.0.0.1/', /another user info/],
    ['http://%00/', /another nowhere/],
    ['http://', /another nowhere/],
  ])('to %s are refused without a request', async (location, why) => {
    const result = await askOf((response) => response.writeHead(302, { location }).end());
    expectChanged(result, why);
    expect(sent).toBe(1);
  });

  it('to nowhere are refused', async () => {
    expectChanged(await askOf((response) => response.writeHead(302).end()), /another nowhere/);
  });

  it('share one deadline', async () => {
    const startedAt = Date.now();
    const result = await askOf((response) => {
      setTimeout(() => response.writeHead(302, { location: '/abc/' }).end(), 120);
    }, 300);
    expect(result.outcome).toBe('timeout');
    expect(Date.now() - startedAt).toBeLessThan(1000);
  });
});

describe('private addresses', () => {
  it('are refused where a name leads to one', async () => {
    server = await serve((_, response) => sendPage(response));
    transport.close();
    transport = new HttpTransport(
      'Trackside/test',
      guardedLookup((_, done) => done(null, [{ address: '127.0.0.1', family: 4 }])),
    );
    const result = await ask('/', { origin: { hostname: 'abc.example', privateAllowed: false } });
    expect(result).toMatchObject({ outcome: 'network', retryable: false });
    expect(server.connections()).toBe(0);
  });

  it('are refused as literals, which no name server is asked for', async () => {
    server = await serve((_, response) => sendPage(response));
    const result = await ask('/', { origin: { privateAllowed: false } });
    expect(result).toMatchObject({ outcome: 'network', retryable: false });
    expect(server.connections()).toBe(0);
  });

  it('are served where configuration names one, below localhost too', async () => {
    server = await serve((request, response) => sendPage(response, request.headers.host));
    expect(await ask('/', { origin: { hostname: 'abc.localhost' } })).toMatchObject({
      outcome: 'ok',
      html: `abc.localhost:${server.port}`,
    });
  });

  it('can not be reached by an address that differs from what was meant', async () => {
    server = await serve((_, response) => sendPage(response));
    const meant = { protocol: 'http:', hostname: 'a.example', port: '', privateAllowed: true };
    const { signal } = new AbortController();
    await expect(transport.send(new URL(server.url), meant, signal)).rejects.toThrow(
      /another host 127.0.0.1/,
    );
    expect(server.connections()).toBe(0);
  });
});

describe('an abort', () => {
  const reason = new Error('left');

  it('before sending sends nothing', async () => {
    server = await serve((_, response) => sendPage(response));
    await expect(ask('/', { signal: AbortSignal.abort(reason) })).rejects.toBe(reason);
    expect(server.connections()).toBe(0);
  });

  it.each<[string, (response: ServerResponse) => void]>([
    ['before the answer', () => undefined],
    ['after the headers', (response) => response.flushHeaders()],
    ['in the middle of the body', (response) => response.write(PAGE)],
    [
      'in the middle of an error page',
      (response) => (response.statusCode = 500) && response.write(PAGE),
    ],
    [
      'in the middle of a redirect',
      (response) => response.writeHead(302, { location: '/' }).write(PAGE),
    ],
  ])('%s rejects with its reason and closes the connection', async (_, misbehave) => {
    server = await serve((_request, response) => misbehave(response));
    const controller = new AbortController();
    const asked = ask('/', { signal: controller.signal });
    const rejected = expect(asked).rejects.toBe(reason);
    await until(() => server.paths.length === 1);
    await new Promise((resolve) => setTimeout(resolve, 30));
    const abortedAt = Date.now();
    controller.abort(reason);
    await rejected;
    await until(() => server.sockets.size === 0, 1000);
    expect(Date.now() - abortedAt).toBeLessThan(1000);
  });

  it('leaves no listener on the signal behind', async () => {
    server = await serve((_, response) => sendPage(response));
    const { signal } = new AbortController();
    const { getEventListeners } = await import('node:events');
    for (let i = 0; i < 20; i++) await ask('/', { signal });
    expect(getEventListeners(signal, 'abort')).toHaveLength(0);
  });
});
