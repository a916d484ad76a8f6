// The service worker of the built page: one file that knows every file of its build.
import { createHash } from 'node:crypto';
import { readFile, readdir } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';

/** Writes `sw.js` into the folder of the built page. */
export async function buildWorker(source, folder) {
  // Of a development package, and only where something is built.
  const { build } = await import('esbuild');
  const files = await shellFiles(folder);
  const digest = createHash('sha256').update(JSON.stringify(files)).digest('hex');
  await build({
    entryPoints: [source],
    outfile: join(folder, 'sw.js'),
    bundle: true,
    minify: true,
    format: 'iife',
    target: 'es2022',
    logLevel: 'warning',
    define: {
      SHELL_FILES: JSON.stringify(files),
      SHELL_BUILD: JSON.stringify(digest.slice(0, 16)),
    },
  });
}

/** By address, in the order in which they are needed; each with the digest that `fetch` checks. */
async function shellFiles(folder) {
  const entries = await readdir(folder, { withFileTypes: true, recursive: true });
  const paths = entries
    .filter((entry) => entry.isFile())
    .map((entry) => `/${relative(folder, join(entry.parentPath, entry.name)).split(sep).join('/')}`)
    .filter(isOfTheShell)
    .sort();
  return Object.fromEntries(
    await Promise.all(paths.map(async (path) => [path, await digestOf(join(folder, path))])),
  );
}

/** Letters that few names have fall back to the system's font; icons are the system's affair. */
function isOfTheShell(path) {
  if (path.startsWith('/media/')) return path.includes('-latin-wght-');
  return /\.(?:js|css|html|svg)$/.test(path) && path !== '/sw.js';
}

async function digestOf(path) {
  return `sha256-${createHash('sha256')
    .update(await readFile(path))
    .digest('base64')}`;
}
