// node_modules as package-lock.json wants it.
import { createHash } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { captureNode } from './children.mjs';
import { findNpm } from './runtime.mjs';
import { inRoot } from './project.mjs';
import { UserError, say, sayWhile } from './say.mjs';
import { withWorkLock } from './work-lock.mjs';

const STAMP = inRoot('node_modules', '.trackside-install');
/** What npm writes when its work is done: the state of node_modules. */
const INSTALLED = inRoot('node_modules', '.package-lock.json');
const FLAGS = ['--include=dev', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'];

/** Installs when node_modules is missing, stale, or of another platform. */
export async function ensureInstalled(runtime) {
  if (await isInstalled()) return;
  await withWorkLock(async () => {
    if (await isInstalled()) return;
    await sayWhile('Installing packages from the npm registry', () => install(runtime));
    await writeFile(STAMP, await describeWanted());
  });
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

async function isInstalled() {
  const [stamp, wanted] = await Promise.all([
    readFile(STAMP, 'utf8').catch(() => undefined),
    describeWanted(),
  ]);
  if (stamp === wanted) return true;
  const otherPlatform = stamp !== undefined && !stamp.startsWith(platform());
  if (otherPlatform || !(await matchesLock())) return false;
  // Somebody ran npm by hand; that is as good.
  await writeFile(STAMP, wanted);
  return true;
}

async function describeWanted() {
  const lock = await readFile(inRoot('package-lock.json'));
  return `${platform()} ${createHash('sha256').update(lock).digest('hex')}\n`;
}

function platform() {
  return `${process.platform}-${process.arch}`;
}

async function matchesLock() {
  try {
    const [lock, installed] = await Promise.all(
      [inRoot('package-lock.json'), INSTALLED].map(async (path) =>
        JSON.parse(await readFile(path, 'utf8')),
      ),
    );
    return Object.entries(lock.packages).every(([path, { version, optional }]) => {
      const found = installed.packages[path];
      return path === '' || (found ? found.version === version : optional === true);
    });
  } catch {
    return false;
  }
}
