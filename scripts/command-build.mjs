import { makeReady } from './ready.mjs';
import { say } from './say.mjs';

/** Builds all anew; with `--if-stale` only what has changed since it was built. */
export async function build(args) {
  await makeReady({ build: { always: !args.includes('--if-stale') } });
  say('Built: dist/server and dist/web');
  return 0;
}
