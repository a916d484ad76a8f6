// What a phone with a bad signal waits for before the page answers: the scripts that it needs to
// start, as the API sends them.
import { readFile } from 'node:fs/promises';
import { get } from 'node:http';
import { inRoot } from '../project.mjs';
import { goal } from './table.mjs';

const PAGE = ['dist', 'web', 'browser'];
const MOST_BYTES = 200_000;
/** What browsers accept elsewhere than over TLS and on their own machine. */
const GZIP = 'gzip, deflate';
const BROTLI = 'gzip, deflate, br, zstd';

export async function measureFirstPage({ api }) {
  const origin = new URL(api.base).origin;
  const names = await startingScripts();
  const bytes = (encodings) => sumOf(names.map((name) => bytesOf(`${origin}/${name}`, encodings)));
  const [gzip, brotli] = [await bytes(GZIP), await bytes(BROTLI)];
  const most = Math.max(gzip, brotli);
  return [
    goal(
      'First page: scripts on the wire, gzip (Brotli)',
      `${kB(gzip)} (${kB(brotli)})`,
      `≤ ${MOST_BYTES / 1000} kB`,
      most <= MOST_BYTES,
    ),
  ];
}

/** Scripts that the page names, and what each of them imports without being asked. */
async function startingScripts() {
  const index = await readFile(inRoot(...PAGE, 'index.html'), 'utf8');
  const named = Array.from(index.matchAll(/(?:src|href)="([^"]+\.js)"/g), ([, name]) => name);
  if (named.length === 0) throw new Error('the built page names no script');
  const found = new Set();
  for (const name of named) await addWithImports(name, found);
  return [...found];
}

async function addWithImports(name, found) {
  if (found.has(name)) return;
  found.add(name);
  const text = await readFile(inRoot(...PAGE, name), 'utf8');
  for (const [, file] of text.matchAll(/\b(?:from|import)\s*"\.\/([^"]+\.js)"/g)) {
    await addWithImports(file, found);
  }
}

/** Of a file's body, as it comes from the server. */
function bytesOf(url, encodings) {
  return new Promise((resolve, reject) => {
    get(url, { headers: { 'accept-encoding': encodings } }, (response) => {
      if (response.statusCode !== 200) reject(new Error(`${response.statusCode} from ${url}`));
      let bytes = 0;
      response.on('data', (chunk) => (bytes += chunk.length));
      response.on('end', () => resolve(bytes));
    }).on('error', reject);
  });
}

async function sumOf(promises) {
  return (await Promise.all(promises)).reduce((sum, each) => sum + each, 0);
}

function kB(bytes) {
  return `${(bytes / 1000).toFixed(1)} kB`;
}
