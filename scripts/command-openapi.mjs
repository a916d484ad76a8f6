import { startNode } from './children.mjs';
import { makeReady } from './ready.mjs';

/**
 * Writes docs/openapi.json anew. With `--released` also docs/openapi.released.json, which is what
 * programs outside rely on from then on.
 */
export async function openapi(args) {
  const runtime = await makeReady({ build: { parts: ['server'] } });
  return startNode(runtime, ['scripts/openapi/write.mjs', ...args]).exited;
}
