import { once } from 'node:events';
import https from 'node:https';
import type { AddressInfo } from 'node:net';
import { getCACertificates, setDefaultCACertificates } from 'node:tls';
import { proxyFor } from '../../libs/liverc-scraper/src/client/proxies.js';
import { type LocalProxy, startProxy } from '../../libs/liverc-scraper/test/local-proxy.js';
import { type LocalServer, sendPage, serve } from '../../libs/liverc-scraper/test/local-server.js';
import { TEST_CERTIFICATE, TEST_KEY } from '../../libs/liverc-scraper/test/test-certificate.js';
import { whyLivercIsUnreachable } from '../../scripts/liverc-reachable.mjs';
import { proxyFor as proxyOfStart } from '../../scripts/proxy.mjs';

const HTTP = 'http://live.liverc.test/';
const HTTPS = 'https://live.liverc.test/';

let site: LocalServer;
let proxy: LocalProxy | null = null;

beforeEach(async () => {
  site = await serve((_, response) => sendPage(response));
});

afterEach(async () => {
  await proxy?.close();
  proxy = null;
  await site.close();
});

/** What the start says of LiveRC behind a proxy that answers so, or passes on. */
async function askThrough(
  url: string,
  answer: { status: number } | 'hang' | null,
  port = site.port,
): Promise<string | null> {
  proxy = await startProxy(port, answer);
  return whyLivercIsUnreachable(url, { https: proxy.url, http: proxy.url, except: [] });
}

describe('the start’s look for LiveRC', () => {
  it('finds it directly, whatever it answers', async () => {
    await site.close();
    site = await serve((_, response) => void response.writeHead(503).end());
    const none = { https: null, http: null, except: [] };
    expect(await whyLivercIsUnreachable(site.url, none)).toBeNull();
  });

  it('finds it through a proxy, asked as its user', async () => {
    expect(await askThrough(HTTP, null)).toBeNull();
    expect(proxy!.asked).toEqual([{ target: `HEAD ${HTTP}`, authorization: 'Basic bWU6czNjcmV0' }]);
  });

  it('finds it through a tunnel of a proxy', async () => {
    const authorities = getCACertificates('default');
    setDefaultCACertificates([...authorities, TEST_CERTIFICATE]);
    const secure = https.createServer({ key: TEST_KEY, cert: TEST_CERTIFICATE }, (_, response) =>
      response.end(),
    );
    await once(secure.listen(0, '127.0.0.1'), 'listening');
    expect(await askThrough(HTTPS, null, (secure.address() as AddressInfo).port)).toBeNull();
    expect(proxy!.asked[0]).toEqual({
      target: 'CONNECT live.liverc.test:443',
      authorization: 'Basic bWU6czNjcmV0',
    });
    setDefaultCACertificates(authorities);
    secure.closeAllConnections();
    secure.close();
  });

  it.each([HTTP, HTTPS])('names the proxy that leads nowhere: %s', async (url) => {
    const why = await askThrough(url, { status: 502 });
    expect(why).toBe(`LiveRC could not be reached through the proxy ${new URL(proxy!.url).host}`);
  });

  it('names the proxy that is not there, without its password', async () => {
    const proxies = { https: 'http://me:s3cret@127.0.0.1:1', http: null, except: [] };
    expect(await whyLivercIsUnreachable(HTTPS, proxies)).toBe(
      'The proxy 127.0.0.1:1 did not answer, so LiveRC could not be reached',
    );
  });

  it('gives up a proxy that never answers after three seconds', async () => {
    expect(await askThrough(HTTPS, 'hang')).toMatch(/^The proxy 127\.0\.0\.1:\d+ did not answer/);
  });
});

describe('start and API', () => {
  const hosts = ['abc.liverc.com', 'abc.liverc.com:81', '10.1.2.3', '[fd00::7]', 'localhost:3999'];
  const entries = ['*', '.liverc.com', 'liverc.com', '*.liverc.com:81', 'verc.com', '10.0.0.0/8'];
  const others = [
    '10.1.2.3',
    'fd00::7',
    '[fd00::7]:80',
    'fd00::/8',
    '0.0.0.0/99',
    '10.0.0.0/',
    '',
    '.',
  ];

  it('choose the same proxy for every address', () => {
    for (const host of hosts) {
      for (const entry of [...entries, ...others]) {
        for (const scheme of ['http', 'https']) {
          const url = new URL(`${scheme}://${host}/`);
          const proxies = { https: 'http://a.example', http: 'http://b.example', except: [entry] };
          expect([url.href, entry, proxyOfStart(url, proxies)]).toEqual([
            url.href,
            entry,
            proxyFor(url, proxies),
          ]);
        }
      }
    }
  });
});
