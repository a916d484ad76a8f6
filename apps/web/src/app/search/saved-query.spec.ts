import type { SavedSearch } from '@trackside/contracts';
import { offeredName, savedQuery, savedRoute } from './saved-query';

const SAVED: SavedSearch = {
  id: 'a',
  name: 'My Saturdays',
  track_id: 't',
  start_date: null,
  end_date: null,
  period: null,
  driver_name: null,
  class_name: null,
  created_at: '2026-11-01T10:00:00.000Z',
};

describe('a saved search', () => {
  it.each([
    [{ period: 'year' } as const, { period: 'year' }],
    [
      { period: 'custom', start: '2025-10-01', end: '2025-10-31' } as const,
      { start_date: '2025-10-01', end_date: '2025-10-31' },
    ],
    [{ period: 'custom', start: '2025-10-01' } as const, {}],
  ])('keeps its range, by the calendar or by dates: %j', (when, kept) => {
    expect(savedQuery('A', { trackId: 't', when, practiceDays: true })).toEqual({
      name: 'A',
      track_id: 't',
      ...kept,
    });
  });

  it('leads back to where it was saved', () => {
    expect(savedRoute({ ...SAVED, period: 'year' })).toEqual({
      path: '/',
      params: { track: 't', when: 'year' },
    });
    expect(savedRoute({ ...SAVED, start_date: '2025-10-01', end_date: '2025-10-31' })).toEqual({
      path: '/',
      params: { track: 't', when: 'custom', from: '2025-10-01', to: '2025-10-31' },
    });
  });

  it('of a program that names no range has the usual one', () => {
    expect(savedRoute(SAVED).params).toEqual({ track: 't', when: '6m' });
  });

  it('of a driver leads to their page, of a class to a search narrowed to it', () => {
    expect(savedRoute({ ...SAVED, driver_name: 'Zoë Marlow' })).toEqual({
      path: '/driver',
      params: { track: 't', name: 'Zoë Marlow' },
    });
    expect(savedRoute({ ...SAVED, class_name: '2wd' }).params).toEqual({
      track: 't',
      when: '6m',
      text: '2wd',
    });
  });

  it('is offered a name of its track and range', () => {
    expect(offeredName('Thornhill', { period: '6m' })).toBe('Thornhill, last 6 months');
    const custom = { period: 'custom', start: '2025-10-01', end: '2025-10-31' } as const;
    expect(offeredName('Thornhill', custom)).toBe('Thornhill, 2025-10-01 to 2025-10-31');
  });
});
