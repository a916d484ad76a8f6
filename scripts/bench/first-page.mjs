// What a phone with a bad signal waits for before the first page answers: the scripts that it needs, as
// the API sends them.
import { get } from 'node:http';
import { firstScripts, scriptsOfPages } from '../page-scripts.mjs';
import { inRoot } from '../project.mjs';
import { goal } from './table.mjs';

const PAGE = inRoot('dist', 'web', 'browser');
const MOST_BYTES = 200_000;
/** What browsers accept elsewhere than over TLS and on their own machine. */
const GZIP = 'gzip, deflate';
const BROTLI = 'gzip, deflate, br, zstd';

export async function measureFirstPage({ api }) {
  const origin = new URL(api.base).origin;
  const home = (await scriptsOfPages(PAGE)).find(({ path }) => path === '');
  const names = [...(await firstScripts(PAGE)), ...(home?.later ?? [])];
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
