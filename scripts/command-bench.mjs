// `npm run bench`: the performance table. Status 1 when a goal is not met.
import { startNode } from './children.mjs';
import { makeReady } from './ready.mjs';

/** `args`: the parts to measure, all of them when none is named. */
export async function bench(args) {
  const runtime = await makeReady({ build: { parts: ['server'] } });
  return startNode(runtime, ['scripts/bench/main.mjs', ...args]).exited;
}
