// Nothing that was released goes without a word: what docs/openapi.json takes away from
// docs/openapi.released.json has to stand in CHANGELOG.md, under "### Breaking".
import { readFile } from 'node:fs/promises';
import { inRoot } from '../project.mjs';
import { breakingChanges, untoldChanges } from './breaking-changes.mjs';

const [released, current] = await Promise.all(
  ['docs/openapi.released.json', 'docs/openapi.json'].map(async (path) =>
    JSON.parse(await readFile(inRoot(path), 'utf8')),
  ),
);
const changelog = await readFile(inRoot('CHANGELOG.md'), 'utf8');
const untold = untoldChanges(breakingChanges(released, current), changelog);
if (untold.length > 0) {
  console.error('These changes of the API break programs, and CHANGELOG.md does not say so:');
  for (const change of untold) console.error(`  - ${change}`);
  console.error('Take them back, or name each, word for word, under "### Breaking".');
  process.exit(1);
}
