// `npm run bench`: the performance table. Status 1 when a goal is not met.
import { startNode } from './children.mjs';
import { makeReady } from './ready.mjs';

/** Parts that look at the built page; without any named, all are measured. */
const WITH_PAGE = ['day', 'page'];

/** `args`: the parts to measure, all of them when none is named. */
export async function bench(args) {
  const names = args.filter((arg) => !arg.startsWith('--'));
  const needsPage =
    args.includes('--quick') ||
    names.length === 0 ||
    names.some((name) => WITH_PAGE.includes(name));
  const parts = needsPage ? ['server', 'web'] : ['server'];
  const runtime = await makeReady({ build: { parts } });
  return startNode(runtime, ['scripts/bench/main.mjs', ...args]).exited;
}
