// Programs that are not ours and that the machine has to have: nginx and Redis.
import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';
import { UserError } from '../say.mjs';
import { DEBIAN_PACKAGES } from './topology.mjs';

/** Debian keeps servers where only root's PATH leads. */
const FOR_SERVERS = ['/usr/local/sbin', '/usr/sbin'];

/**
 * The path of each program of DEBIAN_PACKAGES, by its name.
 *
 * @throws UserError that says how to get those that are missing
 */
export function findPrograms(path = process.env['PATH'] ?? '', others = FOR_SERVERS) {
  const folders = [...path.split(delimiter).filter(Boolean), ...others];
  const names = Object.keys(DEBIAN_PACKAGES);
  const found = new Map(names.map((name) => [name, findIn(folders, name)]));
  const missing = names.filter((name) => !found.get(name));
  if (missing.length === 0) return Object.fromEntries(found);
  const packages = Object.values(DEBIAN_PACKAGES).join(' ');
  throw new UserError(
    `npm run replicas needs ${missing.join(' and ')}, which this machine does not have. ` +
      `On Debian and Ubuntu: apt-get install ${packages}`,
  );
}

function findIn(folders, name) {
  return folders.map((folder) => join(folder, name)).find(isProgram);
}

function isProgram(path) {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
