import { createHash } from 'node:crypto';
import { type AddressInfo, createServer, type Server } from 'node:net';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { SmallProject, pageWith } from './small-project.js';

const BUILD = ['build', '--if-stale'];
const WITHOUT = 'node_modules/.trackside-without';
const API = 'dist/server/apps/api/src/main.js';

describe('a start', () => {
  let project: SmallProject;

  beforeEach(async () => {
    project = await SmallProject.make();
  });

  afterEach(() => project.remove());

  it.each([
    ['omit=optional', { npm_config_omit: 'optional' }],
    ['omit=dev', { npm_config_omit: 'dev' }],
    ['NODE_ENV=production', { NODE_ENV: 'production' }],
  ])('installs what a build needs although npm is set to %s', async (_, env) => {
    const first = await project.run(BUILD, env);

    expect(first.output).toContain('Built: dist/server and dist/web');
    expect(await project.read(`node_modules/${project.binding}/package.json`)).toBeDefined();
    expect(first.status).toBe(0);
  });

  it('mends a folder that was installed without the optional packages', async () => {
    await project.run(BUILD);
    await project.remove(`node_modules/${project.binding}`);
    const next = await project.run(BUILD);

    expect(next.output).toContain(
      `node_modules lacks what package-lock.json wants: ${project.binding}.`,
    );
    expect(await project.read(`node_modules/${project.binding}/package.json`)).toBeDefined();
    expect(next.status).toBe(0);
  });

  it('installs again when a package is gone from node_modules, or is of another version', async () => {
    await project.run(BUILD);
    await project.remove('node_modules/lap-counter');
    const gone = await project.run(BUILD);
    await project.write('node_modules/bundler/package.json', '{"version":"0.9.0"}');
    const other = await project.run(BUILD);

    expect(gone.output).toContain('wants: lap-counter.\nInstalling packages');
    expect(other.output).toContain('wants: bundler.\nInstalling packages');
    expect(await project.countInstalls()).toBe(3);
  });

  it('installs and builds once, and misses nothing that is made for other machines', async () => {
    await project.run(BUILD);
    const next = await project.run(BUILD);

    expect(next.output).toBe('Built: dist/server and dist/web\n');
    expect(await project.countInstalls()).toBe(1);
  });

  it('names a package that npm could not get, and asks for it again after a failure', async () => {
    const failed = await project.run(BUILD, { REGISTRY_LACKS: project.binding });
    const next = await project.run(BUILD);

    expect(failed.status).toBe(1);
    expect(failed.output).toContain(
      `npm could not get these optional packages: ${project.binding}.`,
    );
    expect(failed.output).toContain('The next start asks for them again.');
    expect(next.status).toBe(0);
  });

  describe('over a package that npm could not get', () => {
    const ASKS_AGAIN = 'The next start asks for them again.';
    let server: Server;

    beforeEach(async () => {
      server = createServer().listen(0, '127.0.0.1');
      await project.run(BUILD);
      await project.remove(`node_modules/${project.binding}`);
      const lock = createHash('sha256').update((await project.read('package-lock.json'))!);
      const packages = [`node_modules/${project.binding}`];
      await project.write(WITHOUT, JSON.stringify({ lock: lock.digest('hex'), packages }));
    });

    afterEach(() => server.close());

    it.each([
      ['a taken port', ['start']],
      ['a check that fails', ['check', '--no-tests']],
      ['a command that is none', ['begin']],
    ])(
      'goes on doing without it after %s',
      async (_, command) => {
        const { port } = server.address() as AddressInfo;
        const own = { HOST: '127.0.0.1', PORT: String(port), LIVERC_ENABLED: 'false' };
        const { output, status } = await project.run(command, own);

        expect(status).toBe(1);
        expect(output).not.toContain(ASKS_AGAIN);
        expect(await project.read(WITHOUT)).toBeDefined();
        expect(await project.countInstalls()).toBe(1);
      },
      30_000,
    );

    it.each([
      ['asks for it again', 'lacks a package', "import 'left-out'", false],
      ['asks for it again', 'says that it lacks one', 'process.exit(4)', false],
      ['goes on doing without it', 'refuses a setting', 'process.exit(1)', true],
    ])('%s where the API %s', async (_, __, program, isKept) => {
      await project.remove('dist/.built-server');
      await project.write(
        'node_modules/@nestjs/cli/bin/nest.js',
        `require('node:fs').mkdirSync('dist/server/apps/api/src', { recursive: true });
         require('node:fs').writeFileSync('${API}', ${JSON.stringify(program)});`,
      );
      const { output, status } = await project.run(['start'], {
        PORT: '0',
        LIVERC_ENABLED: 'false',
      });

      expect(status).toBe(1);
      expect(output.includes(ASKS_AGAIN)).toBe(!isKept);
      expect((await project.read(WITHOUT)) !== undefined).toBe(isKept);
    });
  });

  it('says so when npm ended well without a package that is needed', async () => {
    const { status, output } = await project.run(BUILD, { REGISTRY_LACKS: 'lap-counter' });

    expect(status).toBe(1);
    expect(output).toContain('It ended well, but without lap-counter.');
    expect(output).not.toContain('    at ');
  });

  it.each([
    ['missing', () => project.remove('dist/server/apps/api/src/main.js')],
    ['empty', () => project.write('dist/server/apps/api/src/main.js', '')],
    ['of other content', () => project.write('dist/server/apps/api/src/main.js', 'bumph')],
  ])('builds again when a built file is %s', async (_, damage) => {
    await project.run(BUILD);
    await damage();
    const { output } = await project.run(BUILD);

    expect(output).toContain('Files of dist/server are missing or damaged: apps/api/src/main.js.');
    expect(output).toContain('Building the server');
    expect(output).not.toContain('Building the web');
    expect(await project.read('dist/server/apps/api/src/main.js')).toBe('built');
  });

  describe('whose page has a script of 2 kB', () => {
    const SCRIPT = 'dist/web/browser/main-MN2TCEZM.js';
    const PAGE = pageWith('main-MN2TCEZM.js', 'laps.push(34.746);\n'.repeat(110));
    const TEXT = PAGE[SCRIPT];

    beforeEach(async () => {
      await project.run(BUILD);
      await project.remove('dist/.built-web');
      await project.write(
        'node_modules/@angular/cli/bin/ng.js',
        `require('node:fs').mkdirSync('dist/web/browser', { recursive: true });
         for (const [path, text] of Object.entries(${JSON.stringify(PAGE)}))
           require('node:fs').writeFileSync(path, text);`,
      );
      await project.run(BUILD);
    });

    const contents = async (): Promise<string[]> => [
      brotliDecompressSync(await project.readBytes(`${SCRIPT}.br`)).toString(),
      gunzipSync(await project.readBytes(`${SCRIPT}.gz`)).toString(),
    ];

    it('writes it compressed beside it, and nothing beside what is smaller than 1 kB', async () => {
      expect(await contents()).toEqual([TEXT, TEXT]);
      expect(await project.read('dist/web/browser/index.html.br')).toBeUndefined();
      expect((await project.run(BUILD)).output).toBe('Built: dist/server and dist/web\n');
    });

    it.each([
      ['missing', () => project.remove(`${SCRIPT}.br`)],
      ['of another script', () => project.write(`${SCRIPT}.br`, 'an older one')],
    ])('builds again when a compressed file is %s', async (_, damage) => {
      await damage();
      const { output } = await project.run(BUILD);

      expect(output).toContain(
        'Files of dist/web are missing or damaged: browser/main-MN2TCEZM.js.br.',
      );
      expect(output).not.toContain('Building the server');
      expect(await contents()).toEqual([TEXT, TEXT]);
    });
  });

  it.each(['', 'd7ce713601', '{}', 'null'])(
    'builds again over a stamp that reads "%s"',
    async (stamp) => {
      await project.run(BUILD);
      await project.write('dist/.built-web', stamp);
      const { output, status } = await project.run(BUILD);

      expect(output).toContain('Building the web');
      expect(status).toBe(0);
    },
  );
});
