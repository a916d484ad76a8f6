import { jest } from '@jest/globals';
import { Logger } from '@nestjs/common';
import {
  LivercPageChangedError,
  LivercPageIncompleteError,
  LivercTimeoutError,
} from '@trackside/liverc-scraper';
import type { ReadingError } from '@trackside/contracts';
import { PracticeDayNotFoundError } from '../src/import/errors.js';
import { ImportWorker } from '../src/import/import-worker.js';
import { DAY_QUEUE } from '../src/import/practice-imports.js';
import { FakeDayWork } from './fake-day-work.js';
import { FakeQueue } from './fake-queue.js';
import { doubt, TRACK } from './known-practice.js';
import { MovedClock } from './moved-clock.js';

const DATE = '2025-10-25';
const PAGE = `page of ${DATE} in the background`;
const TIMEOUT: ReadingError = { code: 'LIVERC_TIMEOUT', message: 'no answer' };
const CHANGED: ReadingError = { code: 'LIVERC_PAGE_CHANGED', message: 'no laps' };
const FIRST_AT = '2025-11-20T11:59:00Z';
const INCOMPLETE = new LivercPageIncompleteError('2 sessions, 3 were known', 'url');

let queue: FakeQueue;
let work: FakeDayWork;
let worker: ImportWorker;

beforeEach(() => {
  jest.spyOn(Logger.prototype, 'warn').mockImplementation(() => undefined);
  queue = new FakeQueue();
  work = new FakeDayWork();
  const clock = new MovedClock('2025-11-20T12:00:00Z');
  const fakes = [work, work, work, work, work, work, work, work, work];
  const parts = [queue, ...fakes, clock] as unknown as ConstructorParameters<typeof ImportWorker>;
  worker = new ImportWorker(...parts);
  worker.onModuleInit();
});

afterEach(() => {
  worker.onModuleDestroy();
  jest.useRealTimers();
  jest.restoreAllMocks();
});

const attempt = (options?: Parameters<FakeQueue['attempt']>[2]): Promise<void> =>
  queue.attempt(DAY_QUEUE, { trackId: TRACK.id, date: DATE }, options);

describe('the import of a day', () => {
  it('stores the day from its page, then its sessions, and ends', async () => {
    await attempt();

    expect(work.told).toEqual([PAGE, 'page noted', 'sessions', 'ended completed']);
  });

  it('asks for no page where the day was stored before', async () => {
    work.beginnings[0]!.needsDayPage = false;
    await attempt();

    expect(work.told).toEqual(['sessions', 'ended completed']);
  });

  it('does nothing where no job waits for the day any more', async () => {
    work.beginnings.length = 0;
    await attempt();

    expect(work.told).toEqual([]);
  });

  it('begins again where somebody has asked for the day in the meantime', async () => {
    work.beginnings.push({ needsDayPage: false });
    await attempt();

    const once = ['sessions', 'ended completed'];
    expect(work.told).toEqual([PAGE, 'page noted', ...once, ...once]);
  });

  it('is tried again when LiveRC does not answer', async () => {
    work.pages.push(new LivercTimeoutError('no answer', 'url'));

    await expect(attempt()).rejects.toThrow('no answer');
    expect(work.told).toEqual([PAGE, 'noted LIVERC_TIMEOUT']);
  });

  it('fails with the reason at the last attempt', async () => {
    work.pages.push(new LivercTimeoutError('no answer', 'url'));
    await attempt({ isLastAttempt: true });

    expect(work.ended).toEqual({ state: 'failed', error: TIMEOUT });
  });

  it.each([
    [
      'whose page has changed',
      new LivercPageChangedError('no table', 'url'),
      'LIVERC_PAGE_CHANGED',
    ],
    ['without practice', new PracticeDayNotFoundError('ABC', DATE), 'PRACTICE_DAY_NOT_FOUND'],
  ])('%s fails at the first attempt', async (_, error, code) => {
    work.pages.push(error);
    await attempt();

    expect(work.ended).toMatchObject({ state: 'failed', error: { code } });
  });

  it('tells nobody the words of an error of our own', async () => {
    work.pages.push(new Error('secret of the database'));
    await attempt({ isLastAttempt: true });

    expect(work.ended?.error).toEqual({
      code: 'INTERNAL_ERROR',
      message: 'something went wrong on our side',
    });
  });

  it('is tried again when one session failed in passing, whatever else failed', async () => {
    work.failures.push([CHANGED, TIMEOUT]);

    await expect(attempt()).rejects.toThrow('2 sessions could not be read: no answer');
    expect(work.told.at(-1)).toBe('noted LIVERC_TIMEOUT');
  });

  it('fails at the first attempt when the page of a session has changed', async () => {
    work.failures.push([CHANGED]);
    await attempt();

    expect(work.ended?.error).toEqual({
      code: 'LIVERC_PAGE_CHANGED',
      message: '1 session could not be read: no laps',
    });
  });

  it('says nothing of the day when the process stops', async () => {
    const stopping = new AbortController();
    work.duringSessions = async () => stopping.abort(new Error('the process stops'));

    await expect(attempt({ signal: stopping.signal, isLastAttempt: true })).rejects.toThrow(
      'the process stops',
    );
    expect(work.told).toEqual([PAGE, 'page noted', 'sessions']);
  });

  it('lets go of the sessions once every job for the day is cancelled', async () => {
    jest.useFakeTimers();
    work.duringSessions = (signal) =>
      new Promise((_, reject) => {
        signal.addEventListener('abort', () => reject(new Error('let go of')));
      });
    const done = attempt();
    await jest.advanceTimersByTimeAsync(1_000);
    expect(work.ended).toBeNull();
    work.wanted = false;
    await jest.advanceTimersByTimeAsync(1_000);
    await done;

    expect(work.told).toEqual([PAGE, 'page noted', 'sessions', 'ended completed']);
  });
});

describe('the import of a day whose page shows less than is known', () => {
  beforeEach(() => {
    work.pages.push(INCOMPLETE);
  });

  it('reads its sessions where it is imported, and waits for the second reading', async () => {
    work.doubts.splice(0, 1, null, doubt('2025-11-20T12:00:00Z'));
    await attempt();

    expect(work.told).toEqual([PAGE, 'page noted', 'sessions']);
  });

  it('reads no session where it is not imported, and waits for the second reading', async () => {
    work.imported = false;
    work.doubts.splice(0, 1, null, doubt('2025-11-20T12:00:00Z'));
    await attempt();

    expect(work.told).toEqual([PAGE]);
  });

  it('fails with both figures once the second reading has not settled it', async () => {
    work.imported = false;
    work.doubts.splice(0, 1, doubt(FIRST_AT), doubt(FIRST_AT, '2025-11-20T12:00:00Z', 2));
    await attempt();

    expect(work.ended?.error).toEqual({
      code: 'LIVERC_PAGE_INCOMPLETE',
      message: 'its page shows 2 sessions, 3 were known',
    });
  });
});

describe('the import of a day that is in doubt', () => {
  beforeEach(() => {
    work.beginnings[0]!.needsDayPage = false;
  });

  it('asks for the page again a minute after the first reading, not before', async () => {
    work.doubts.splice(0, 1, doubt('2025-11-20T11:59:00.001Z'));
    await attempt();
    expect(work.told).toEqual(['sessions']);

    work.beginnings.push({ needsDayPage: false });
    work.doubts.splice(0, 1, doubt(FIRST_AT), null);
    await attempt();

    expect(work.told.slice(1)).toEqual([PAGE, 'page noted', 'sessions', 'ended completed']);
  });

  it('asks for no page where two readings could not settle it', async () => {
    work.doubts.splice(0, 1, doubt(FIRST_AT, '2025-11-20T12:00:00Z', 2));
    await attempt();

    expect(work.told).toEqual(['sessions', 'ended failed']);
  });

  it('waits for the second reading though sessions failed', async () => {
    work.doubts.splice(0, 1, doubt('2025-11-20T12:00:00Z'));
    work.failures.push([TIMEOUT]);
    await attempt();

    expect(work.told).toEqual(['sessions']);
  });
});

describe('the minute tick of imports', () => {
  it('queues what is waited for, sessions that were found, then days that are due again', async () => {
    work.due.push({ trackId: TRACK.id, date: DATE });
    await worker.queueForgotten();

    expect(work.told).toEqual(['queued what is wanted', 'found sessions', `again ${DATE}`]);
  });

  it('does nothing in a process that only queues', async () => {
    queue.works = false;
    await worker.queueForgotten();

    expect(work.told).toEqual([]);
  });

  it('leaves what fails to the next tick', async () => {
    work.queueing.push(new Error('no database'));
    await worker.queueForgotten();
    await worker.queueForgotten();

    expect(work.told).toEqual(['queued what is wanted', 'found sessions']);
  });
});

describe('pages of imported days that a discovery has stored', () => {
  it('have their new sessions read at once, also after a failure', async () => {
    work.queueing.push(new Error('no database'));
    work.days.next();
    work.days.next();
    await new Promise(setImmediate);

    expect(work.told).toEqual(['found sessions']);
  });

  it('are nothing to a worker that has stopped', async () => {
    worker.onModuleDestroy();
    work.days.next();
    await new Promise(setImmediate);

    expect(work.told).toEqual([]);
  });
});
