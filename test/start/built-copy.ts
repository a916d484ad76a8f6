import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, readdir, rename } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { makeFolder } from './trackside-process.js';

const run = promisify(execFile);
const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const LINKED = ['node_modules', '.runtime'];
const LEFT_OUT = ['.git', '.data', '.angular', ...LINKED];

/**
 * The project, installed and built, in a folder of its own. Packages and runtime are hard links
 * to the project's: they may be removed there, but not written to.
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
    const linked = [...LINKED.map((name) => join(ROOT, name)).filter(existsSync), copy.root];
    await run('cp', ['-al', ...linked]).catch(async () => {
      // Another file system.
      await run('rm', ['-rf', ...LINKED.map((name) => join(copy.root, name))]);
      await run('cp', ['-a', ...linked]);
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
}
