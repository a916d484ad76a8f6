import type { DiscoveryRecord, KnownPracticeDay } from '@trackside/contracts';
import { day, failed, listing, monthRecord, started } from '../../test/records';
import { NO_PROGRESS, fold, retry } from '../discovery/progress';
import { type DaySources, dayRows } from './day-rows';
import type { DayRow } from './row';

const RANGE = { start: '2025-05-20', end: '2025-11-16' };
const STORED = '2025-11-10T08:00:00.000Z';
const NOTHING: DaySources = {
  imported: [],
  known: [],
  months: new Map(),
  importedSince: new Map(),
  reading: true,
};

function known(date: string, sessions = 10): KnownPracticeDay {
  return { ...day(date, sessions), fetched_at: STORED };
}

function rowsFrom(records: DiscoveryRecord[], change: Partial<DaySources> = {}): DayRow[] {
  const { months } = records.reduce((all, record) => fold(all, record, 0), NO_PROGRESS);
  const rows = dayRows({ ...NOTHING, months, ...change }, RANGE);
  return rows.sort((a, b) => (a.date < b.date ? 1 : -1));
}

describe('the rows of practice days', () => {
  it('show the session count as soon as the calendar is read, details follow', () => {
    expect(rowsFrom([started(10), listing(10, day('2025-10-12', 2))])).toEqual([
      {
        kind: 'practice',
        key: 'day:2025-10-12',
        date: '2025-10-12',
        eventId: null,
        sessions: 2,
        totals: null,
        pending: 'following',
        copyOf: null,
      },
    ]);
  });

  it('gain their totals with the month', () => {
    const [row] = rowsFrom([
      listing(10, day('2025-10-25', 56)),
      monthRecord(10, [day('2025-10-25', 56)]),
    ]);
    expect(row).toMatchObject({ sessions: 56, pending: null, totals: { total_laps: 504 } });
  });

  it('are known from earlier at once, with the age of the copy', () => {
    const [row] = rowsFrom([], { known: [known('2025-10-25')] });
    expect(row).toMatchObject({ date: '2025-10-25', copyOf: STORED, pending: null });
  });

  it('keep earlier totals while a listing is all that came', () => {
    const [row] = rowsFrom([listing(10, day('2025-10-25', 57))], {
      known: [known('2025-10-25', 56)],
    });
    expect(row).toMatchObject({ sessions: 57, copyOf: STORED, totals: { total_laps: 504 } });
  });

  it('a day that a complete month no longer names is gone', () => {
    const rows = rowsFrom([monthRecord(10, [day('2025-10-25')])], {
      known: [known('2025-10-25'), known('2025-10-04')],
    });
    expect(rows.map(({ date }) => date)).toEqual(['2025-10-25']);
  });

  it('a day that a partial month lacks stays, marked as not read', () => {
    const partial = monthRecord(10, [day('2025-10-25')], {
      status: 'partial',
      missing_dates: ['2025-10-12', '2025-10-04'],
    });
    const rows = rowsFrom([listing(10, day('2025-10-25'), day('2025-10-12', 2)), partial]);
    expect(rows.map(({ date, sessions, pending }) => [date, sessions, pending])).toEqual([
      ['2025-10-25', 10, null],
      ['2025-10-12', 2, 'missing'],
      ['2025-10-04', null, 'missing'],
    ]);
  });

  it('of a failed month keep what the calendar told', () => {
    const rows = rowsFrom([listing(5, day('2025-05-31', 7)), failed(5)]);
    expect(rows).toMatchObject([{ date: '2025-05-31', sessions: 7, pending: 'missing' }]);
  });

  it('of a failed month that is retried have details that follow', () => {
    const records: DiscoveryRecord[] = [listing(5, day('2025-05-31', 7)), failed(5)];
    const progress = records.reduce((all, record) => fold(all, record, 0), NO_PROGRESS);
    const { months } = retry(progress, '2025-05');
    const rows = dayRows({ ...NOTHING, months, reading: false }, RANGE);
    expect(rows[0]?.pending).toBe('following');
  });

  it('of a month that LiveRC could not refresh carry the age of the copy', () => {
    const stale = monthRecord(10, [day('2025-10-25')], { stale: true, fetched_at: STORED });
    expect(rowsFrom([stale])[0]?.copyOf).toBe(STORED);
  });

  it('that are imported stay imported, whatever else names them', () => {
    const imported = [{ ...day('2025-10-11', 13), event_id: 'e1' }];
    const rows = rowsFrom([monthRecord(10, [day('2025-10-11', 14)])], {
      imported,
      known: [known('2025-10-11')],
    });
    expect(rows).toMatchObject([{ kind: 'imported', eventId: 'e1', sessions: 13 }]);
  });

  it('that were imported just now are imported where they stand, with all that is known', () => {
    const rows = rowsFrom([monthRecord(10, [day('2025-10-25', 56), day('2025-10-04')])], {
      importedSince: new Map([['2025-10-25', 'e7']]),
    });
    expect(rows).toMatchObject([
      { date: '2025-10-25', kind: 'imported', eventId: 'e7', sessions: 56, pending: null },
      { date: '2025-10-04', kind: 'practice', eventId: null },
    ]);
  });

  it('of a covered month, which names no days, stay', () => {
    const covered = monthRecord(10, [], { covered: true });
    const rows = rowsFrom([covered], {
      imported: [{ ...day('2025-10-11'), event_id: 'e1' }],
      known: [known('2025-10-04')],
    });
    expect(rows.map(({ date }) => date)).toEqual(['2025-10-11', '2025-10-04']);
  });

  it('outside of the range are left out', () => {
    const may = monthRecord(5, [day('2025-05-31'), day('2025-05-19')]);
    expect(rowsFrom([may]).map(({ date }) => date)).toEqual(['2025-05-31']);
  });

  it('that nobody reads any more say that their details were not read', () => {
    const rows = rowsFrom([listing(10, day('2025-10-12', 2))], { reading: false });
    expect(rows[0]?.pending).toBe('missing');
  });
});
