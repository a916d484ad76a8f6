import type { DayRow, EventRow, Row } from './row';
import { NO_FILTER, type RowFilter, applyFilter } from './row-filter';

function practice(date: string, sessions: number, kind: DayRow['kind'] = 'practice'): DayRow {
  const nothing = { eventId: null, totals: null, pending: null, copyOf: null };
  return { kind, key: `day:${date}`, date, sessions, ...nothing };
}

function event(id: string, date: string | null, name: string, endDate = date): EventRow {
  return {
    kind: 'event',
    key: `event:${id}`,
    date,
    endDate,
    name,
    entries: null,
    drivers: null,
    url: null,
    imported: false,
    sourceEventId: id,
    eventId: id,
  };
}

const ROWS: Row[] = [
  practice('2025-10-25', 56),
  practice('2025-11-01', 4, 'imported'),
  event('1', '2025-10-25', 'Club Memorial'),
  event('2', '2025-10-31', 'Halloween Bash', '2025-11-01'),
  event('3', null, 'Undated Cup'),
];

function keys(change: Partial<RowFilter>): string[] {
  return applyFilter(ROWS, { ...NO_FILTER, ...change }).map(({ key }) => key);
}

describe('filtering rows', () => {
  it('puts the newest first, an event before the practice of its day, undated last', () => {
    expect(keys({})).toEqual(['day:2025-11-01', 'event:2', 'event:1', 'day:2025-10-25', 'event:3']);
  });

  it('puts the busiest day first when asked', () => {
    expect(keys({ sort: 'sessions' })).toEqual([
      'day:2025-10-25',
      'day:2025-11-01',
      'event:2',
      'event:1',
      'event:3',
    ]);
  });

  it('tells events, practice and imported apart', () => {
    expect(keys({ shown: 'events' })).toEqual(['event:2', 'event:1', 'event:3']);
    expect(keys({ shown: 'practice' })).toEqual(['day:2025-11-01', 'day:2025-10-25']);
    expect(keys({ shown: 'imported' })).toEqual(['day:2025-11-01']);
  });

  it('shows an event in each month it touches', () => {
    expect(keys({ month: '2025-11' })).toEqual(['day:2025-11-01', 'event:2']);
    expect(keys({ month: '2025-10' })).toEqual(['event:2', 'event:1', 'day:2025-10-25']);
  });

  it('finds words of names and of dates as they are written', () => {
    expect(keys({ text: 'club mem' })).toEqual(['event:1']);
    expect(keys({ text: 'sat 25 oct' })).toEqual(['event:1', 'day:2025-10-25']);
    expect(keys({ text: '.*(' })).toEqual([]);
  });
});
