import { ExchangeRig, expectChanged } from '../../test/exchange-rig.js';
import { sendPage, serve } from '../../test/local-server.js';
import { guardedLookup } from '@trackside/addresses';
import { HttpTransport } from './http-transport.js';

const rig = new ExchangeRig();

describe('redirects', () => {
  it.each([301, 302, 303, 307, 308])('by %s on the same host are followed', async (status) => {
    const result = await rig.askOf((response, path) => {
      if (path === '/abc/') response.writeHead(status, { location: '../other/?a=b#c' }).end();
      else sendPage(response, path);
    });
    expect(result).toMatchObject({ outcome: 'ok', html: '/other/?a=b' });
    expect(rig.sent).toBe(2);
  });

  it('are followed three times, not four', async () => {
    rig.server = await serve((request, response) => {
      const left = Number(request.url!.slice(1));
      if (left === 0) sendPage(response);
      else response.writeHead(302, { location: `/${left - 1}` }).end();
    });
    expect(await rig.ask('/3')).toMatchObject({ outcome: 'ok' });
    expectChanged(await rig.ask('/4'), /too many redirects/);
    expect(rig.server.paths).toEqual(['/3', '/2', '/1', '/0', '/4', '/3', '/2', '/1']);
  });

  it.each([
    ['/abc/practice/', 'ok'],
    ['/abc', 'ok'],
    ['/xyz/practice/', 'changed'],
    ['/abcd/', 'changed'],
    ['/abc/../xyz/', 'changed'],
    ['/', 'changed'],
  ])('to %s, where the slug abc stands in the path: %s', async (location, outcome) => {
    rig.server = await serve((request, response) => {
      if (request.url === '/abc/events/') response.writeHead(302, { location }).end();
      else sendPage(response);
    });
    expect(await rig.ask('/abc/events/', { sitePath: '/abc' })).toMatchObject({ outcome });
    expect(rig.server.paths).toHaveLength(outcome === 'ok' ? 2 : 1);
  });

  it('in a loop end', async () => {
    const result = await rig.askOf((response) =>
      response.writeHead(302, { location: '/abc/' }).end(),
    );
    expectChanged(result, /too many redirects/);
    expect(rig.sent).toBe(4);
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
    const result = await rig.askOf((response) => response.writeHead(302, { location }).end());
    expectChanged(result, why);
    expect(rig.sent).toBe(1);
  });

  it('to nowhere are refused', async () => {
    expectChanged(await rig.askOf((response) => response.writeHead(302).end()), /another nowhere/);
  });

  it('share one deadline', async () => {
    const startedAt = Date.now();
    const result = await rig.askOf((response) => {
      setTimeout(() => response.writeHead(302, { location: '/abc/' }).end(), 120);
    }, 300);
    expect(result.outcome).toBe('timeout');
    expect(Date.now() - startedAt).toBeLessThan(1000);
  });
});

describe('private addresses', () => {
  it('are refused where a name leads to one', async () => {
    rig.server = await serve((_, response) => sendPage(response));
    rig.transport.close();
    const lookup = guardedLookup((_, done) => done(null, [{ address: '127.0.0.1', family: 4 }]));
    rig.transport = new HttpTransport('Trackside/test', { lookup });
    const result = await rig.ask('/', {
      origin: { hostname: 'abc.example', privateAllowed: false },
    });
    expect(result).toMatchObject({ outcome: 'network', retryable: false });
    expect(rig.server.connections()).toBe(0);
  });

  it('are refused as literals, which no name rig.server is asked for', async () => {
    rig.server = await serve((_, response) => sendPage(response));
    const result = await rig.ask('/', { origin: { privateAllowed: false } });
    expect(result).toMatchObject({ outcome: 'network', retryable: false });
    expect(rig.server.connections()).toBe(0);
  });

  it('are served where configuration names one, below localhost too', async () => {
    rig.server = await serve((request, response) => sendPage(response, request.headers.host));
    expect(await rig.ask('/', { origin: { hostname: 'abc.localhost' } })).toMatchObject({
      outcome: 'ok',
      html: `abc.localhost:${rig.server.port}`,
    });
  });

  it('can not be reached by an address that differs from what was meant', async () => {
    rig.server = await serve((_, response) => sendPage(response));
    const meant = { protocol: 'http:', hostname: 'a.example', port: '', privateAllowed: true };
    const { signal } = new AbortController();
    await expect(rig.transport.send(new URL(rig.server.url), meant, signal)).rejects.toThrow(
      /another host 127.0.0.1/,
    );
    expect(rig.server.connections()).toBe(0);
  });
});
