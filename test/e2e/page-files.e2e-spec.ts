import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import { trackside } from './support/trackside-fixture.js';
import { overTheWire, textOf, type WireAnswer } from './support/wire.js';

const SCRIPT = 'export const laps = [34.746, 35.281];\n'.repeat(60);
const PAGE = '<!doctype html><title>Trackside</title>';
const HASHED = [
  'chunk-BCYMiOw8.js',
  'chunk-B_okyzN8.js',
  'chunk-tsRM6yqc.js',
  'chunk-a-b_c-d9.js',
  'main-MN2TCEZM.js',
  'styles-ILJLS2SD.css',
  'media/inter-latin-wght-normal-NRMW37G5.woff2',
];
const UNHASHED = [
  'index.html',
  'theme.js',
  'favicon.svg',
  'apple-touchpad.js',
  'media/track.woff2',
  'manifest.webmanifest',
  'icon-192.png',
  'sw.js',
];
const ONE_YEAR = 'public, max-age=31536000, immutable';

describe('a file of the page', () => {
  const webFolder = mkdtempSync(join(tmpdir(), 'trackside-page-'));
  const stage = trackside({ keepsData: true, webFolder });

  const put = (name: string, content: string | Buffer): void => {
    mkdirSync(dirname(join(webFolder, name)), { recursive: true });
    writeFileSync(join(webFolder, name), content);
  };
  for (const name of [...HASHED, ...UNHASHED]) put(name, SCRIPT);
  put('index.html', PAGE);
  put('main-MN2TCEZM.js.br', brotliCompressSync(SCRIPT));
  put('main-MN2TCEZM.js.gz', gzipSync(SCRIPT));
  put('chunk-tsRM6yqc.js.gz', gzipSync(SCRIPT));

  afterAll(() => rmSync(webFolder, { recursive: true }));

  const take = (name: string, headers: Record<string, string> = {}): Promise<WireAnswer> =>
    overTheWire(stage, `/${name}`, { headers });

  it.each(HASHED)(
    'with the hash of its content in its name is kept for a year: %s',
    async (name) => {
      for (const encoding of ['br', 'gzip', 'identity']) {
        const { status, headers } = await take(name, { 'accept-encoding': encoding });

        expect([status, headers['cache-control']]).toEqual([200, ONE_YEAR]);
      }
    },
  );

  it.each(UNHASHED)('without one is asked for again each time, and sent once: %s', async (name) => {
    const first = await take(name, { 'accept-encoding': 'br' });
    const again = await take(name, { 'if-none-match': first.headers['etag']! });

    expect(first.status).toBe(200);
    expect(first.headers['cache-control']).toBe('no-cache');
    expect([again.status, again.bytes.length]).toEqual([304, 0]);
    expect(again.headers['cache-control']).toBe('no-cache');
  });

  it.each([
    ['br, gzip', 'br'],
    ['gzip, deflate, br, zstd', 'br'],
    ['gzip, deflate', 'gzip'],
    ['br;q=0, gzip', 'gzip'],
    ['BR', 'br'],
    ['zstd', undefined],
    ['identity', undefined],
    ['*;q=0', undefined],
    ['', undefined],
  ])('is sent to "%s" as the build compressed it: %s', async (accepted, encoding) => {
    const answer = await take('main-MN2TCEZM.js', { 'accept-encoding': accepted });

    expect(answer.headers['content-encoding']).toBe(encoding);
    expect(answer.headers['content-length']).toBe(String(answer.bytes.length));
    expect(answer.headers['content-type']).toBe('application/javascript; charset=utf-8');
    expect(answer.headers['vary']).toBe('accept-encoding');
    expect(answer.headers['x-content-type-options']).toBe('nosniff');
    expect(textOf(answer)).toBe(SCRIPT);
  });

  it('is another one to a cache in each encoding', async () => {
    const tags = await Promise.all(
      ['br', 'gzip', 'identity'].map(
        async (encoding) =>
          (await take('main-MN2TCEZM.js', { 'accept-encoding': encoding })).headers['etag'],
      ),
    );

    expect(new Set(tags).size).toBe(3);
  });

  it('is sent as it is where the build left out a compressed one', async () => {
    const plain = await take('theme.js', { 'accept-encoding': 'br, gzip' });
    const other = await take('chunk-tsRM6yqc.js', { 'accept-encoding': 'br, gzip' });

    expect(plain.headers['content-encoding']).toBeUndefined();
    expect(textOf(plain)).toBe(SCRIPT);
    expect(other.headers['content-encoding']).toBe('gzip');
    expect(textOf(other)).toBe(SCRIPT);
  });

  it('has no address of its own in its compressed form', async () => {
    expect((await take('main-MN2TCEZM.js.br')).status).toBe(404);
    expect((await take('main-MN2TCEZM.js.gz')).status).toBe(404);
  });

  it('tells HEAD what it tells GET', async () => {
    const headers = { 'accept-encoding': 'br' };
    const got = await take('main-MN2TCEZM.js', headers);
    const told = await overTheWire(stage, '/main-MN2TCEZM.js', { method: 'HEAD', headers });

    expect(told.bytes).toHaveLength(0);
    for (const name of ['content-encoding', 'content-length', 'etag', 'cache-control', 'vary']) {
      expect(told.headers[name]).toBe(got.headers[name]);
    }
  });

  it('that is the page itself comes for every address that a person opens', async () => {
    const answer = await take('tracks/elsewhere', { accept: 'text/html', 'accept-encoding': 'br' });

    expect([answer.status, textOf(answer)]).toEqual([200, PAGE]);
    expect(answer.headers['cache-control']).toBe('no-cache');
  });

  it('is neither framed nor given a camera, and names no page to another site', async () => {
    for (const name of ['', 'main-MN2TCEZM.js', 'sw.js']) {
      const { headers } = await take(name, { accept: 'text/html' });

      expect(headers['content-security-policy']).toContain("frame-ancestors 'none'");
      expect(headers['content-security-policy']).toContain("script-src 'self';");
      expect(headers['permissions-policy']).toContain('camera=()');
      expect(headers['referrer-policy']).toBe('same-origin');
      expect(headers['x-content-type-options']).toBe('nosniff');
    }
  });

  it.each([
    ['manifest.webmanifest', /^application\/manifest\+json/],
    ['icon-192.png', /^image\/png$/],
    ['sw.js', /^application\/javascript/],
  ])('is of the type that an installed page needs: %s', async (name, type) => {
    expect((await take(name)).headers['content-type']).toMatch(type);
  });

  it('may name what the page is installed by if it is the page itself, and no other', async () => {
    const page = await take('', { accept: 'text/html', 'accept-encoding': 'br' });
    const other = await take('theme.js');

    expect(page.headers['content-security-policy']).toMatch(/;manifest-src 'self'$/);
    expect(page.headers['content-security-policy']).toContain("default-src 'none'");
    expect(other.headers['content-security-policy']).not.toContain('manifest-src');
  });
});
