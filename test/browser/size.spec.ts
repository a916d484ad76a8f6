import { readFile } from 'node:fs/promises';
import { get } from 'node:http';
import { join } from 'node:path';
import { BUILT_PAGE } from './chromium.js';
import { type Product, startProduct } from './product.js';

const LIMIT_BYTES = 200_000;

/** Everything a script needs before it runs: what it imports without being asked. */
async function withImports(name: string, seen = new Set<string>()): Promise<Set<string>> {
  if (!seen.has(name)) {
    seen.add(name);
    const text = await readFile(join(BUILT_PAGE, name), 'utf8');
    const imports = [...text.matchAll(/\b(?:from|import)\s*"\.\/([^"]+\.js)"/g)];
    await Promise.all(imports.map(([, file = '']) => withImports(file, seen)));
  }
  return seen;
}

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
      const index = await readFile(join(BUILT_PAGE, 'index.html'), 'utf8');
      const scripts = [...index.matchAll(/(?:src|href)="([^"]+\.js)"/g)].map(
        ([, name = '']) => name,
      );
      expect(scripts.length).toBeGreaterThan(1);
      const files = new Set<string>();
      await Promise.all(scripts.map((name) => withImports(name, files)));
      const sizes = await Promise.all([...files].map((name) => bytesOnTheWire(name, encodings)));
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
