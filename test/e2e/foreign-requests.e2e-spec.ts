import { connect } from 'node:net';
import { Simulator } from '@trackside/simulator';
import { get } from './support/requests.js';
import { trackside } from './support/trackside-fixture.js';
import { createDatabase, pagesAsked, startTrackside, trackId } from './support/trackside.js';

const SLUG = 'tallowick';
const track_id = trackId(SLUG);

describe('odd and foreign requests', () => {
  const stage = trackside({ keepsData: true });
  const { simulator } = stage;

  beforeAll(async () => {
    simulator.requests.clear();
  });

  afterEach(async () => {
    expect(simulator.requests.counts().total).toBe(0);
    expect(await stage.query('SELECT * FROM practice_months')).toEqual([]);
  });

  it('tells a wrong method from a wrong address', async () => {
    const wrongMethods = [
      ['get', '/api/v1/practice-days/discover'],
      ['delete', '/api/v1/tracks'],
      ['patch', `/api/v1/tracks/${track_id}`],
      ['post', '/api/v1/events/search'],
    ] as const;
    for (const [method, path] of wrongMethods) {
      const response = await stage.agent[method](path);
      expect([path, response.status]).toEqual([path, 405]);
      expect(response.headers['allow']).toBeTruthy();
      expect(response.body).toMatchObject({ error: { code: 'METHOD_NOT_ALLOWED' } });
    }
    for (const path of ['/api/v1/nothing', '/api/v2/tracks', '/api/v1/tracks/a/b/c', '/.env']) {
      const response = await stage.agent.get(path);
      expect([path, response.status]).toEqual([path, 404]);
      expect(response.body).toMatchObject({ error: { code: 'NOT_FOUND' } });
    }
  });

  it('answers a failure as RFC 9457 when asked to', async () => {
    const response = await stage.agent
      .get('/api/v1/tracks/x')
      .set('accept', 'application/problem+json');

    expect(response.status).toBe(400);
    expect(response.headers['content-type']).toContain('application/problem+json');
    expect(response.body).toMatchObject({
      type: 'about:blank',
      status: 400,
      code: 'VALIDATION_ERROR',
      request_id: expect.any(String),
    });
  });

  it('echoes a printable request id of at most 128 characters, and makes one otherwise', async () => {
    const idFor = async (id: string): Promise<string | undefined> =>
      (await stage.agent.get('/healthz').set('x-request-id', id)).headers['x-request-id'];

    expect(await idFor('run-7 of Sunday')).toBe('run-7 of Sunday');
    expect(await idFor('x'.repeat(128))).toBe('x'.repeat(128));
    expect(await idFor('x'.repeat(129))).toMatch(/^[0-9a-f-]{36}$/);
    expect(await idFor('caf\u00e9')).toMatch(/^[0-9a-f-]{36}$/);
  });

  it('puts no line of its caller into the head of an answer, by a CR LF in a request id', async () => {
    const port = Number(new URL(stage.url).port);
    const answers = await Promise.all(
      ['a\rSet-Cookie: evil=1', 'a\r\n Set-Cookie: evil=1', 'a%0d%0aSet-Cookie: evil=1'].map((id) =>
        exchange(
          port,
          `GET /healthz HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\nConnection: close\r\nX-Request-Id: ${id}\r\n\r\n`,
        ),
      ),
    );

    for (const answer of answers) {
      const [head = ''] = answer.split('\r\n\r\n');
      expect(head).toMatch(/^HTTP\/1\.1 (?:200|400) /);
      expect(head).toMatch(/\r\nx-request-id: /i);
      expect(head.split(/[\r\n]+/).filter((line) => /^\s*set-cookie/i.test(line))).toEqual([]);
    }
  });

  it('answers a request with a 64 kB header and a huge traceparent as any other', async () => {
    const response = await stage.agent
      .get('/api/v1/tracks?limit=1')
      .set({ 'x-long': 'a'.repeat(64 * 1024), traceparent: '0'.repeat(10_000) });

    expect(response.status).toBe(200);
  });

  it('goes on after a request that is not HTTP', async () => {
    await new Promise<void>((resolve) => {
      const socket = connect(Number(new URL(stage.url).port), '127.0.0.1');
      socket.on('error', () => undefined);
      socket.on('close', () => resolve());
      socket.on('data', () => socket.destroy());
      socket.end('\x16\x03\x01 this is no HTTP\r\n\r\n');
    });

    expect((await get(stage, '/tracks?limit=1')).status).toBe(200);
    expect(pagesAsked(simulator)).toBe(0);
  });

  it('answers what is no readable request in the envelope, too', async () => {
    const { port } = new URL(stage.url);
    const host = `Host: 127.0.0.1:${port}\r\nConnection: close`;
    const answers = await Promise.all(
      [
        `GET /api/v1/tracks/%E0%A4%A HTTP/1.1\r\n${host}\r\n\r\n`,
        `GET /api/v1/tracks/${'a'.repeat(3000)} HTTP/1.1\r\n${host}\r\n\r\n`,
        `GET / HTTP/1.1\r\n${host}\r\nX: ${'a'.repeat(200_000)}\r\n\r\n`,
        `GET / HTTP/1.1\r\n${host}\r\nX-Request-Id: a\x01b\r\n\r\n`,
      ].map((text) => exchange(Number(port), text)),
    );

    for (const answer of answers) {
      expect(answer).toMatch(/^HTTP\/1\.1 400 /);
      expect(answer.toLowerCase()).toContain('x-request-id: ');
      expect(answer).toContain('"code":"VALIDATION_ERROR"');
    }
  });

  it.each(['/api/docs', '/api/openapi.json', '/', '/api/v1/tracks/%E0%A4%A', '/metrics'])(
    'refuses %s to a foreign Host, and a preflight of a foreign page',
    async (path) => {
      const { port } = new URL(stage.url);
      const close = 'Connection: close\r\n\r\n';
      const own = `Host: 127.0.0.1:${port}\r\nOrigin: https://evil.example\r\n`;
      const preflight = 'Access-Control-Request-Method: PUT\r\n';

      const foreign = await exchange(
        Number(port),
        `GET ${path} HTTP/1.1\r\nHost: evil.example\r\n${close}`,
      );
      const asked = await exchange(
        Number(port),
        `OPTIONS ${path} HTTP/1.1\r\n${own}${preflight}${close}`,
      );

      for (const answer of [foreign, asked]) {
        expect(answer).toMatch(/^HTTP\/1\.1 403 /);
        expect(answer).toContain('"code":"FORBIDDEN"');
        expect(answer.toLowerCase()).not.toContain('access-control-allow-origin');
      }
    },
  );

  const foreign: [string, Record<string, string>][] = [
    ['a foreign Host', { host: 'evil.example' }],
    ['a Host that begins like ours', { host: '127.0.0.1.evil.example' }],
    ['a foreign Origin', { origin: 'https://evil.example' }],
    ['a null Origin', { origin: 'null' }],
    ['an Origin on another port', { origin: 'http://127.0.0.1:1' }],
    ['an image of another site', { 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'no-cors' }],
    ['a link from another site', { 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'navigate' }],
  ];

  it.each(foreign)('refuses a stream for %s', async (_, headers) => {
    const { port } = new URL(stage.url);
    const path = `/api/v1/practice-days/discover-range/stream?track_id=${track_id}`;
    const lines = Object.entries({ host: `127.0.0.1:${port}`, connection: 'close', ...headers });

    const head = lines.map(([name, value]) => `${name}: ${value}`).join('\r\n');
    const answer = await exchange(Number(port), `GET ${path} HTTP/1.1\r\n${head}\r\n\r\n`);

    expect(answer).toMatch(/^HTTP\/1\.1 403 /);
    expect(answer).toContain('"code":"FORBIDDEN"');
  });
});

describe('where sign-in is required', () => {
  it('answers 401 to everything but the probes, before anything else', async () => {
    const simulator = new Simulator({ tracks: 30 });
    const trackside = await startTrackside(await createDatabase(), await simulator.start(), {
      AUTH_MODE: 'required',
    });
    const statusOf = async (path: string, method: 'get' | 'options' = 'get') =>
      (await trackside.agent[method](path)).status;

    expect(await statusOf('/healthz')).toBe(200);
    expect(await statusOf('/readyz')).toBe(200);
    for (const path of ['/api/v1/tracks', '/api/docs', '/metrics', '/', '/api/v1/%E0%A4%A']) {
      expect([path, await statusOf(path)]).toEqual([path, 401]);
      expect([path, await statusOf(path, 'options')]).toEqual([path, 401]);
    }
    await trackside.close();
    await simulator.stop();
  });
});

/** Sends bytes as they are; gives all that comes back. */
function exchange(port: number, text: string): Promise<string> {
  return new Promise((resolve) => {
    let answer = '';
    const socket = connect(port, '127.0.0.1', () => socket.write(text));
    socket.on('data', (chunk) => (answer += chunk.toString()));
    socket.on('error', () => undefined);
    socket.on('close', () => resolve(answer));
  });
}
