// What a build made, so that a file which was lost or cut since is noticed.
import { createHash } from 'node:crypto';
import { readFileSync, readdirSync } from 'node:fs';
import { join, relative } from 'node:path';

/** The digest of each file at or below a folder, by its path in it. */
export function describeFiles(folder) {
  const files = readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)));
  return Object.fromEntries(files.sort().map((path) => [path, digestOf(join(folder, path))]));
}

/** The files that are no longer as they were described. */
export function damagedFiles(folder, files) {
  return Object.keys(files).filter((path) => digestOf(join(folder, path)) !== files[path]);
}

function digestOf(path) {
  try {
    return createHash('sha256').update(readFileSync(path)).digest('base64');
  } catch {
    return undefined;
  }
}
