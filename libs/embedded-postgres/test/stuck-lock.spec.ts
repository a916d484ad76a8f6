import { writeFile } from 'node:fs/promises';
import * as files from 'node:fs/promises';
import { join } from 'node:path';
import { jest } from '@jest/globals';
import { cleanUp, makeFolder } from './copies.js';

// A folder whose files nobody may move: Windows while a virus scanner reads them, a network drive.
jest.unstable_mockModule('node:fs/promises', () => ({
  ...files,
  rename: () => new Promise((_, reject) => setImmediate(reject, new Error('EPERM'))),
}));

afterEach(cleanUp);

describe('the lock of a copy that has ended', () => {
  it('is named as what is in the way when it can not be removed', async () => {
    const { lockFolder } = await import('../src/folder-lock.js');
    const folder = await makeFolder();
    const path = join(folder, 'postgres.lock');
    await writeFile(path, JSON.stringify({ pid: process.pid, identity: 'an earlier process' }));

    await expect(lockFolder(folder, () => undefined, 100)).rejects.toThrow(
      `${path} was left by a copy that has ended, and can't be removed`,
    );
  });
});
