import { execFile } from 'node:child_process';
import { mkdir, readdir, rename } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { makeFolder } from './trackside-process.js';

const run = promisify(execFile);
const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const LEFT_OUT = ['.git', '.data', '.angular', 'node_modules'];

/**
 * The project, installed and built, in a folder of its own. The packages are hard links to the
 * project's: they may be removed there, but not written to.
 */
export class BuiltCopy {
  private constructor(
    private readonly parent: string,
    public root: string,
  ) {}

  static async make(): Promise<BuiltCopy> {
    const parent = await makeFolder();
    const copy = new BuiltCopy(parent, join(parent, 'trackside'));
    await mkdir(copy.root);
    const names = (await readdir(ROOT)).filter((name) => !LEFT_OUT.includes(name));
    await run('cp', ['-a', ...names.map((name) => join(ROOT, name)), copy.root]);
    const packages = [join(ROOT, 'node_modules'), copy.root];
    await run('cp', ['-al', ...packages]).catch(async () => {
      // Another file system.
      await run('rm', ['-rf', join(copy.root, 'node_modules')]);
      await run('cp', ['-a', ...packages]);
    });
    return copy;
  }

  /** Gives the folder another name, which may hold slashes. */
  async moveTo(name: string): Promise<void> {
    const target = join(this.parent, name);
    await mkdir(join(target, '..'), { recursive: true });
    await rename(this.root, target);
    this.root = target;
  }

  get name(): string {
    return basename(this.root);
  }
}
