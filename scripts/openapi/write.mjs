// The API's description as the built server gives it, into docs; with `--print` to whoever asks.
import { copyFile, writeFile } from 'node:fs/promises';
import { format } from 'prettier';
import { inRoot } from '../project.mjs';

const { readApiDescription } = await import('../../dist/server/apps/api/src/api-description.js');

const CURRENT = inRoot('docs/openapi.json');
const text = JSON.stringify(await readApiDescription(), null, 2);
if (process.argv.includes('--print')) await print(text);
else await write(text);
process.exit(0);

function print(text) {
  return new Promise((resolve) => process.stdout.write(text, resolve));
}

async function write(text) {
  await writeFile(CURRENT, await format(text, { parser: 'json', printWidth: 100 }));
  console.log('Written: docs/openapi.json');
  if (!process.argv.includes('--released')) return;
  await copyFile(CURRENT, inRoot('docs/openapi.released.json'));
  console.log('Written: docs/openapi.released.json');
}
