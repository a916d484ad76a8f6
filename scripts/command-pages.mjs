// `npm run pages`: LiveRC's pages that could not be read, as they are kept. With a number, that page.
import { startNode } from './children.mjs';
import { loadEnvironmentFile } from './environment.mjs';
import { makeReady } from './ready.mjs';

export async function pages(args) {
  loadEnvironmentFile();
  const runtime = await makeReady({ build: false });
  return startNode(runtime, ['scripts/kept-pages.mjs', ...args]).exited;
}
