import type { PracticeDay } from '@trackside/contracts';
import { decodeLiveCursor } from '../src/live/live-cursor.js';
import type { FollowedSession, KnownDay } from '../src/live/known-day.js';
import { LiveTale } from '../src/live/live-records.js';
import type { WatchedTrack } from '../src/live/track-watch.js';

const EVENT_ID = '5b1f7a52-6c0b-5d55-9a3e-2f1b9f0c7d11';

function session(id: string, since: number, shown = since, changed = shown): FollowedSession {
  return { since, shown, changed, session: { id } as FollowedSession['session'] };
}

function known(sessions: FollowedSession[], eventId = EVENT_ID): KnownDay {
  const day = { date: '2026-11-20', session_count: sessions.length } as PracticeDay;
  const revision = Math.max(0, ...sessions.map(({ changed }) => changed));
  return { eventId, date: day.date, day, fetchedAt: 'then', sessions, revision };
}

function state(of: Partial<WatchedTrack>): WatchedTrack {
  const nothing = { known: null, looks: 0, lookedAt: 'just now', failure: null, end: null };
  return { ...nothing, seenAt: 0, nextLookAt: performance.now() + 29_500, ...of };
}

describe('what a follower of a running day is told', () => {
  let tale: LiveTale;
  const told = (of: Partial<WatchedTrack>): unknown[] =>
    tale.tell(state(of)).map(({ record }) => record);
  const types = (of: Partial<WatchedTrack>): string[] =>
    tale.tell(state(of)).map(({ record }) => record.type);

  beforeEach(() => {
    tale = new LiveTale(null);
  });

  it('begins with the day and all its sessions, none of them new', () => {
    expect(told({ known: known([session('a', 1), session('b', 2)]), looks: 7 })).toEqual([
      {
        type: 'started',
        date: '2026-11-20',
        event_id: EVENT_ID,
        fetched_at: 'then',
        next_check_seconds: 30,
      },
      {
        type: 'day',
        date: '2026-11-20',
        session_count: 2,
        event_id: EVENT_ID,
        fetched_at: 'then',
        next_check_seconds: 30,
      },
      { type: 'session', session: { id: 'a' }, is_new: false },
      { type: 'session', session: { id: 'b' }, is_new: false },
    ]);
  });

  it('says that nothing is listed', () => {
    expect(told({})).toEqual([
      expect.objectContaining({ type: 'started', date: null, event_id: null, fetched_at: null }),
    ]);
    expect(types({})).toEqual([]);
  });

  it('says of a look without news that it was one', () => {
    tale.tell(state({ known: known([session('a', 1)]) }));

    expect(told({ known: known([session('a', 1)]), looks: 1 })).toEqual([
      { type: 'checked', fetched_at: 'just now', next_check_seconds: 30 },
    ]);
    expect(types({ known: known([session('a', 1)]), looks: 1 })).toEqual([]);
  });

  it('says what a look has brought, and not that it brought nothing', () => {
    tale.tell(state({ known: known([session('a', 1)]) }));
    const grown = known([session('a', 1), session('b', 2)]);

    expect(told({ known: grown })).toEqual([
      expect.objectContaining({ type: 'day', session_count: 2 }),
      { type: 'session', session: { id: 'b' }, is_new: true },
    ]);
    expect(types({ known: grown, looks: 1 })).toEqual([]);
    expect(types({ known: grown, looks: 2 })).toEqual(['checked']);
  });

  it('says beside laps that were read that a look brought nothing', () => {
    tale.tell(state({ known: known([session('a', 1)]) }));

    expect(types({ known: known([session('a', 1, 1, 2)]), looks: 1 })).toEqual([
      'session',
      'checked',
    ]);
  });

  it('says that a look failed', () => {
    tale.tell(state({}));
    const failure = { code: 'LIVERC_TIMEOUT', message: 'no answer' } as const;

    expect(told({ looks: 1, failure })).toEqual([
      { type: 'unavailable', ...failure, next_check_seconds: 30 },
    ]);
  });

  it('ends with the reason', () => {
    expect(told({ end: 'day_over' }).at(-1)).toEqual({ type: 'done', reason: 'day_over' });
  });

  it('tells another day whole', () => {
    tale.tell(state({ known: known([session('a', 1)]) }));
    const other = known([session('c', 4)], '5b1f7a52-6c0b-5d55-9a3e-2f1b9f0c7d12');

    expect(told({ known: other })).toEqual([
      expect.objectContaining({ type: 'day', event_id: other.eventId }),
      { type: 'session', session: { id: 'c' }, is_new: false },
    ]);
  });

  describe('with a cursor', () => {
    const resume = (cursor: string | undefined): LiveTale => new LiveTale(decodeLiveCursor(cursor));

    it('is only what changed since, and what is new to the client', () => {
      const cursors = tale
        .tell(state({ known: known([session('a', 1), session('b', 2), session('c', 3)]) }))
        .map(({ cursor }) => cursor);
      const now = known([session('b', 2), session('c', 3), session('a', 1, 1, 4), session('d', 5)]);
      const afterB = resume(cursors[3]).tell(state({ known: now }));

      expect(afterB.slice(2).map(({ record }) => record)).toEqual([
        { type: 'session', session: { id: 'c' }, is_new: false },
        { type: 'session', session: { id: 'a' }, is_new: false },
        { type: 'session', session: { id: 'd' }, is_new: true },
      ]);
      const afterAll = resume(afterB.at(-1)!.cursor).tell(state({ known: now }));
      expect(afterAll.map(({ record }) => record.type)).toEqual(['started', 'day']);
    });

    it.each([
      undefined,
      '',
      'x',
      '1..1.1',
      `1.${EVENT_ID}.1.99`,
      `1.${EVENT_ID}.99.1`,
      `1.${EVENT_ID.replace('5', '6')}.1.1`,
      `2.${EVENT_ID}.1.1`,
      `1.${EVENT_ID}.1.1\nx`,
      `1.${EVENT_ID}.1.${'9'.repeat(40)}`,
    ])('that is not ours is everything: %j', (cursor) => {
      const steps = resume(cursor).tell(state({ known: known([session('a', 1)]) }));

      expect(steps.map(({ record }) => record.type)).toEqual(['started', 'day', 'session']);
    });
  });
});
