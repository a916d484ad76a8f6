import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { PrivateReach } from '../options.js';
import { post } from './post.js';

describe('a post', () => {
  let server: Server;
  const asked: string[] = [];
  const never = new AbortController().signal;

  beforeAll(async () => {
    server = createServer((request, response) => {
      asked.push(request.url ?? '');
      if (request.url === '/hangs') return;
      if (request.url === '/trickles') {
        response.writeHead(200);
        setInterval(() => response.write('x'), 20).unref();
      } else if (request.url === '/away') {
        response.writeHead(302, { location: '/elsewhere' }).end();
      } else if (request.url === '/headers') {
        response.writeHead(200, { 'x-much': 'x'.repeat(100_000) }).end();
      } else response.writeHead(Number(request.url?.slice(1) ?? 200)).end();
    });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
  });

  beforeEach(() => void asked.splice(0));

  afterAll(async () => {
    server.closeAllConnections();
    server.close();
    await once(server, 'close');
  });

  const port = () => (server.address() as AddressInfo).port;

  /** To a name that leads to these addresses. */
  const postTo = (path: string, addresses: string[], reach: PrivateReach = 'loopback') =>
    post(
      { url: `http://club.example:${port()}${path}`, body: '{}', headers: {} },
      {
        reach,
        timeoutMs: 2_000,
        resolve: (_name, done) =>
          done(
            null,
            addresses.map((address) => ({ address, family: address.includes(':') ? 6 : 4 })),
          ),
      },
      never,
    );

  it.each([200, 201, 204])('that is answered %s has arrived', async (status) => {
    expect(await postTo(`/${status}`, ['127.0.0.1'])).toEqual({
      status,
      error: null,
      isFinal: false,
    });
  });

  it.each([400, 404, 429, 500, 503])('that is answered %s has not', async (status) => {
    const error = `answered ${status}`;
    expect(await postTo(`/${status}`, ['127.0.0.1'])).toEqual({ status, error, isFinal: false });
  });

  it('that is answered 410 is the last', async () => {
    expect(await postTo('/410', ['127.0.0.1'])).toMatchObject({ status: 410, isFinal: true });
  });

  it('follows no redirect', async () => {
    expect(await postTo('/away', ['127.0.0.1'])).toMatchObject({ error: 'answered 302' });
    expect(asked).toEqual(['/away']);
  });

  it('waits for no answer that does not come, and reads no body', async () => {
    expect(await postTo('/hangs', ['127.0.0.1'])).toEqual({
      status: null,
      error: 'did not answer in time',
      isFinal: false,
    });
    expect(await postTo('/trickles', ['127.0.0.1'])).toMatchObject({ status: 200, error: null });
  });

  it('takes no answer with headers without end', async () => {
    expect(await postTo('/headers', ['127.0.0.1'])).toMatchObject({
      status: null,
      error: 'was not reached (HPE_HEADER_OVERFLOW)',
    });
  });

  it.each([
    [['127.0.0.1'], 'none'],
    [['10.0.0.1'], 'loopback'],
    [['169.254.169.254'], 'network'],
    [['::ffff:127.0.0.1'], 'loopback'],
    [['127.0.0.1', '169.254.169.254'], 'network'],
    [['127.0.0.1', '10.0.0.1'], 'loopback'],
    [['8.8.8.8'], 'loopback'],
  ] as [string[], PrivateReach][])(
    'to a name that leads to %j connects to nothing at reach %s',
    async (addresses, reach) => {
      expect(await postTo('/200', addresses, reach)).toEqual({
        status: null,
        error: 'its name leads to an address that is not public',
        isFinal: false,
      });
      expect(asked).toEqual([]);
    },
  );

  it('to a bare address is judged by the same rules', async () => {
    const letter = { url: `http://127.0.0.1:${port()}/200`, body: '{}', headers: {} };
    expect(await post(letter, { reach: 'none' }, never)).toMatchObject({
      error: 'its name leads to an address that is not public',
    });
    expect(await post(letter, { reach: 'loopback' }, never)).toMatchObject({ status: 200 });
  });

  it('ends with its process', async () => {
    const letter = { url: `http://127.0.0.1:${port()}/hangs`, body: '{}', headers: {} };
    const stopping = new AbortController();
    const posted = post(letter, { reach: 'loopback' }, stopping.signal);
    stopping.abort(new Error('the process stops'));
    await expect(posted).rejects.toThrow('the process stops');
  });
});
