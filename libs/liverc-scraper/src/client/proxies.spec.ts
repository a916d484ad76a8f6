import { proxyFor, proxyName } from './proxies.js';

const PROXIES = { https: 'http://secure.example:3128', http: 'http://plain.example:8080' };

function route(url: string, except: string[] = []): string | null {
  return proxyFor(new URL(url), { ...PROXIES, except });
}

describe('the proxy', () => {
  it.each([
    ['https://abc.liverc.com/', 'http://secure.example:3128'],
    ['http://abc.liverc.com/', 'http://plain.example:8080'],
    ['http://10.1.2.3/', 'http://plain.example:8080'],
    ['http://simulator:3999/', 'http://plain.example:8080'],
  ])('for %s is %s', (url, proxy) => {
    expect(route(url)).toBe(proxy);
  });

  it.each([
    'http://localhost/',
    'http://localhost./',
    'http://abc.localhost:3999/',
    'https://127.0.0.1/',
    'http://127.9.9.9:3999/',
    'http://[::1]:3999/',
  ])('is none for this machine: %s', (url) => {
    expect(route(url)).toBeNull();
  });

  it.each([
    ['https://abc.liverc.com/', '*'],
    ['https://abc.liverc.com/', 'liverc.com'],
    ['https://abc.liverc.com/', '.liverc.com'],
    ['https://abc.liverc.com/', '*.liverc.com'],
    ['https://abc.liverc.com/', 'ABC.LiveRC.com'],
    ['https://abc.liverc.com/', 'abc.liverc.com:443'],
    ['http://abc.liverc.com:81/', 'liverc.com:81'],
    ['http://10.1.2.3/', '10.1.2.3'],
    ['http://10.1.2.3/', '10.0.0.0/8'],
    ['http://[fd00::7]/', 'fd00::7'],
    ['http://[fd00::7]/', '[fd00::7]:80'],
    ['http://[fd00::7]/', 'fd00::/8'],
  ])('is none for %s where %s is left out', (url, entry) => {
    expect(route(url, ['other.example', entry])).toBeNull();
  });

  it.each([
    ['https://abc.liverc.com/', 'verc.com'],
    ['https://abc.liverc.com/', 'abc.liverc.com:80'],
    ['https://abc.liverc.com/', '.'],
    ['https://abc.liverc.com/', 'x.abc.liverc.com'],
    ['https://abc.liverc.com/', '10.0.0.0/8'],
    ['https://11.0.0.1/', '10.0.0.0/8'],
    ['https://11.0.0.1/', '0.0.0.0/99'],
    ['https://11.0.0.1/', '10.0.0.0/'],
    ['https://11.0.0.1/', '11.0.0.0/8/8'],
    ['https://[fd00::7]/', 'fe80::/'],
  ])('stays for %s where %s is left out', (url, entry) => {
    expect(route(url, [entry])).toBe('http://secure.example:3128');
  });

  it('is named without its password', () => {
    expect(proxyName('http://me:s3cret@proxy.example:3128/')).toBe('proxy.example:3128');
  });
});
