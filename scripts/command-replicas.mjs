// `npm run replicas`: what docker/compose.replicas.yml runs, as processes of this machine.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startDemoSimulator } from './demo-data.mjs';
import { isProduction, listenAddress, loadEnvironmentFile, setting } from './environment.mjs';
import { requireFreePort } from './ports.mjs';
import { makeReady } from './ready.mjs';
import { findPrograms } from './replicas/programs.mjs';
import { accessVariables } from './replicas/access.mjs';
import { Replicas } from './replicas/replicas.mjs';
import { say, UserError } from './say.mjs';

export async function replicas() {
  loadEnvironmentFile();
  const programs = findPrograms();
  const address = listenAddress();
  if (address.port === undefined) throw new UserError('PORT must be the number of a port.');
  const access = accessVariables(address);
  const runtime = await makeReady();
  await requireFreePort();
  const source = await findSource(runtime);
  const all = new Replicas({ runtime, programs, folder: makeFolder(), address });
  if (!(await all.start({ ...source, ...access }))) return 1;
  process.stdout.write(`${all.describe(source)}\n`);
  say(await all.lost);
  return 1;
}

/** What leads to LiveRC: the simulator, unless the user says where LiveRC is. */
async function findSource(runtime) {
  if (setting('LIVERC_BASE_URL')) return {};
  if (isProduction()) {
    throw new UserError(
      'NODE_ENV is production: demo data is never shown there. Set LIVERC_BASE_URL.',
    );
  }
  return startDemoSimulator(runtime);
}

/** Goes with this process. */
function makeFolder() {
  const folder = mkdtempSync(join(tmpdir(), 'trackside-replicas-'));
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
  return folder;
}
