// dist/server and dist/web, each built again only when something that goes into it has changed.
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { damagedFiles, describeFiles } from './built-files.mjs';
import { captureNode } from './children.mjs';
import { compressFiles } from './compressed-files.mjs';
import { forgetPackagesLeftOut } from './install.mjs';
import { nameScripts } from './page-scripts.mjs';
import { ROOT, inRoot } from './project.mjs';
import { UserError, listSome, say, sayWhile } from './say.mjs';
import { withWorkLock } from './work-lock.mjs';
import { buildWorker } from './worker-file.mjs';

const SERVER = {
  name: 'server',
  inputs: [
    'apps/api/src',
    'apps/liverc-simulator/src',
    'libs',
    'nest-cli.json',
    'tsconfig.json',
    'tsconfig.build.json',
    'package-lock.json',
    'scripts/swagger-plugin.mjs',
  ],
  command: ['node_modules/@nestjs/cli/bin/nest.js', 'build'],
  output: 'dist/server',
  result: 'dist/server/apps/api/src/main.js',
};

const WEB = {
  name: 'web',
  inputs: [
    'apps/web',
    'libs/contracts',
    'angular.json',
    'tsconfig.json',
    'package-lock.json',
    'scripts/compressed-files.mjs',
    'scripts/page-scripts.mjs',
    'scripts/worker-file.mjs',
  ],
  command: ['node_modules/@angular/cli/bin/ng.js', 'build', '--no-progress'],
  output: 'dist/web',
  result: 'dist/web/browser/index.html',
  finish: async () => {
    await nameScripts(inRoot('dist/web/browser'));
    await buildWorker(inRoot('apps/web/worker/sw.ts'), inRoot('dist/web/browser'));
    await compressFiles(inRoot('dist/web/browser'));
  },
};

/**
 * For Angular's programs. Its Sass is the one in plain JavaScript: the other is a program that does
 * not start in a folder with % in its name, and that not every machine has.
 */
export const ANGULAR_ENVIRONMENT = { NG_CLI_ANALYTICS: 'false', NG_BUILD_SASS_EMBEDDED: 'false' };

/** Builds what is missing or stale; with `always`, both. One after the other: each uses all cores. */
export async function ensureBuilt(runtime, { always = false, parts = ['server', 'web'] } = {}) {
  for (const part of [SERVER, WEB]) {
    if (!parts.includes(part.name) || (!always && (await isBuilt(part)))) continue;
    await withWorkLock(async () => {
      if (always || !(await isBuilt(part, say))) await build(runtime, part);
    });
  }
}

/** For whoever writes to dist/server by other means: the next `ensureBuilt` builds it again. */
export async function forgetServerBuild() {
  await rm(stampOf(SERVER), { force: true });
}

async function build(runtime, part) {
  const fingerprint = await fingerprintOf(part);
  await rm(stampOf(part), { force: true });
  await rm(inRoot(part.output), { recursive: true, force: true });
  const env = ANGULAR_ENVIRONMENT;
  const { code, output } = await sayWhile(`Building the ${part.name}`, () =>
    captureNode(runtime, part.command, { env }),
  );
  if (code !== 0 || !existsSync(inRoot(part.result))) {
    await forgetPackagesLeftOut();
    throw new UserError(`The ${part.name} could not be built:\n${output.trim()}`);
  }
  await part.finish?.();
  await mkdir(inRoot('dist'), { recursive: true });
  const files = describeFiles(inRoot(part.output));
  await writeFile(stampOf(part), JSON.stringify({ fingerprint, files }));
}

async function isBuilt(part, tell = () => undefined) {
  const stamp = await readFile(stampOf(part), 'utf8')
    .then(JSON.parse)
    .catch(() => undefined);
  if (stamp?.fingerprint !== (await fingerprintOf(part))) return false;
  const damaged = damagedFiles(inRoot(part.output), stamp.files);
  if (damaged.length === 0) return true;
  tell(`Files of ${part.output} are missing or damaged: ${listSome(damaged)}.`);
  return false;
}

function stampOf(part) {
  return inRoot('dist', `.built-${part.name}`);
}

/** Of contents, not of times: a checkout or a copy changes the times alone. */
async function fingerprintOf(part) {
  const hash = createHash('sha256');
  for (const input of part.inputs) {
    for (const path of await listFiles(input)) {
      hash
        .update(`${path}\0`)
        .update(await readFile(join(ROOT, path)))
        .update('\0');
    }
  }
  return hash.digest('hex');
}

/** Files at or below a path that matter to a build, in a stable order. */
async function listFiles(path) {
  if (!existsSync(join(ROOT, path))) return [];
  const entries = await readdir(join(ROOT, path), { withFileTypes: true }).catch((error) => {
    if (error.code === 'ENOTDIR') return undefined;
    throw error;
  });
  if (!entries) return [path];
  const found = [];
  for (const entry of entries.sort((a, b) => (a.name < b.name ? -1 : 1))) {
    const child = `${path}/${entry.name}`;
    if (entry.isDirectory() && entry.name !== 'test') found.push(...(await listFiles(child)));
    if (entry.isFile() && !entry.name.endsWith('.spec.ts')) found.push(child);
  }
  return found;
}
