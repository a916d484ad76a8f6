import { jest } from '@jest/globals';
import { Logger } from '@nestjs/common';
import type { JobQueue, QueuedJob } from '@trackside/jobs';
import { LivercPageChangedError } from '@trackside/liverc-scraper';
import type { OutdatedPagesStore } from '../src/reparse/outdated-pages-store.js';
import { Reparse } from '../src/reparse/reparse.js';
import { type Reread, Rereaders, type StoredPage } from '../src/reparse/rereaders.js';

const SEEN_AT = new Date('2025-10-25T12:00:00Z');
const GONE = Object.assign(new Error('terminating connection'), { code: '57P01' });
const DEADLOCK = Object.assign(new Error('deadlock detected'), { code: '40P01' });

/** Three pages of one day; what is made of each is up to the case. */
class Rig {
  readonly noted: number[] = [];
  readonly read: string[] = [];
  behaviour: (page: string) => Reread = () => 'read';
  private handle: (job: QueuedJob<object>) => Promise<void> = async () => undefined;

  constructor() {
    const rereaders = new Rereaders();
    const open = async () => async (page: StoredPage) => {
      this.read.push(page.parameters);
      return this.behaviour(page.parameters);
    };
    rereaders.add({ kinds: ['session'], open });
    new Reparse(this.queue, this.store, rereaders).onModuleInit();
  }

  run(): Promise<void> {
    const { signal } = new AbortController();
    return this.handle({ data: { ownerId: 'a day' }, signal, isLastAttempt: false });
  }

  private get queue(): JobQueue {
    const register = (_queue: object, handle: typeof this.handle) => void (this.handle = handle);
    return { register } as unknown as JobQueue;
  }

  private get store(): OutdatedPagesStore {
    const pages = [1, 2, 3].map((id) => ({ id, kind: 'session', parameters: `id=${id}` }));
    const findContent = async (id: number) => ({ ...pages[id - 1], html: '', seenAt: SEEN_AT });
    const noteRead = async (id: number) => void this.noted.push(id);
    const findPages = async () => pages.filter(({ id }) => !this.noted.includes(id));
    return { findPages, findContent, noteRead } as unknown as OutdatedPagesStore;
  }
}

function failsAt(page: string, error: Error): (read: string) => Reread {
  return (read) => {
    if (read === page) throw error;
    return 'read';
  };
}

describe('a stored page that can’t be read anew', () => {
  const warn = jest.spyOn(Logger.prototype, 'warn').mockImplementation(() => undefined);
  const log = jest.spyOn(Logger.prototype, 'log').mockImplementation(() => undefined);
  let rig: Rig;

  beforeEach(() => {
    jest.clearAllMocks();
    rig = new Rig();
  });

  it('is told with its reason and tried once, and those after it are read', async () => {
    rig.behaviour = failsAt('id=2', new TypeError('rows is undefined'));
    await rig.run();
    await rig.run();

    expect(rig.read).toEqual(['id=1', 'id=2', 'id=3']);
    expect(rig.noted).toEqual([1, 2, 3]);
    expect(warn.mock.calls).toEqual([
      [
        {
          msg: 'a stored page could not be read anew',
          ...{ page: 2, kind: 'session', parameters: 'id=2', reason: 'rows is undefined' },
        },
      ],
    ]);
    expect(log).toHaveBeenCalledWith(expect.objectContaining({ read: 2, failed: 1 }));
  });

  it('is told in the sum alone where its parser knows that it can’t', async () => {
    rig.behaviour = failsAt('id=1', new LivercPageChangedError('another page', 'an address'));
    await rig.run();

    expect(rig.noted).toEqual([1, 2, 3]);
    expect(warn).not.toHaveBeenCalled();
    expect(log).toHaveBeenCalledWith(expect.objectContaining({ read: 2, failed: 1 }));
  });

  it.each([GONE, DEADLOCK])('waits where only the database can’t: %s', async (error) => {
    rig.behaviour = failsAt('id=2', error);
    await expect(rig.run()).rejects.toBe(error);
    rig.behaviour = () => 'read';
    await rig.run();

    expect(rig.read).toEqual(['id=1', 'id=2', 'id=2', 'id=3']);
    expect(rig.noted).toEqual([1, 2, 3]);
  });
});
