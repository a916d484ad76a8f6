// Makes package-lock.json whole again after `npm install` on a registry that lacks the optional
// packages of foreign platforms: npm then leaves them out of the lock, and `npm ci` refuses it.
// Run `node scripts/complete-lock.mjs` after every change of dependencies; with `--check` it only
// tells what is missing.
import { readFile, writeFile } from 'node:fs/promises';
import { locate } from './needed-packages.mjs';

const LOCK = new URL('../package-lock.json', import.meta.url);
const SYSTEMS = /^(aix|android|darwin|freebsd|linux|netbsd|openbsd|openharmony|sunos|win32)$/;
const PROCESSORS = /^(arm|arm64|ia32|loong64|mips64el|ppc64|riscv64|s390x|wasm32|x64)$/;

const lock = JSON.parse(await readFile(LOCK, 'utf8'));
const missing = findMissing(lock.packages);
const names = Object.keys(missing);
if (process.argv.includes('--check')) {
  if (names.length > 0) {
    console.error(`package-lock.json lacks ${names.length} packages: npm ci would refuse it.`);
    console.error('Run: node scripts/complete-lock.mjs');
    process.exit(1);
  }
} else if (names.length > 0) {
  const entries = Object.entries({ ...lock.packages, ...missing });
  lock.packages = Object.fromEntries(entries.sort(([a], [b]) => compareAsNpmDoes(a, b)));
  await writeFile(LOCK, `${JSON.stringify(lock, null, 2)}\n`);
  console.log(`Added ${names.length} packages of other platforms to package-lock.json.`);
}

function findMissing(packages) {
  const found = {};
  for (const [path, { optionalDependencies = {}, dev }] of Object.entries(packages)) {
    for (const [name, range] of Object.entries(optionalDependencies)) {
      if (locate(packages, path, name)) continue;
      found[`node_modules/${name}`] = {
        version: range.replace(/^[\^~]/, ''),
        ...platformOf(name),
        ...(dev ? { dev } : {}),
        optional: true,
      };
    }
  }
  return found;
}

/** "binding-linux-arm64-musl" → Linux, arm64, musl: without these every machine would want it. */
function platformOf(name) {
  const words = name.split('/').pop().split(/[-.]/);
  const system = words.find((word) => SYSTEMS.test(word));
  const processor = words.find((word) => PROCESSORS.test(word));
  if (!processor) throw new Error(`The platform of ${name} can't be told from its name`);
  const libc = words.some((word) => /^musl/.test(word)) ? 'musl' : 'glibc';
  const hasLibc = words.some((word) => /^(musl|gnu)/.test(word));
  return {
    cpu: [processor],
    ...(hasLibc ? { libc: [libc] } : {}),
    ...(system ? { os: [system] } : {}),
  };
}

function compareAsNpmDoes(a, b) {
  return a.localeCompare(b, 'en');
}
