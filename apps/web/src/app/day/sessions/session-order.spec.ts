import { session } from '../../../test/sessions';
import { filterSessions, sortSessions, theirsFirst } from './session-order';

const SESSIONS = [
  session('a', { started_at: '2025-10-25T10:00:00', fastest_lap_seconds: 25 }),
  session('b', { started_at: '2025-10-25T12:00:00', fastest_lap_seconds: null }),
  session('c', { started_at: '2025-10-25T11:00:00', fastest_lap_seconds: 24 }),
  session('d', { started_at: '2025-10-25T13:00:00', fastest_lap_seconds: 25 }),
];

function ids(sessions: { id: string }[]): string {
  return sessions.map(({ id }) => id).join('');
}

describe('the order of sessions', () => {
  it('follows the column, equal ones newest first, those without the value last', () => {
    expect(ids(sortSessions(SESSIONS, { key: 'best', descending: false }))).toBe('cdab');
    expect(ids(sortSessions(SESSIONS, { key: 'best', descending: true }))).toBe('dacb');
    expect(ids(sortSessions(SESSIONS, { key: 'time', descending: true }))).toBe('dbca');
  });

  it('counts transponders as numbers', () => {
    const used = [session('x', { transponder: '90' }), session('y', { transponder: '1000' })];
    expect(ids(sortSessions(used, { key: 'transponder', descending: false }))).toBe('xy');
  });
});

it('starts with the sessions of the driver shown, in their order', () => {
  const mine = new Set(['c', 'd']);
  expect(ids(theirsFirst(SESSIONS, ({ id }) => mine.has(id)))).toBe('cdab');
});

it('narrows by class and by driver', () => {
  const other = session('o', { driver_name: 'Idris Vale', class_name: null });
  expect(ids(filterSessions([...SESSIONS, other], 'No class', null))).toBe('o');
  expect(ids(filterSessions([...SESSIONS, other], null, 'idris  vale'))).toBe('o');
  expect(ids(filterSessions([...SESSIONS, other], 'Truggy', null))).toBe('');
});
