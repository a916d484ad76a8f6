import { type MonthSources, knownUntil } from './known-months';

function sources(change: Partial<MonthSources>): MonthSources {
  return {
    stored: {},
    read: new Set(),
    practiceMonths: null,
    months: ['2025-09', '2025-10', '2025-11'],
    today: '2025-11-16',
    ...change,
  };
}

const readAt = (month: number, date: string) => ({
  ...{ year: 2025, month, fetched_at: `${date}T10:00:00.000Z` },
});

describe('until when a month is known', () => {
  it('is nothing where nobody has read it', () => {
    expect([...knownUntil(sources({}))]).toEqual([]);
  });

  it('is when it was read, at the latest its end, although it had no practice', () => {
    const stored = { read_months: [readAt(11, '2025-11-12'), readAt(9, '2025-11-12')] };
    expect([...knownUntil(sources({ stored }))]).toEqual([
      ['2025-09', '2025-09-30'],
      ['2025-11', '2025-11-12'],
    ]);
  });

  it('is its end where it was read just now, or the list of months lacks it', () => {
    const now = sources({ read: new Set(['2025-11']), practiceMonths: ['2025-09'] });
    expect([...knownUntil(now)]).toEqual([
      ['2025-10', '2025-10-31'],
      ['2025-11', '2025-11-30'],
    ]);
  });
});
