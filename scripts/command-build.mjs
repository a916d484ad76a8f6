import { makeReady } from './ready.mjs';
import { say } from './say.mjs';

export async function build() {
  await makeReady({ build: { always: true } });
  say('Built: dist/server and dist/web');
  return 0;
}
