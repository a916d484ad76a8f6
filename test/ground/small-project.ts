import { spawn } from 'node:child_process';
import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const BINDING = `binding-${process.platform}-${process.arch}`;

/** What stands in for npm: installs what it is asked for, and leaves out what npm would. */
const NPM = `
import { mkdirSync, readFileSync, rmSync, writeFileSync, appendFileSync } from 'node:fs';
import { dirname } from 'node:path';
const args = process.argv.slice(2);
appendFileSync('npm.log', args.join(' ') + '\\n');
const omitted = (process.env.npm_config_omit ?? '').split(',')
  .filter((kind) => !args.includes('--include=' + kind));
const withheld = (process.env.REGISTRY_LACKS ?? '').split(',');
const { packages } = JSON.parse(readFileSync('package-lock.json', 'utf8'));
rmSync('node_modules', { recursive: true, force: true });
const installed = Object.entries(packages).filter(([path, { optional, os }]) =>
  path !== '' && !withheld.includes(path.slice(13)) &&
  !(optional && (omitted.includes('optional') || !os.includes(process.platform))));
const write = (path, text) => {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
};
for (const [path, { version }] of installed)
  write(path + '/package.json', JSON.stringify({ version }));
write('node_modules/.package-lock.json', JSON.stringify({ packages: Object.fromEntries(installed) }));
for (const [program, files] of [
  ['@nestjs/cli/bin/nest.js', { 'dist/server/apps/api/src/main.js': 'built' }],
  ['@angular/cli/bin/ng.js', ${JSON.stringify(pageWith('main-A.js', 'built'))}],
]) write('node_modules/' + program, \`
  const { accessSync, mkdirSync, writeFileSync } = require('node:fs');
  const { dirname } = require('node:path');
  accessSync('node_modules/${BINDING}/package.json');
  for (const [path, text] of Object.entries(\${JSON.stringify(files)})) {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, text);
  }\`);
write('node_modules/esbuild/index.js',
  "exports.build = async ({ outfile }) => require('node:fs').writeFileSync(outfile, 'worker');");
`;

/** The files of the smallest page that a build can finish: a script with one route, and its page. */
export function pageWith(script: string, text: string): Record<string, string> {
  const route = '{path:"help",loadComponent:()=>import("./help-B.js")}';
  const files = {
    'index.html': `<script src="start.js"></script><script src="${script}"></script>`,
    'start.js': 'const PAGES = [];',
    [script]: `${text}${route}`,
    'help-B.js': 'help',
  };
  return Object.fromEntries(
    Object.entries(files).map(([name, content]) => [`dist/web/browser/${name}`, content]),
  );
}

/** A project with the real start scripts, two packages, and compilers that make a file each. */
export class SmallProject {
  private constructor(readonly root: string) {}

  static async make(): Promise<SmallProject> {
    const project = new SmallProject(await mkdtemp(join(tmpdir(), 'trackside-small-')));
    for (const path of ['scripts', 'libs/parent-watch/src', 'package.json']) {
      await cp(join(ROOT, path), join(project.root, path), { recursive: true });
    }
    const version = '1.0.0';
    await project.write(
      'package-lock.json',
      JSON.stringify({
        packages: {
          '': { dependencies: { 'lap-counter': version }, devDependencies: { bundler: version } },
          'node_modules/lap-counter': { version },
          'node_modules/bundler': {
            version,
            dev: true,
            optionalDependencies: { [BINDING]: version, 'binding-amiga-m68k': version },
          },
          [`node_modules/${BINDING}`]: { version, optional: true, os: [process.platform] },
          'node_modules/binding-amiga-m68k': { version, optional: true, os: ['amiga'] },
        },
      }),
    );
    await project.write('tools/npm-cli.js', NPM);
    return project;
  }

  /** The name of the package that is made for this machine. */
  readonly binding = BINDING;

  /** Runs a command of scripts/start.mjs; gives its status and all that it printed. */
  async run(
    args: string[],
    env: Record<string, string> = {},
  ): Promise<{ status: number | null; output: string }> {
    const { NODE_OPTIONS: _jest, npm_config_omit: _omit, ...own } = process.env;
    const child = spawn(process.execPath, [join(this.root, 'scripts/start.mjs'), ...args], {
      cwd: this.root,
      env: { ...own, npm_execpath: join(this.root, 'tools/npm-cli.js'), ...env },
    });
    let output = '';
    child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()));
    child.stderr.on('data', (chunk: Buffer) => (output += chunk.toString()));
    const status = await new Promise<number | null>((resolve) => child.once('close', resolve));
    return { status, output };
  }

  /** How often npm was run so far. */
  async countInstalls(): Promise<number> {
    const log = await readFile(join(this.root, 'npm.log'), 'utf8').catch(() => '');
    return log.split('\n').length - 1;
  }

  async read(path: string): Promise<string | undefined> {
    return readFile(join(this.root, path), 'utf8').catch(() => undefined);
  }

  readBytes(path: string): Promise<Buffer> {
    return readFile(join(this.root, path));
  }

  async write(path: string, text: string): Promise<void> {
    await mkdir(dirname(join(this.root, path)), { recursive: true });
    await writeFile(join(this.root, path), text);
  }

  async remove(path = ''): Promise<void> {
    await rm(join(this.root, path), { recursive: true, force: true });
  }
}
