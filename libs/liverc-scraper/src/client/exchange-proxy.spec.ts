import https from 'node:https';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { getCACertificates, setDefaultCACertificates } from 'node:tls';
import { errorOf, ExchangeRig, PAGE } from '../../test/exchange-rig.js';
import { startProxy, type LocalProxy } from '../../test/local-proxy.js';
import { sendPage, serve } from '../../test/local-server.js';
import { TEST_CERTIFICATE, TEST_KEY } from '../../test/test-certificate.js';
import { LivercUnavailableError } from '../errors.js';
import type { Exchange } from './exchange.js';
import { HttpTransport } from './http-transport.js';
import type { MeantOrigin } from './page-address.js';

const rig = new ExchangeRig();
/** "me" and "s3cret". */
const AUTHORIZATION = 'Basic bWU6czNjcmV0';

let proxy: LocalProxy;

beforeEach(async () => {
  rig.server = await serve((request, response) => sendPage(response, request.headers.host));
});

afterEach(() => proxy.close());

/** A proxy in front of the rig's server, and a transport that knows it. */
async function useProxy(
  answer: { status: number } | 'hang' | null = null,
  except: string[] = [],
  port = rig.server.port,
): Promise<void> {
  proxy = await startProxy(port, answer);
  rig.transport.close();
  const proxies = { https: proxy.url, http: proxy.url, except };
  rig.transport = new HttpTransport('Trackside/test', { proxies });
}

/** Asks for a page at a public name, which nobody here can resolve. */
function askPublic(protocol: 'http:' | 'https:', timeoutMs?: number): Promise<Exchange> {
  const origin = { protocol, hostname: 'abc.liverc.test', port: '', privateAllowed: false };
  return rig.ask('/abc/', { origin, timeoutMs });
}

function messageOf(result: Exchange): string {
  expect(errorOf(result)).toBeInstanceOf(LivercUnavailableError);
  return (errorOf(result) as Error).message;
}

describe('through a proxy', () => {
  it('a page over http is asked for by its whole address, over one connection', async () => {
    await useProxy();
    const results = [await askPublic('http:'), await askPublic('http:')];
    expect(results).toMatchObject([
      { outcome: 'ok', html: 'abc.liverc.test' },
      { outcome: 'ok', html: 'abc.liverc.test' },
    ]);
    const asked = { target: 'GET http://abc.liverc.test/abc/', authorization: AUTHORIZATION };
    expect(proxy.asked).toEqual([asked, asked]);
    expect(proxy.sockets.size).toBe(1);
  });

  it('a page over https is asked for in a tunnel of which the proxy sees nothing', async () => {
    const authorities = getCACertificates('default');
    setDefaultCACertificates([...authorities, TEST_CERTIFICATE]);
    const seen: unknown[] = [];
    const site = https.createServer(
      { key: TEST_KEY, cert: TEST_CERTIFICATE },
      (request, response) => {
        seen.push(request.headers['proxy-authorization'], request.url);
        sendPage(response);
      },
    );
    await once(site.listen(0, '127.0.0.1'), 'listening');
    try {
      await useProxy(null, [], (site.address() as AddressInfo).port);
      const results = [await askPublic('https:'), await askPublic('https:')];
      expect(results).toMatchObject([
        { outcome: 'ok', html: PAGE },
        { outcome: 'ok', html: PAGE },
      ]);
      expect(seen).toEqual([undefined, '/abc/', undefined, '/abc/']);
      expect(proxy.asked).toEqual([
        { target: 'CONNECT abc.liverc.test:443', authorization: AUTHORIZATION },
      ]);
    } finally {
      setDefaultCACertificates(authorities);
      site.closeAllConnections();
      site.close();
    }
  });

  it('a site that is not who it says is not read', async () => {
    const site = https.createServer({ key: TEST_KEY, cert: TEST_CERTIFICATE }, (_, response) =>
      sendPage(response),
    );
    await once(site.listen(0, '127.0.0.1'), 'listening');
    await useProxy(null, [], (site.address() as AddressInfo).port);
    expect(await askPublic('https:')).toMatchObject({ outcome: 'network', status: null });
    site.closeAllConnections();
    site.close();
  });

  it('a redirect to another host is refused as ever', async () => {
    await rig.server.close();
    rig.server = await serve((_, response) =>
      response.writeHead(302, { location: 'http://127.0.0.1/' }).end(),
    );
    await useProxy();
    expect(await askPublic('http:')).toMatchObject({ outcome: 'changed', status: 302 });
    expect(proxy.asked).toHaveLength(1);
  });

  it.each(['203.0.113.7', '8.8.8.8', '10.0.0.1', '[2606:4700::1]'])(
    'a bare address is not asked for: %s',
    async (hostname) => {
      await useProxy();
      const origin: Partial<MeantOrigin> = { hostname, port: '', privateAllowed: false };
      expect(await rig.ask('/abc/', { origin })).toMatchObject({
        outcome: 'network',
        retryable: false,
      });
      expect(proxy.asked).toEqual([]);
    },
  );
});

describe('without the proxy', () => {
  it('this machine is asked', async () => {
    await useProxy();
    expect(await rig.ask()).toMatchObject({ outcome: 'ok' });
    expect(await rig.ask('/', { origin: { hostname: 'abc.localhost' } })).toMatchObject({
      outcome: 'ok',
    });
    expect(proxy.asked).toEqual([]);
  });

  it('a host is asked that is left out of it', async () => {
    await useProxy(null, ['.liverc.test']);
    expect(await askPublic('http:')).toMatchObject({ outcome: 'network' });
    expect(proxy.asked).toEqual([]);
  });
});

describe('a proxy that', () => {
  it('is not there is named, without its password', async () => {
    await useProxy();
    const { host } = new URL(proxy.url);
    await proxy.close();
    for (const protocol of ['http:', 'https:'] as const) {
      const result = await askPublic(protocol);
      expect(result).toMatchObject({ outcome: 'network', retryable: true, status: null });
      expect(messageOf(result)).toContain(`through the proxy ${host} (ECONNREFUSED)`);
      expect(messageOf(result)).not.toContain('s3cret');
    }
    proxy = await startProxy(1);
  });

  it.each([
    [407, false],
    [403, false],
    [502, true],
    [503, true],
  ])(
    'makes no connection, with status %s, is named; worth a retry: %s',
    async (status, retryable) => {
      await useProxy({ status });
      const result = await askPublic('https:');
      expect(result).toMatchObject({ outcome: 'network', retryable });
      expect(messageOf(result)).toMatch(/through the proxy 127\.0\.0\.1:\d+ \(status \d+\)/);
    },
  );

  it('wants to know who asks has not changed a page', async () => {
    await useProxy({ status: 407 });
    const result = await askPublic('http:');
    expect(result).toMatchObject({ outcome: 'refused', retryable: false });
    expect(messageOf(result)).toContain('the proxy wants to know who asks (407)');
  });

  it('never answers ends with the deadline', async () => {
    await useProxy('hang');
    for (const protocol of ['http:', 'https:'] as const) {
      expect(await askPublic(protocol, 200)).toMatchObject({ outcome: 'timeout' });
    }
  });
});
