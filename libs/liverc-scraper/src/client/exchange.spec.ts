import { randomBytes } from 'node:crypto';
import { brotliCompressSync, deflateSync, gzipSync } from 'node:zlib';
import { ExchangeRig, expectChanged, errorOf, MEGABYTE, PAGE } from '../../test/exchange-rig.js';
import { sendPage, serve } from '../../test/local-server.js';
import { LivercUnavailableError } from '../errors.js';

const rig = new ExchangeRig();

describe('a page', () => {
  it.each([
    ['identity', Buffer.from(PAGE)],
    ['gzip', gzipSync(PAGE)],
    ['deflate', deflateSync(PAGE)],
    ['br', brotliCompressSync(PAGE)],
  ])('comes in %s', async (coding, body) => {
    const result = await rig.askOf((response) => {
      response.writeHead(200, { 'content-type': 'text/html', 'content-encoding': coding });
      response.end(body);
    });
    expect(result).toEqual({ outcome: 'ok', html: PAGE, status: 200, bytes: body.length });
  });

  it('is asked for with an honest name, by GET, without cookies', async () => {
    let raw = '';
    await rig.askRaw((socket) => socket.end('HTTP/1.1 200 OK\r\nContent-Length: 1\r\n\r\nx'));
    await rig.server.close();
    rig.server = await serve((request, response) => {
      raw = JSON.stringify([request.method, request.headers]);
      sendPage(response);
    });
    await rig.ask();
    expect(JSON.parse(raw)).toEqual([
      'GET',
      {
        accept: 'text/html,application/xhtml+xml',
        'accept-encoding': 'gzip, deflate, br',
        connection: 'keep-alive',
        host: `127.0.0.1:${rig.server.port}`,
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
    const result = await rig.askOf((response) => {
      response.writeHead(200, { 'content-type': 'text/html' }).end(body);
    });
    expect(result).toMatchObject({ outcome: 'ok', html: expect.stringMatching(/Vàlida \uFFFD</) });
  });

  it('reuses the connection', async () => {
    rig.server = await serve((_, response) => sendPage(response));
    for (let i = 0; i < 5; i++) await rig.ask();
    expect(rig.server.connections()).toBe(1);
  });

  it('reuses the connection after a small error page', async () => {
    rig.server = await serve((_, response) => response.writeHead(503).end('busy'));
    for (let i = 0; i < 3; i++) await rig.ask();
    expect(rig.server.connections()).toBe(1);
  });

  it('ignores a proxy in the environment', async () => {
    const before = { ...process.env };
    Object.assign(process.env, {
      http_proxy: 'http://127.0.0.1:9',
      HTTP_PROXY: 'http://127.0.0.1:9',
    });
    try {
      expect((await rig.askOf((response) => sendPage(response))).outcome).toBe('ok');
    } finally {
      process.env = before;
    }
  });
});

describe('an answer that is no page', () => {
  it.each([201, 204, 206, 300, 304, 400, 401, 404, 410, 418, 451])(
    'with status %s is a changed page',
    async (status) => {
      const result = await rig.askOf((response) => {
        response.writeHead(status, { 'content-type': 'text/html' }).end();
      });
      expectChanged(result, new RegExp(`status ${status}`));
    },
  );

  it.each([429, 500, 502, 503, 504, 599])('with status %s is trouble', async (status) => {
    const result = await rig.askOf((response) => response.writeHead(status).end('busy'));
    expect(result).toMatchObject({ outcome: 'overloaded', status, retryable: true });
    expect(errorOf(result)).toBeInstanceOf(LivercUnavailableError);
  });

  it('with status 403 is a refusal that is not repeated', async () => {
    const result = await rig.askOf((response) => response.writeHead(403).end());
    expect(result).toMatchObject({ outcome: 'refused', status: 403, retryable: false });
    expect(errorOf(result)).toBeInstanceOf(LivercUnavailableError);
  });

  it.each([
    ['5', 5000],
    ['0', undefined],
    ['-3', undefined],
    ['soon', undefined],
  ])('says when to come back: %s', async (header, pauseMs) => {
    const result = await rig.askOf((response) => {
      response.writeHead(429, { 'retry-after': header }).end();
    });
    expect(result).toMatchObject({ outcome: 'overloaded', pauseMs });
  });

  it('is not worth a retry when LiveRC wants a long pause', async () => {
    const result = await rig.askOf((response) => {
      response.writeHead(503, { 'retry-after': '120' }).end();
    });
    expect(result).toMatchObject({ retryable: false, error: { retryAfterSeconds: 60 } });
  });

  it.each([
    'application/json',
    'text/plain',
    'image/png',
    'application/octet-stream',
    'text/htmlx',
  ])('of type %s is a changed page', async (type) => {
    const result = await rig.askOf((response) => {
      response.writeHead(200, { 'content-type': type }).end(PAGE);
    });
    expectChanged(result, /content of type/);
  });

  it.each<[string, Buffer]>([
    ['binary', randomBytes(50_000)],
    ['all zeros', Buffer.alloc(50_000)],
    ['UTF-16 with a mark', Buffer.from(`\uFEFF<html>${PAGE.repeat(50)}`, 'utf16le')],
    ['UTF-16 without', Buffer.from(PAGE.repeat(50), 'utf16le')],
  ])('with a body that is %s is a changed page', async (_, body) => {
    const result = await rig.askOf((response) => {
      response.writeHead(200, { 'content-type': 'text/html' }).end(body);
    });
    expectChanged(result, /a body that is not UTF-8 text/);
  });

  it.each([
    ['zstd', Buffer.from(PAGE)],
    ['gzip, gzip', gzipSync(gzipSync(PAGE))],
  ])('in %s, which nobody offered to read, is a changed page', async (coding, body) => {
    const result = await rig.askOf((response) => {
      response.writeHead(200, { 'content-type': 'text/html', 'content-encoding': coding });
      response.end(body);
    });
    expectChanged(result, /unknown coding/);
  });

  it('with 1 MB of headers is a changed page', async () => {
    const result = await rig.askRaw((socket) => {
      socket.end(`HTTP/1.1 200 OK\r\nX-Big: ${'x'.repeat(MEGABYTE)}\r\n\r\n${PAGE}`);
    });
    expectChanged(result, /HPE_HEADER_OVERFLOW/);
  });

  it('that is not HTTP is a changed page', async () => {
    expectChanged(await rig.askRaw((socket) => socket.end('SSH-2.0-OpenSSH\r\n')), /HPE_/);
  });
});

describe('no answer', () => {
  it('because nobody listens is trouble with the network', async () => {
    rig.server = await serve(() => undefined);
    await rig.server.close();
    expect(await rig.ask()).toMatchObject({ outcome: 'network', retryable: true, status: null });
  });

  it('because the connection is cut is trouble with the network', async () => {
    expect(await rig.askRaw((socket) => socket.destroy())).toMatchObject({ outcome: 'network' });
  });

  it('because the body is cut is trouble with the network', async () => {
    const result = await rig.askRaw((socket) => {
      socket.end(
        'HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 500\r\n\r\n<title>',
      );
    });
    expect(result).toMatchObject({ outcome: 'network', retryable: true });
  });

  it('because a chunked body is cut is trouble with the network', async () => {
    const result = await rig.askRaw((socket) => {
      const head =
        'HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nTransfer-Encoding: chunked\r\n\r\n';
      socket.end(`${head}7\r\n<title>\r\n`);
    });
    expect(result).toMatchObject({ outcome: 'network', retryable: true });
  });
});
