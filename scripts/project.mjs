// Where things are. Every command runs in the project's root, wherever it was called from.
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const ROOT = fileURLToPath(new URL('..', import.meta.url)).replace(/[\\/]$/, '');
export const RUNTIME_FOLDER = join(ROOT, '.runtime');

export function inRoot(...parts) {
  return join(ROOT, ...parts);
}
