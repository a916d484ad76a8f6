import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { BUILT_PAGE } from './chromium.js';

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
  it('needs at most 200 kB of JavaScript, gzipped, to start', async () => {
    const index = await readFile(join(BUILT_PAGE, 'index.html'), 'utf8');
    const scripts = [...index.matchAll(/(?:src|href)="([^"]+\.js)"/g)].map(([, name = '']) => name);
    expect(scripts.length).toBeGreaterThan(1);
    const files = new Set<string>();
    await Promise.all(scripts.map((name) => withImports(name, files)));
    const sizes = await Promise.all(
      [...files].map(async (name) => gzipSync(await readFile(join(BUILT_PAGE, name))).length),
    );
    const total = sizes.reduce((sum, size) => sum + size, 0);
    expect(total).toBeLessThanOrEqual(LIMIT_BYTES);
  });

  it('names no host but its own', async () => {
    const index = await readFile(join(BUILT_PAGE, 'index.html'), 'utf8');
    expect(index).not.toMatch(/https?:\/\//);
    expect(index).not.toMatch(/<script(?![^>]*src=)/);
    expect(index).not.toMatch(/ on\w+=/);
  });
});
