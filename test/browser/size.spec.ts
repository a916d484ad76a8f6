import { readFile } from 'node:fs/promises';
import { get } from 'node:http';
import { join } from 'node:path';
import { firstScripts, scriptsOfPages } from '../../scripts/page-scripts.mjs';
import { BUILT_PAGE } from './chromium.js';
import { type Product, startProduct } from './product.js';

const LIMIT_BYTES = 200_000;

describe('the built page', () => {
  let product: Product;

  beforeAll(async () => {
    product = await startProduct();
  });
  afterAll(() => product.close());

  /** Bytes of a file's body as they come from the server. */
  const bytesOnTheWire = (name: string, encodings: string): Promise<number> =>
    new Promise((resolve, reject) => {
      const headers = { 'accept-encoding': encodings };
      get(`${product.url}/${name}`, { headers }, (response) => {
        let bytes = 0;
        response.on('data', (chunk: Buffer) => (bytes += chunk.length));
        response.on('end', () => resolve(bytes));
      }).on('error', reject);
    });

  // Browsers ask for the former over TLS and on this machine, elsewhere for the latter.
  it.each(['gzip, deflate, br, zstd', 'gzip, deflate'])(
    'needs at most 200 kB of JavaScript to start, as sent to "%s"',
    async (encodings) => {
      const pages = await scriptsOfPages(BUILT_PAGE);
      const home = pages.find(({ path }) => path === '');
      const files = [...(await firstScripts(BUILT_PAGE)), ...(home?.later ?? [])];
      expect(files.length).toBeGreaterThan(2);
      const sizes = await Promise.all(files.map((name) => bytesOnTheWire(name, encodings)));
      const total = sizes.reduce((sum, size) => sum + size, 0);
      expect(total).toBeLessThanOrEqual(LIMIT_BYTES);
      expect(Math.min(...sizes)).toBeGreaterThan(0);
    },
  );

  it('names no host but its own', async () => {
    const index = await readFile(join(BUILT_PAGE, 'index.html'), 'utf8');
    expect(index).not.toMatch(/https?:\/\//);
    expect(index).not.toMatch(/<script(?![^>]*src=)/);
    expect(index).not.toMatch(/ on\w+=/);
  });
});
