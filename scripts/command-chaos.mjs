// `npm run chaos`: the reliability table. Status 1 when a promise is not kept.
import { startNode } from './children.mjs';
import { makeReady } from './ready.mjs';

/** `args`: the parts to try, all of them when none is named; a seed, and for how long. */
export async function chaos(args) {
  const runtime = await makeReady({ build: { parts: ['server'] } });
  return startNode(runtime, ['scripts/chaos/main.mjs', ...args]).exited;
}
