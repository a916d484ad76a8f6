// Which packages of package-lock.json this machine needs, and which of them node_modules lacks.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * Every package that is reached from the project's own, by its folder ("node_modules/pg"): an
 * optional one only where it is made for `machine`, and with it what it needs itself.
 */
export function neededPackages({ packages }, machine = thisMachine()) {
  const needed = new Map();
  const waiting = [''];
  while (waiting.length > 0) {
    const path = waiting.pop();
    for (const [name, isOptional] of wishesOf(packages[path])) {
      const found = locate(packages, path, name);
      if (found === undefined || needed.has(found)) continue;
      if (isOptional && !isMadeFor(packages[found], machine)) continue;
      needed.set(found, packages[found]);
      waiting.push(found);
    }
  }
  return needed;
}

/** The folders of needed packages that are not there as the lock wants them. */
export function missingPackages(root, needed) {
  return [...needed]
    .filter(([path, { version }]) => !isThere(join(root, path), version))
    .map(([path]) => path);
}

/** What npm goes by when it chooses packages; `libc` only tells on Linux. */
export function thisMachine() {
  const machine = { os: process.platform, cpu: process.arch };
  if (process.platform !== 'linux') return machine;
  // Without this the report asks the name servers about every open connection.
  process.report.excludeNetwork = true;
  const { glibcVersionRuntime } = process.report.getReport().header;
  return { ...machine, libc: glibcVersionRuntime ? 'glibc' : 'musl' };
}

/** What a package asks for: names, each with whether it may be left out. */
function wishesOf(package_) {
  const { dependencies, devDependencies, peerDependencies, peerDependenciesMeta } = package_;
  const { optionalDependencies } = package_;
  const firm = { ...dependencies, ...devDependencies, ...peerDependencies };
  const all = Object.keys({ ...firm, ...optionalDependencies });
  const isOptional = (name) =>
    name in { ...optionalDependencies } || Boolean(peerDependenciesMeta?.[name]?.optional);
  return all.map((name) => [name, isOptional(name)]);
}

/** Where Node would find it: in the package's own folder, or in one above it; else undefined. */
export function locate(packages, path, name) {
  for (let base = path; base !== ''; base = parentOf(base)) {
    if (`${base}/node_modules/${name}` in packages) return `${base}/node_modules/${name}`;
  }
  return `node_modules/${name}` in packages ? `node_modules/${name}` : undefined;
}

function parentOf(path) {
  return path.slice(0, Math.max(0, path.lastIndexOf('node_modules/') - 1));
}

function isMadeFor(package_, machine) {
  return ['os', 'cpu', 'libc'].every((trait) => allows(package_[trait], machine[trait]));
}

/** As npm reads these lists: names, or names that are ruled out ("!win32"). */
function allows(list, value) {
  if (!list || value === undefined) return true;
  const names = [list].flat();
  if (names.includes(`!${value}`)) return false;
  return names.every((name) => name.startsWith('!')) || names.includes(value);
}

function isThere(folder, version) {
  try {
    return JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')).version === version;
  } catch {
    return false;
  }
}
