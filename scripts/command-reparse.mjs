// `npm run reparse`: stored pages of LiveRC, read again by the Trackside that runs.
import { startNode } from './children.mjs';
import { loadEnvironmentFile } from './environment.mjs';
import { makeReady } from './ready.mjs';

export async function reparse() {
  loadEnvironmentFile();
  const runtime = await makeReady({ build: false });
  return startNode(runtime, ['scripts/reparse-pages.mjs']).exited;
}
