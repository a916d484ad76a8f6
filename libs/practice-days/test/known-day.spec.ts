import type { ImportedPracticeSession } from '@trackside/contracts';
import { KnownDays } from '../src/live/known-day.js';

const TRACK = { id: '0c5d7a52-6c0b-5d55-9a3e-2f1b9f0c7d11', slug: 'tallowick', name: 'Tallowick' };
const DATE = '2026-11-20';

describe('a running day whose page is stored while it is read', () => {
  it('is never told without its sessions, which would look new a moment later', async () => {
    // What is read first is read before the page is stored, what is read next after that.
    let isStored = false;
    const asOfNow = <T>(value: T, nothing: T): T => {
      const found = isStored ? value : nothing;
      isStored = true;
      return found;
    };
    const session = { id: 'a', laps_state: 'pending' } as ImportedPracticeSession;
    const day = { date: DATE, summary: {}, gone: false, foreignSessionCount: 0, fetchedAt: 'now' };
    const note = { since: 1, shown: 1, changed: 1 };
    const known = new KnownDays(
      { findDays: async () => asOfNow([day], []) } as never,
      { findSessions: async () => asOfNow([{ session }], []) } as never,
      { find: async () => new Map() } as never,
      {
        note: async (_track: string, _date: string, find: () => Promise<unknown[]>) => {
          const sessions = await find();
          return sessions.length > 0
            ? { sessions, notes: { a: note }, revision: 1 }
            : { sessions, notes: {}, revision: 0 };
        },
      } as never,
    );

    const found = await known.find(TRACK as never, DATE, null);

    expect(found).toMatchObject({ day: null, sessions: [{ since: 1 }] });
  });
});
