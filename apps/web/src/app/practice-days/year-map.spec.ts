import { type MonthSources, knownUntil } from './known-months';
import { type MonthBlock, type YearKnowledge, monthsOfYear, yearMap } from './year-map';

const TODAY = '2025-11-16';

function block(key: string, change: Partial<YearKnowledge> = {}): MonthBlock {
  const knowledge: YearKnowledge = {
    days: [],
    knownUntil: new Map(),
    practiceMonths: null,
    today: TODAY,
    ...change,
  };
  const found = yearMap(2025, knowledge).find((month) => month.key === key);
  if (!found) {
    throw new Error(`no ${key}`);
  }
  return found;
}

function looks(month: MonthBlock): string[] {
  return month.weeks.flat().map((cell) => cell?.look ?? '');
}

const OCTOBER = {
  days: [
    { date: '2025-10-25', sessions: 56, eventId: 'e1' },
    { date: '2025-10-12', sessions: 9, eventId: null },
    { date: '2025-10-04', sessions: 1, eventId: null },
  ],
  knownUntil: new Map([['2025-10', '2025-10-31']]),
};

describe('the map of a year', () => {
  it('has twelve months of whole weeks, from Monday to Sunday', () => {
    const months = yearMap(2025, { ...OCTOBER, practiceMonths: null, today: TODAY });
    expect(months.map(({ label }) => label).join(' ')).toBe(
      'Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec',
    );
    const october = block('2025-10', OCTOBER);
    expect(october.weeks[0]?.map((cell) => cell?.date ?? null)).toEqual([
      null,
      null,
      '2025-10-01',
      '2025-10-02',
      '2025-10-03',
      '2025-10-04',
      '2025-10-05',
    ]);
    expect(october.weeks.at(-1)?.at(-1)).toBeNull();
  });

  it('paints a day the stronger the more sessions it had, and marks imported ones', () => {
    const cells = block('2025-10', OCTOBER)
      .weeks.flat()
      .filter((cell) => cell?.look === 'practice');
    expect(cells.map((cell) => [cell?.level, cell?.imported, cell?.words])).toEqual([
      [1, false, 'Sat 4 Oct 2025: 1 session'],
      [1, false, 'Sun 12 Oct 2025: 9 sessions'],
      [4, true, 'Sat 25 Oct 2025: 56 sessions, imported'],
    ]);
  });

  it('tells a month in words', () => {
    expect(block('2025-10', OCTOBER)).toMatchObject({
      look: 'known',
      days: 3,
      words: 'October 2025: 3 practice days, 66 sessions, 1 imported',
    });
  });

  it('never paints a month that nobody has read as one without practice', () => {
    const may = block('2025-05');
    expect(may).toMatchObject({ look: 'unread', words: 'May 2025: not read yet' });
    expect(new Set(looks(may))).toEqual(new Set(['', 'unknown']));
    const read = block('2025-05', { knownUntil: new Map([['2025-05', '2025-05-31']]) });
    expect(read).toMatchObject({ look: 'none', words: 'May 2025: no practice' });
    expect(looks(read)).not.toContain('unknown');
  });

  it('marks a month that has practice although its days are not known', () => {
    const may = block('2025-05', { practiceMonths: ['2025-10', '2025-05'] });
    expect(may).toMatchObject({ hasPractice: true, words: 'May 2025: has practice, not read yet' });
  });

  it('of which one imported day is all that is known leaves the other days unknown', () => {
    const only = block('2025-10', { days: OCTOBER.days.slice(0, 1) });
    expect(only).toMatchObject({
      look: 'partly',
      words: 'October 2025: 1 practice day, 56 sessions, 1 imported, not all days read yet',
    });
    expect(looks(only).filter((look) => look === 'unknown')).toHaveLength(30);
  });

  it('knows a running month until it was read, and nothing of days to come', () => {
    const november = block('2025-11', { knownUntil: new Map([['2025-11', '2025-11-10']]) });
    const counts = ['none', 'unknown', 'future'].map(
      (wanted) => looks(november).filter((look) => look === wanted).length,
    );
    expect(counts).toEqual([10, 6, 14]);
    expect(block('2025-12')).toMatchObject({ look: 'future', words: 'December 2025: not yet' });
  });
});

describe('a month is known', () => {
  const NOTHING: MonthSources = {
    stored: { practice_days: [], discovered_practice_days: [], covered_months: [] },
    read: new Set(),
    practiceMonths: null,
    months: monthsOfYear(2025),
    today: TODAY,
  };

  function discovered(date: string, fetchedAt: string): MonthSources['stored'] {
    const day = { date, track_slug: 't', session_count: 2, fetched_at: fetchedAt };
    const totals = { total_laps: null, total_track_time_seconds: null, unique_drivers: null };
    const times = { unique_classes: null, time_range_start: null, time_range_end: null };
    return { discovered_practice_days: [{ ...day, ...totals, ...times, verified: null }] };
  }

  function known(change: Partial<MonthSources>): [string, string][] {
    return [...knownUntil({ ...NOTHING, ...change })];
  }

  it('when it was read just now, or when all its days are imported', () => {
    expect(known({ read: new Set(['2025-11']) })).toEqual([['2025-11', '2025-11-30']]);
    const stored = { covered_months: [{ year: 2025, month: 9 }] };
    expect(known({ stored })).toEqual([['2025-09', '2025-09-30']]);
  });

  it('as far as the reading that found a day in it reaches', () => {
    expect(known({ stored: discovered('2025-10-04', '2025-10-11T08:00:00Z') })).toEqual([
      ['2025-10', '2025-10-11'],
    ]);
    expect(known({ stored: discovered('2025-10-04', '2025-11-11T08:00:00Z') })).toEqual([
      ['2025-10', '2025-10-31'],
    ]);
  });

  it('as one without practice when it is over and the track’s list has it not', () => {
    const others = monthsOfYear(2025).filter((key) => key !== '2025-08' && key !== '2025-11');
    expect(known({ practiceMonths: others.filter((key) => key <= '2025-11') })).toEqual([
      ['2025-08', '2025-08-31'],
    ]);
  });
});
