import type { ImportedPracticeSession } from '@trackside/contracts';
import { noteSessions } from '../src/live/session-notes.js';

const NOTHING = { notes: {}, revision: 0 };

function session(id: string, changed: Partial<ImportedPracticeSession> = {}) {
  const known = { id, driver_name: 'Alder Quist', lap_count: 10, laps_state: 'pending' };
  return { ...known, ...changed } as ImportedPracticeSession;
}

describe('notes of sessions', () => {
  it('number the sessions of a day, the oldest first', () => {
    const { notes, revision, hasNews } = noteSessions(NOTHING, [session('new'), session('old')]);

    expect(notes['old']).toMatchObject({ since: 1, shown: 1, changed: 1 });
    expect(notes['new']).toMatchObject({ since: 2, shown: 2, changed: 2 });
    expect([revision, hasNews]).toEqual([2, true]);
  });

  it('stay as they are while nothing changes', () => {
    const before = noteSessions(NOTHING, [session('a')]);

    expect(noteSessions(before, [session('a')])).toMatchObject({
      notes: before.notes,
      revision: 1,
      hasNews: false,
      hasChanged: false,
    });
  });

  it('tell laps that were read from what the page of the day shows', () => {
    const before = noteSessions(NOTHING, [session('a')]);
    const read = session('a', { laps_state: 'read', average_top_5_seconds: 30 });
    const after = noteSessions(before, [read]);

    expect(after).toMatchObject({ revision: 2, hasNews: false, hasChanged: true });
    expect(after.notes['a']).toMatchObject({ since: 1, shown: 1, changed: 2 });
  });

  it('call a session that grows news', () => {
    const before = noteSessions(NOTHING, [session('a')]);
    const after = noteSessions(before, [session('a', { lap_count: 11 })]);

    expect(after).toMatchObject({ revision: 2, hasNews: true, hasChanged: true });
    expect(after.notes['a']).toMatchObject({ since: 1, shown: 2, changed: 2 });
  });

  it('forget a session that is gone', () => {
    const before = noteSessions(NOTHING, [session('b'), session('a')]);
    const after = noteSessions(before, [session('b')]);

    expect(Object.keys(after.notes)).toEqual(['b']);
    expect(after).toMatchObject({ revision: 2, hasNews: false, hasChanged: true });
  });
});
