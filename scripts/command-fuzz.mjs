// `npm run fuzz`: damaged pages through every parser. Status 1 when one does what it never may.
import { startNode } from './children.mjs';
import { makeReady } from './ready.mjs';

/** `args`: how many pages, and the seed that makes them. */
export async function fuzz(args) {
  const runtime = await makeReady({ build: { parts: ['server'] } });
  return startNode(runtime, ['scripts/fuzz/main.mjs', ...args]).exited;
}
