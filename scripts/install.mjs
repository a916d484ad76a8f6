// node_modules as package-lock.json wants it, whatever the user's npm is told to leave out.
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { readFile, rm, writeFile } from 'node:fs/promises';
import { captureNode } from './children.mjs';
import { missingPackages, neededPackages } from './needed-packages.mjs';
import { NPM_FLAGS, findNpm } from './npm.mjs';
import { inRoot } from './project.mjs';
import { UserError, listSome, say, sayWhile } from './say.mjs';
import { withWorkLock } from './work-lock.mjs';

/** Optional packages that npm could not get, so that they are not asked for at each start. */
const WITHOUT = inRoot('node_modules', '.trackside-without');
const FLAGS = [...NPM_FLAGS, '--include=dev', '--include=optional', '--include=peer'];

/** Installs when a package that this machine needs is missing, or is there in another version. */
export async function ensureInstalled(runtime) {
  if ((await findMissing()).length === 0) return;
  await withWorkLock(async () => {
    const missing = await findMissing();
    if (missing.length === 0) return;
    if (existsSync(inRoot('node_modules'))) {
      say(`node_modules lacks what package-lock.json wants: ${listSome(missing.map(nameOf))}.`);
    }
    await sayWhile('Installing packages from the npm registry', () => install(runtime));
    await acceptWhatNpmLeftOut();
  });
}

/** After a failure that a missing package may have brought about: the next start asks npm again for what it could not get before. */
export async function forgetPackagesLeftOut() {
  if (!existsSync(WITHOUT)) return;
  const { packages } = JSON.parse(await readFile(WITHOUT, 'utf8'));
  await rm(WITHOUT, { force: true });
  say(
    `npm could not get ${listSome(packages.map(nameOf))}, which may be why. ` +
      'The next start asks for them again.',
  );
}

async function install(runtime) {
  const npm = await findNpm();
  const strict = await captureNode(runtime, [npm, 'ci', ...FLAGS]);
  if (strict.code === 0) return;
  if (!strict.output.includes('EUSAGE')) throw failure(strict.output);
  say('package-lock.json lacks packages of other platforms; installing without npm ci.');
  const lenient = await captureNode(runtime, [npm, 'install', '--no-save', ...FLAGS]);
  if (lenient.code !== 0) throw failure(lenient.output);
}

function failure(output) {
  return new UserError(
    `npm could not install the packages:\n${output.trim()}\n` +
      'Is the npm registry within reach? After that, run the command again.',
  );
}

/** npm passes over an optional package that it can't get; any other must be there now. */
async function acceptWhatNpmLeftOut() {
  const { digest, needed } = await readLock();
  const missing = missingPackages(inRoot(), needed);
  const firm = missing.filter((path) => !isOptional(needed.get(path)));
  if (firm.length > 0) throw failure(`It ended well, but without ${listSome(firm.map(nameOf))}.`);
  if (missing.length === 0) return rm(WITHOUT, { force: true });
  say(`npm could not get these optional packages: ${listSome(missing.map(nameOf))}.`);
  await writeFile(WITHOUT, JSON.stringify({ lock: digest, packages: missing }));
}

async function findMissing() {
  const { digest, needed } = await readLock();
  const missing = missingPackages(inRoot(), needed);
  if (missing.length === 0) return missing;
  const left = await readFile(WITHOUT, 'utf8')
    .then(JSON.parse)
    .catch(() => undefined);
  return missing.filter((path) => left?.lock !== digest || !left.packages.includes(path));
}

async function readLock() {
  const content = await readFile(inRoot('package-lock.json'));
  const digest = createHash('sha256').update(content).digest('hex');
  return { digest, needed: neededPackages(JSON.parse(content)) };
}

function isOptional({ optional, devOptional }) {
  return Boolean(optional || devOptional);
}

function nameOf(path) {
  return path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length);
}
