import { spawnSync } from 'node:child_process';
import { symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { startEmbeddedPostgres } from '../src/index.js';
import { cleanUp, makeFolder, startCopy } from './copies.js';

/** Runs a command where the folder that is named first can only be read. */
const READ_ONLY = ['unshare', '-Urm', 'sh', '-c', 'mount -t tmpfs -o ro none "$0" && exec "$@"'];

afterEach(cleanUp);

describe('a data folder that can not be used', () => {
  it('is refused at once where the file system denies it as if its parent were not there', async () => {
    if (process.platform !== 'linux') return;

    await expect(startEmbeddedPostgres({ dataDir: '/proc/nothere/data' })).rejects.toThrow(
      /The data folder \/proc\/nothere\/data can't be used .*DATA_DIR.*DATABASE_URL/,
    );
  });

  it('is called read-only where it is', async () => {
    const folder = await makeFolder();
    const [command = '', ...args] = [...READ_ONLY, folder, 'true'];
    if (spawnSync(command, args).status !== 0) return;
    const copy = await startCopy({ dataDir: join(folder, 'a', 'b') }, [...READ_ONLY, folder]);

    expect(copy.error).toMatch(/can't be used \(EROFS: read-only file system/);
  });

  it.each(['a file', 'a link to nowhere', 'below a file'])(
    'is refused when it is %s',
    async (what) => {
      const path = join(await makeFolder(), 'data');
      if (what === 'a link to nowhere') await symlink('/nowhere', path);
      else await writeFile(path, '');
      const dataDir = what === 'below a file' ? join(path, 'data') : path;

      await expect(startEmbeddedPostgres({ dataDir })).rejects.toThrow(/can't be used .*DATA_DIR/);
    },
  );
});
