import { appendFile, mkdtemp, readFile, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { withWorkLock } from '../../scripts/work-lock.mjs';

/** No process has it: the largest that Linux gives is 4,194,304. */
const DEAD_PID = '5000000';

describe('the lock on installing and building', () => {
  let folder: string;
  let lock: string;

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'trackside-lock-'));
    lock = join(folder, 'new', 'work.lock');
  });

  afterEach(() => rm(folder, { recursive: true, force: true }));

  it('lets one work at a time, and is gone afterwards', async () => {
    const diary = join(folder, 'diary');
    const work = (name: string) => async (): Promise<void> => {
      await appendFile(diary, `${name} begins, `);
      await new Promise((resolve) => setTimeout(resolve, 200));
      await appendFile(diary, `${name} ends, `);
    };
    await Promise.all(['A', 'B'].map((name) => withWorkLock(work(name), lock)));

    expect([
      'A begins, A ends, B begins, B ends, ',
      'B begins, B ends, A begins, A ends, ',
    ]).toContain(await readFile(diary, 'utf8'));
    await expect(stat(lock)).rejects.toThrow('ENOENT');
  });

  it('is released when the work fails', async () => {
    const failing = withWorkLock(() => Promise.reject(new Error('no network')), lock);
    await expect(failing).rejects.toThrow('no network');

    expect(await withWorkLock(async () => 'worked', lock)).toBe('worked');
  });

  it.each([
    ['of a process that is gone', DEAD_PID, 0],
    ['that nobody has touched for long', String(process.pid), 60],
  ])('is taken over from one %s', async (_what, owner, ageSeconds) => {
    await withWorkLock(async () => undefined, lock);
    await writeFile(lock, owner);
    const touched = Date.now() / 1000 - ageSeconds;
    await utimes(lock, touched, touched);

    expect(await withWorkLock(async () => 'worked', lock)).toBe('worked');
  });
});
