import { once } from 'node:events';
import type { Server } from 'node:http';
import { connect, type Socket } from 'node:net';
import { get, post } from './support/requests.js';
import { trackside } from './support/trackside-fixture.js';
import { trackId } from './support/trackside.js';

const track_id = trackId('tallowick');
const STREAM = `/practice-days/discover-range/stream?track_id=${track_id}`;

describe('an odd request', () => {
  const stage = trackside({ keepsData: true });
  const { simulator } = stage;
  let port: number;

  beforeAll(async () => {
    port = Number(new URL(stage.url).port);
  });

  afterAll(async () => {
    expect(simulator.requests.counts().total).toBe(0);
  });

  const host = (): string => `Host: 127.0.0.1:${port}\r\nConnection: close\r\n`;
  const LINK = 'Sec-Fetch-Site: cross-site\r\nSec-Fetch-Mode: navigate\r\n';

  it.each([
    `/api/v1${STREAM}`,
    `/%61pi/v1${STREAM}`,
    `/api/%761${STREAM}`,
    `/%61%70%69/v1/practice-days/discover-range/%73tream?track_id=${track_id}`,
    `/api/v1${STREAM.replace('/stream', '/stream/')}`,
    '/api/docs',
    '/%61pi/docs',
    '/api/openapi.json',
    '/metrics',
    '/%6detrics',
    '/metrics/',
  ])('is refused from a link or a frame on another site: %s', async (path) => {
    for (const into of ['document', 'iframe']) {
      const answer = await exchange(
        port,
        `GET ${path} HTTP/1.1\r\n${host()}${LINK}Sec-Fetch-Dest: ${into}\r\n\r\n`,
      );

      expect(answer).toMatch(/^HTTP\/1\.1 403 /);
      expect(answer).toContain('"code":"FORBIDDEN"');
    }
  });

  it('is answered where it follows a link to a page, but not into a frame', async () => {
    const from = (into: string): Promise<string> =>
      exchange(port, `GET /tracks HTTP/1.1\r\n${host()}${LINK}Sec-Fetch-Dest: ${into}\r\n\r\n`);

    // There is no web page in this test: nothing is there, and that may be told.
    expect(await from('document')).toMatch(/^HTTP\/1\.1 404 /);
    expect(await from('iframe')).toMatch(/^HTTP\/1\.1 403 /);
    expect(await from('object')).toMatch(/^HTTP\/1\.1 403 /);
  });

  it.each(['/healthz', '/%68ealthz', '/readyz'])(
    'is a probe wherever it comes from: %s',
    async (path) => {
      const answer = await exchange(port, `GET ${path} HTTP/1.1\r\n${host()}${LINK}\r\n`);

      expect(answer).toMatch(/^HTTP\/1\.1 200 /);
    },
  );

  it('is told its wrong method however its address is written', async () => {
    const answer = await exchange(port, `DELETE /%61pi/v1/%74racks HTTP/1.1\r\n${host()}\r\n`);

    expect(answer).toMatch(/^HTTP\/1\.1 405 /);
    expect(answer.toLowerCase()).toContain('\r\nallow: get');
  });

  it.each([
    '/api/docs/../../../package.json',
    '/api/docs/..%2f..%2fpackage.json',
    '/api/docs/%2e%2e/%2e%2e/package.json',
    '/api/docs/.git/config',
    '/api/docs/nothing.js',
    '/../package.json',
  ])('finds nothing outside the folders that are served: %s', async (path) => {
    const answer = await exchange(port, `GET ${path} HTTP/1.1\r\n${host()}\r\n`);

    expect(answer).toMatch(/^HTTP\/1\.1 404 /);
    expect(answer).toContain('"code":"NOT_FOUND"');
  });

  const refused: [what: string, head: string, status: number, code: string][] = [
    ['HTTP/1.1 without Host', 'GET /api/v1/tracks HTTP/1.1\r\n', 400, 'VALIDATION_ERROR'],
    ['a probe without Host', 'GET /healthz HTTP/1.1\r\n', 400, 'VALIDATION_ERROR'],
    [
      'two Hosts',
      'GET /healthz HTTP/1.1\r\nHost: 127.0.0.1\r\nHost: evil.example\r\n',
      400,
      'VALIDATION_ERROR',
    ],
    [
      'an Expect that nobody can meet',
      'POST /api/v1/tracks/sync HTTP/1.1\r\nHost: 127.0.0.1\r\nExpect: a-miracle\r\n',
      400,
      'VALIDATION_ERROR',
    ],
    [
      'CONNECT',
      'CONNECT evil.example:443 HTTP/1.1\r\nHost: evil.example:443\r\n',
      405,
      'METHOD_NOT_ALLOWED',
    ],
    ['no HTTP', 'EHLO mail.example\r\n', 400, 'VALIDATION_ERROR'],
  ];

  it.each(refused)('is answered in the envelope: %s', async (_, head, status, code) => {
    const answer = await exchange(port, `${head}Connection: close\r\n\r\n`);

    expect(answer).toMatch(new RegExp(`^HTTP/1\\.1 ${status} `));
    expect(answer.toLowerCase()).toContain('\r\nx-request-id: ');
    expect(answer.toLowerCase()).toContain('\r\ncontent-type: application/json');
    expect(answer).toContain(`"code":"${code}"`);
    expect(answer).toContain('"success":false');
  });

  it('is told what a browser may do with the answer, also where no route was reached', async () => {
    for (const head of ['EHLO mail.example\r\n', 'GET /%E0%A4%A HTTP/1.1\r\nHost: 127.0.0.1\r\n']) {
      const answer = (await exchange(port, `${head}Connection: close\r\n\r\n`)).toLowerCase();

      expect(answer).toMatch(/^http\/1\.1 400 /);
      expect(answer).toContain(
        "\r\ncontent-security-policy: default-src 'none'; frame-ancestors 'none'\r\n",
      );
      expect(answer).toContain('\r\nx-content-type-options: nosniff\r\n');
      expect(answer).toContain('\r\nreferrer-policy: same-origin\r\n');
    }
  });

  it.each([
    ['CONNECT', 'CONNECT evil.example:443 HTTP/1.1\r\nHost: evil.example:443\r\n\r\n'],
    ['a bad Expect', 'GET /healthz HTTP/1.1\r\nHost: 127.0.0.1\r\nExpect: a-miracle\r\n\r\n'],
  ])('holds no connection when its sender never hangs up: %s', async (_, text) => {
    const server = stage.app.getHttpServer() as Server;
    const accepted = once(server, 'connection') as Promise<[Socket]>;
    const sender = connect({ port, host: '127.0.0.1', allowHalfOpen: true });
    sender.resume().write(text);
    const [connection] = await accepted;

    await once(connection, 'close');
    expect(connection.destroyed).toBe(true);
    sender.destroy();
  });

  const methods = ['constructor', 'toString', 'valueOf', 'hasOwnProperty', 'isPrototypeOf'];

  it.each([...methods, 'crossCheck', '__defineGetter__', 'toLocaleString'])(
    'is refused with a field named like the method %s, also inside of others',
    async (field) => {
      const month = { year: 2025, month: 1 };
      const bodies: [string, object][] = [
        [field, { track_id, [field]: 1 }],
        [`months.0.${field}`, { track_id, months: [{ ...month, [field]: 'x' }] }],
      ];
      for (const [name, body] of bodies) {
        const answer = await post(stage, '/practice-days/discover-range', body);
        expect(answer.body).toMatchObject({
          error: {
            code: 'VALIDATION_ERROR',
            details: [{ field: name, message: 'is not a field of this request' }],
          },
        });
      }
    },
  );

  it.each([...methods, '__proto__', 'crossCheck'])(
    'is refused with a query named like the method %s',
    async (field) => {
      for (const path of [
        '/tracks?',
        `/events/search?track_id=${track_id}&`,
        `/tracks/${track_id}?`,
      ]) {
        const answer = await get(stage, `${path}${field}=1`);
        expect(answer.body).toMatchObject({
          error: {
            code: 'VALIDATION_ERROR',
            details: [{ field, message: 'is not a field of this request' }],
          },
        });
      }
    },
  );

  it('waits half a minute for a body, no longer', () => {
    const server = stage.app.getHttpServer() as Server;

    expect(server.requestTimeout).toBe(30_000);
  });

  it('is answered in the envelope, and hung up on, when its body does not come', async () => {
    const server = stage.app.getHttpServer() as Server;
    const patience = server.requestTimeout;
    server.requestTimeout = 500;
    const head = `POST /api/v1/tracks/sync HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\n`;
    const json = 'Content-Type: application/json\r\nContent-Length: 1000000\r\n\r\n{';

    const answer = await exchange(port, head + json, (socket) => {
      const drip = setInterval(() => socket.write(' '), 100);
      socket.on('close', () => clearInterval(drip));
    });
    server.requestTimeout = patience;

    expect(answer).toMatch(/^HTTP\/1\.1 400 /);
    expect(answer).toContain('"code":"VALIDATION_ERROR"');
    expect(answer.toLowerCase()).toContain('\r\nconnection: close');
    expect((await get(stage, '/tracks?limit=1')).status).toBe(200);
  });
});

/** Sends bytes as they are; gives all that comes back until the connection is closed. */
function exchange(port: number, text: string, onSent?: (socket: Socket) => void): Promise<string> {
  return new Promise((resolve) => {
    let answer = '';
    const socket = connect(port, '127.0.0.1', () => {
      socket.write(text);
      onSent?.(socket);
    });
    socket.on('data', (chunk) => (answer += chunk.toString()));
    socket.on('error', () => undefined);
    socket.on('close', () => resolve(answer));
  });
}
