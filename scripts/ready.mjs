// A runtime with everything installed and built: what each command begins with.
import { ensureBuilt } from './build.mjs';
import { ensureInstalled } from './install.mjs';
import { getRuntime } from './runtime.mjs';

/** `build`: `ensureBuilt`'s options, or false where nothing needs to be built. */
export async function makeReady({ build = {} } = {}) {
  const runtime = await getRuntime();
  await ensureInstalled(runtime);
  if (build) await ensureBuilt(runtime, build);
  return runtime;
}
