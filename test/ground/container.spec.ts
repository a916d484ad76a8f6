import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { CORE_SCHEMA, load, mergeTag } from 'js-yaml';
import { locate } from '../../scripts/needed-packages.mjs';

const ROOT = join(import.meta.dirname, '../..');
/** Made in the image and by hand. */
const SBOM = 'npm run --silent sbom > sbom.json';

interface Service {
  build?: unknown;
  read_only?: boolean;
  tmpfs?: string[];
  cap_drop?: string[];
  security_opt?: string[];
  privileged?: boolean;
  user?: string;
  volumes?: string[];
  ports?: string[];
}

interface Lock {
  packages: Record<
    string,
    { name?: string; version?: string; dependencies?: Record<string, string> }
  >;
}

interface Bom {
  components: { name: string; version: string; hashes?: { alg: string }[] }[];
}

const read = (name: string): Promise<string> => readFile(join(ROOT, name), 'utf8');

/** The instructions of the image that runs, each on one line. */
async function lastStage(): Promise<string[]> {
  const joined = (await read('docker/Dockerfile')).replaceAll('\\\n', ' ');
  const stages = joined.split(/^(?=FROM )/m);
  return stages
    .at(-1)!
    .split('\n')
    .map((line) => line.replace(/ +/g, ' ').trim());
}

async function servicesOf(name: string): Promise<[string, Service][]> {
  const file = load(await read(`docker/${name}`), { schema: CORE_SCHEMA.withTags(mergeTag) });
  return Object.entries((file as { services: Record<string, Service> }).services);
}

/** Each package that the server's own lead to: by the lock's edges, not by its flags. */
async function reachedByServer(): Promise<Set<string>> {
  const { packages } = JSON.parse(await read('package-lock.json')) as Lock;
  const reached = new Set<string>();
  const waiting = [''];
  for (let folder = waiting.pop(); folder !== undefined; folder = waiting.pop()) {
    for (const name of Object.keys(packages[folder]!.dependencies ?? {})) {
      const found = locate(packages, folder, name);
      if (!found || reached.has(found)) continue;
      reached.add(found);
      waiting.push(found);
    }
  }
  const nameOf = (folder: string) =>
    packages[folder]!.name ?? folder.split('node_modules/').at(-1)!;
  return new Set([...reached].map((folder) => `${nameOf(folder)}@${packages[folder]!.version}`));
}

describe('the image', () => {
  it('runs as a user without rights, who owns nothing of the program', async () => {
    const stage = await lastStage();
    const user = stage.indexOf('USER node');

    expect(stage.filter((line) => line.startsWith('USER '))).toEqual(['USER node']);
    expect(user).toBeLessThan(stage.findIndex((line) => line.startsWith('CMD ')));
    expect(stage.filter((line) => /^(COPY|ADD) .*--chown/.test(line))).toEqual([]);
  });

  it('says whether it is well', async () => {
    const [check] = (await lastStage()).filter((line) => line.startsWith('HEALTHCHECK '));

    expect(check).toMatch(/--timeout=\d+s/);
    expect(check).toContain('/healthz');
  });

  it('holds what the server needs at run time, and neither its sources nor secrets', async () => {
    const copied = (await lastStage()).filter((line) => /^(COPY|ADD) /.test(line));
    const left = (await read('.dockerignore')).split('\n');

    expect(copied).toEqual([
      'COPY package.json ./',
      'COPY --from=dependencies /app/node_modules ./node_modules',
      'COPY --from=build /app/dist ./dist',
      'COPY --from=build /app/sbom.json ./sbom.json',
    ]);
    expect(left).toEqual(expect.arrayContaining(['.env', '.git', '.data', 'node_modules']));
  });

  it('bears a list of its packages, made by the command that SECURITY.md names', async () => {
    expect(await read('docker/Dockerfile')).toContain(`RUN ${SBOM}\n`);
    expect(await read('SECURITY.md')).toContain(`\`${SBOM}\``);
  });
});

describe('that list', () => {
  let bom: Bom;

  beforeAll(async () => {
    const options = { maxBuffer: 64 * 1024 * 1024 };
    const command = [join(ROOT, 'scripts/sbom.mjs')];
    const { stdout } = await promisify(execFile)(process.execPath, command, options);
    bom = JSON.parse(stdout) as Bom;
  }, 60_000);

  it('has every package that the server reaches, in its version, with its sum', async () => {
    const listed = bom.components.map(({ name, version }) => `${name}@${version}`);

    expect([...(await reachedByServer())].filter((one) => !listed.includes(one))).toEqual([]);
    expect(listed.length).toBeGreaterThan(200);
    expect(bom.components.filter(({ hashes }) => !hashes?.length)).toEqual([]);
  });

  it('has no package of the tests or of the build', () => {
    const names = bom.components.map(({ name }) => name);

    expect(names.filter((name) => /^(jest|eslint|@angular\/cli|playwright)/.test(name))).toEqual(
      [],
    );
  });
});

describe.each(['compose.yml', 'compose.replicas.yml'])('docker/%s', (name) => {
  it('lets Trackside write nowhere but in its folders, without any right of the machine', async () => {
    const ours = (await servicesOf(name)).filter(([, { build }]) => build !== undefined);

    expect(ours.length).toBeGreaterThan(0);
    for (const [service, { read_only, tmpfs, cap_drop, security_opt }] of ours) {
      expect([service, read_only, cap_drop, security_opt]).toEqual([
        service,
        true,
        ['ALL'],
        ['no-new-privileges:true'],
      ]);
      expect(tmpfs).toContain('/tmp');
    }
  });

  it('lets no service gain rights, see the machine’s own files, or be reached from outside', async () => {
    for (const [service, { privileged, user, security_opt, ports, volumes }] of await servicesOf(
      name,
    )) {
      expect([service, privileged, user]).toEqual([service, undefined, undefined]);
      expect([service, security_opt]).toEqual([service, ['no-new-privileges:true']]);
      for (const port of ports ?? []) expect(port).toMatch(/^127\.0\.0\.1:/);
      for (const volume of volumes ?? []) expect(volume).toMatch(/^(files|database):|:ro$/);
    }
  });
});
