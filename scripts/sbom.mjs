// What the server needs at run time, as CycloneDX: `npm run --silent sbom > sbom.json`.
//
// `npm sbom --omit=dev` leaves out what the tests need as well as the server, @nestjs/common among
// it (npm 11). So npm lists everything, and package-lock.json tells what is only for tests, the
// build or another machine.
import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { promisify } from 'node:util';
import { findNpm } from './npm.mjs';
import { inRoot } from './project.mjs';

const MOST_BYTES = 64 * 1024 * 1024;

/** @returns {Promise<Set<string>>} each package of the server, as `name@version` */
async function packagesOfServer() {
  const { packages } = JSON.parse(await readFile(inRoot('package-lock.json'), 'utf8'));
  const needed = Object.entries(packages).filter(
    ([folder, { dev, optional, devOptional }]) => folder && !dev && !optional && !devOptional,
  );
  const nameOf = (folder) => folder.split('node_modules/').at(-1);
  return new Set(
    needed.map(([folder, { name, version }]) => `${name ?? nameOf(folder)}@${version}`),
  );
}

async function listEverything() {
  const command = [await findNpm(), 'sbom', '--sbom-format=cyclonedx', '--package-lock-only'];
  const options = { cwd: inRoot(), maxBuffer: MOST_BYTES };
  const { stdout } = await promisify(execFile)(process.execPath, command, options);
  return JSON.parse(stdout);
}

const [bom, kept] = await Promise.all([listEverything(), packagesOfServer()]);
const root = bom.metadata.component['bom-ref'];
const isKept = (reference) => kept.has(reference) || reference === root;
bom.components = bom.components.filter(({ name, version }) => kept.has(`${name}@${version}`));
bom.dependencies = bom.dependencies
  .filter(({ ref }) => isKept(ref))
  .map(({ ref, dependsOn }) => ({ ref, dependsOn: dependsOn.filter(isKept) }));
process.stdout.write(`${JSON.stringify(bom, null, 2)}\n`);
