import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CORE_SCHEMA, load, mergeTag } from 'js-yaml';
import { findPrograms } from '../../scripts/replicas/programs.mjs';
import {
  HANDED_ON,
  proxyVariables,
  REPLICAS,
  replicaVariables,
  SERVICES,
} from '../../scripts/replicas/topology.mjs';

const DOCKER = join(import.meta.dirname, '../../docker');

interface Service {
  image?: string;
  environment?: Record<string, string>;
  depends_on?: Record<string, unknown>;
  ports?: string[];
  volumes?: string[];
}

async function readCompose(): Promise<Record<string, Service>> {
  const text = await readFile(join(DOCKER, 'compose.replicas.yml'), 'utf8');
  const file = load(text, { schema: CORE_SCHEMA.withTags(mergeTag) });
  return (file as { services: Record<string, Service> }).services;
}

describe('docker/compose.replicas.yml', () => {
  it('runs what npm run replicas runs', async () => {
    expect(Object.keys(await readCompose())).toEqual(SERVICES);
  });

  it.each(Object.entries(REPLICAS))('gives %s the same variables', async (name, role) => {
    const { environment = {} } = (await readCompose())[name]!;
    const databaseUrl =
      'postgresql://trackside:${POSTGRES_PASSWORD:-trackside}@database:5432/trackside';
    const where = { databaseUrl, redisUrl: 'redis://cache:6379', host: '0.0.0.0', port: 3000 };

    expect(environment).toEqual({
      ...replicaVariables(role, where),
      AUTH_MODE: 'open',
      AUTH_TRUSTED_BIND: 'true',
      ...Object.fromEntries(HANDED_ON.map((variable) => [variable, `\${${variable}:-}`])),
    });
  });

  it('fills in the one template of nginx, and publishes it to this machine alone', async () => {
    const { proxy } = await readCompose();
    const template = await readFile(join(DOCKER, 'nginx.conf.template'), 'utf8');
    const named = [...template.matchAll(/\$\{(\w+)\}/g)].map(([, name]) => name);

    expect(proxy!.environment).toEqual(proxyVariables(80, ['api-1:3000', 'api-2:3000']));
    expect(new Set(named)).toEqual(new Set(Object.keys(proxy!.environment!)));
    expect(Object.keys(proxy!.depends_on!)).toEqual(['api-1', 'api-2']);
    expect(proxy!.volumes).toEqual([
      './nginx.conf.template:/etc/nginx/templates/default.conf.template:ro',
    ]);
    expect(proxy!.ports).toEqual(['127.0.0.1:3000:80']);
    const published = Object.entries(await readCompose()).filter(([, { ports }]) => ports);
    expect(published.map(([name]) => name)).toEqual(['proxy']);
  });
});

describe('programs that npm run replicas needs', () => {
  let folder: string;

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'trackside-programs-'));
  });

  afterEach(() => rm(folder, { recursive: true, force: true }));

  const make = (name: string, mode: number) => writeFile(join(folder, name), '', { mode });

  it('are found in the folders of PATH and those of servers', async () => {
    await make('nginx', 0o755);
    await make('redis-server', 0o755);
    const found = {
      nginx: join(folder, 'nginx'),
      'redis-server': join(folder, 'redis-server'),
    };

    expect(findPrograms(`/nowhere:${folder}`, [])).toEqual(found);
    expect(findPrograms('/nowhere', [folder])).toEqual(found);
  });

  it('are named when they are missing, with what to do', async () => {
    await make('redis-server', 0o755);
    await make('nginx', 0o644);

    expect(() => findPrograms(folder, [])).toThrow(
      'npm run replicas needs nginx, which this machine does not have. On Debian and Ubuntu: ' +
        'apt-get install nginx-light redis-server',
    );
    expect(() => findPrograms('', [])).toThrow('needs nginx and redis-server, which');
  });
});
