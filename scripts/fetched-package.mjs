// A package of the npm registry that is no dependency, because only some machines or some commands need
// it. It is kept in .runtime/.
import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { NPM_FLAGS, findNpm } from './npm.mjs';
import { RUNTIME_FOLDER } from './project.mjs';

const run = promisify(execFile);

/**
 * Fetches it beside its place and renames it, so that a killed or a second fetch does no harm.
 *
 * @param spec name and exact version
 * @param works whether what is in a folder can be used
 * @returns whether `folder` has one that can; nothing is left of another
 * @throws the error of npm, whose words are its `stderr`
 */
export async function fetchPackage(folder, spec, works) {
  await mkdir(RUNTIME_FOLDER, { recursive: true });
  const draft = await mkdtemp(join(RUNTIME_FOLDER, 'fetching-'));
  try {
    const npm = await findNpm();
    const args = ['install', '--prefix', draft, ...NPM_FLAGS, '--no-save', '--no-package-lock'];
    await run(process.execPath, [npm, ...args, spec], { cwd: draft });
    if ((await works(draft)) && !(await works(folder))) {
      await rm(folder, { recursive: true, force: true });
      await rename(draft, folder);
    }
  } catch (error) {
    // Another copy may have put one there in the meantime.
    if (!(await works(folder))) throw error;
  } finally {
    await rm(draft, { recursive: true, force: true });
  }
  return works(folder);
}
