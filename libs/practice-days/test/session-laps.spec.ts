import { createHash } from 'node:crypto';
import { Logger } from '@nestjs/common';
import {
  LivercDisabledError,
  type LivercScraper,
  LivercTimeoutError,
  type SessionPage,
} from '@trackside/liverc-scraper';
import type { ReadingError } from '@trackside/contracts';
import type { TrackNames } from '@trackside/tracks';
import type { SessionImportStore, UnreadSession } from '../src/import/session-import-store.js';
import { SessionLaps } from '../src/import/session-laps.js';
import { TRACK } from './known-practice.js';
import { MovedClock } from './moved-clock.js';

interface Asking {
  signal: AbortSignal;
  lane: string;
  check: (page: SessionPage) => void;
}

function laps(count: number): SessionPage['laps'] {
  return Array.from({ length: count }, (_, index) => ({ lapNumber: index + 1 })) as never;
}

function page(count: number, change: Partial<SessionPage> = {}): SessionPage {
  return {
    driverName: 'Driver 1',
    transponder: '7000001',
    startedAt: '2025-10-25T10:00:00',
    laps: laps(count),
    unreadableLaps: 0,
    ...change,
  } as SessionPage;
}

function unread(id: string, change: Partial<UnreadSession> = {}): UnreadSession {
  return {
    id,
    source_session_id: id,
    driver_name: 'Driver 1',
    driver_hidden: false,
    transponder: '7000001',
    started_at: '2025-10-25T10:00:00',
    known_laps: 5,
    stored_laps: 0,
    laps_witness: null,
    laps_failed_at: null,
    laps_read_at: null,
    ...change,
  };
}

describe('the laps of a day’s sessions', () => {
  const clock = new MovedClock('2025-11-20T12:00:00Z');
  let sessions: UnreadSession[];
  let pages: Map<string, SessionPage | Error>;
  let saved: string[];
  let failed: { id: string; code: string; witness: string | null; countedSince: string }[];
  let asked: string[];
  let duringPage: () => void;

  async function read(signal = new AbortController().signal): Promise<ReadingError[]> {
    const scraper = {
      async fetchSession(_: unknown, id: string, options: Asking): Promise<SessionPage> {
        asked.push(`${id} ${options.lane}`);
        duringPage();
        const answer = pages.get(id) ?? page(5);
        if (answer instanceof Error) throw answer;
        options.check(answer);
        return answer;
      },
      keep: (_: SessionPage, store: () => Promise<void>) => store(),
      urls: { session: (slug: string, id: string) => `https://${slug}.test/${id}` },
    };
    const store = {
      findUnread: async () => sessions,
      saveLaps: async (_day: string, id: string) => void saved.push(id),
      async saveFailure(
        id: string,
        { code }: ReadingError,
        at: { countedSince: Date },
        witness: string | null = null,
      ) {
        failed.push({ id, code, witness, countedSince: at.countedSince.toISOString() });
      },
    };
    const names = { ask: (track: unknown, ask: (track: unknown) => unknown) => ask(track) };
    const reader = new SessionLaps(
      scraper as unknown as LivercScraper,
      names as unknown as TrackNames,
      store as unknown as SessionImportStore,
      { ofDay: async () => (name: string) => (name === 'Hidden one' ? 1 : null) } as never,
      { keep: async () => undefined } as never,
      clock,
    );
    return reader.read(TRACK, 'day', signal);
  }

  beforeAll(() => Logger.overrideLogger(false));
  beforeEach(() => {
    sessions = [unread('1'), unread('2')];
    duringPage = () => undefined;
    [pages, saved, failed, asked] = [new Map<string, SessionPage>(), [], [], []];
  });

  it('are read behind people’s requests, and stored', async () => {
    expect(await read()).toEqual([]);
    expect(asked).toEqual(['1 background', '2 background']);
    expect(saved).toEqual(['1', '2']);
    expect(failed).toEqual([]);
  });

  it('cost nothing where none are missing', async () => {
    sessions = [];

    expect(await read()).toEqual([]);
    expect(asked).toEqual([]);
  });

  it('of a session that fails are named, and hurt no other', async () => {
    pages.set('1', new LivercTimeoutError('no answer', 'url'));

    expect(await read()).toEqual([{ code: 'LIVERC_TIMEOUT', message: 'no answer' }]);
    expect(saved).toEqual(['2']);
    expect(failed).toEqual([
      { id: '1', code: 'LIVERC_TIMEOUT', witness: null, countedSince: '2025-11-20T11:00:00.000Z' },
    ]);
  });

  it('say nothing of their sessions while LiveRC is switched off', async () => {
    pages.set('1', new LivercDisabledError('off', 'url'));

    await expect(read()).rejects.toThrow('off');
    expect(failed).toEqual([]);
  });

  it('say nothing of their sessions when the process stops', async () => {
    await expect(read(AbortSignal.abort(new Error('the process stops')))).rejects.toThrow(
      'the process stops',
    );
    expect([asked, failed]).toEqual([[], []]);
  });

  it('say nothing of a session whose page is given up because the process stops', async () => {
    const stopping = new AbortController();
    sessions = [unread('1')];
    duringPage = () => stopping.abort(new Error('the process stops'));
    pages.set('1', new LivercTimeoutError('given up', 'url'));

    await expect(read(stopping.signal)).rejects.toThrow('the process stops');
    expect(failed).toEqual([]);
  });

  it('that are fewer than known and the first to be stored are stored, and doubted', async () => {
    pages.set('1', page(4));
    const witness = createHash('sha256')
      .update(JSON.stringify(laps(4)))
      .digest('hex');

    expect(await read()).toEqual([
      {
        code: 'LIVERC_PAGE_INCOMPLETE',
        message: 'the session page shows 4 laps, 5 were known: https://abc.test/1',
      },
    ]);
    expect(saved).toEqual(['1', '2']);
    expect(failed).toMatchObject([{ id: '1', code: 'LIVERC_PAGE_INCOMPLETE', witness }]);
  });

  it('that are stored stay where a page shows fewer, until a second one agrees a minute later', async () => {
    const witness = createHash('sha256')
      .update(JSON.stringify(laps(4)))
      .digest('hex');
    const known = { stored_laps: 5, laps_witness: witness };
    pages.set('1', page(4));
    sessions = [unread('1', { ...known, laps_failed_at: new Date('2025-11-20T11:59:00.001Z') })];
    expect(await read()).toHaveLength(1);
    expect(saved).toEqual([]);
    sessions = [unread('1', { ...known, laps_failed_at: new Date('2025-11-20T11:59:00Z') })];

    expect(await read()).toEqual([]);
    expect(saved).toEqual(['1']);
  });

  it.each<[string, Partial<UnreadSession>]>([
    ['shows other laps', { laps_witness: 'other' }],
    ['was read by a clock that ran ahead', { laps_failed_at: new Date('2025-11-20T13:00:00Z') }],
    ['has no moment', { laps_failed_at: null }],
  ])('that are stored stay where the earlier witness %s', async (_, change) => {
    const witness = createHash('sha256')
      .update(JSON.stringify(laps(4)))
      .digest('hex');
    const at = new Date('2025-11-20T11:00:00Z');
    const known = { stored_laps: 5, laps_witness: witness, laps_failed_at: at };
    sessions = [unread('1', { ...known, ...change })];
    pages.set('1', page(4));

    expect(await read()).toHaveLength(1);
    expect(saved).toEqual([]);
  });

  it.each<[string, Partial<SessionPage>, string]>([
    ['starts at another time', { startedAt: '2025-10-25T11:00:00' }, 'expected the session of'],
    ['is of another driver', { driverName: 'X', transponder: '1' }, "got another driver's of"],
    [
      'is of another driver without transponder',
      { driverName: 'X', transponder: null },
      'got another',
    ],
    ['has laps that can’t be read', { unreadableLaps: 2 }, "2 of 7 laps can't be read"],
  ])('of a page that %s are not believed', async (_, change, message) => {
    sessions = [unread('1')];
    pages.set('1', page(5, change));

    expect(await read()).toMatchObject([
      { code: 'LIVERC_PAGE_CHANGED', message: expect.stringContaining(message) },
    ]);
    expect(saved).toEqual([]);
  });

  it('of a hidden driver are believed by the number that the name has on the day', async () => {
    const hidden = { driver_name: 'Hidden driver 1', driver_hidden: true, transponder: null };
    sessions = [unread('1', hidden), unread('2', hidden)];
    pages.set('1', page(5, { driverName: 'Hidden one' }));
    pages.set('2', page(5, { driverName: 'Somebody else' }));

    expect(await read()).toMatchObject([{ code: 'LIVERC_PAGE_CHANGED' }]);
    expect(saved).toEqual(['1']);
  });

  it('of a driver who has registered since are believed by the transponder', async () => {
    sessions = [unread('1')];
    pages.set('1', page(5, { driverName: 'Driver One' }));

    expect(await read()).toEqual([]);
    expect(saved).toEqual(['1']);
  });
});
