import type { DiscoveryRecord } from '@trackside/contracts';
import * as fc from 'fast-check';
import { day, done, failed, listing, monthRecord, started } from '../../test/records';
import { dayRows } from '../rows/day-rows';
import {
  type DiscoveryProgress,
  NO_PROGRESS,
  expect as expectMonths,
  fold,
  retry,
} from './progress';

const RANGE = { start: '2025-01-01', end: '2025-12-31' };

function foldAll(records: readonly DiscoveryRecord[], from = NO_PROGRESS): DiscoveryProgress {
  return records.reduce((progress, record, index) => fold(progress, record, 1_000 + index), from);
}

function rowsOf(progress: DiscoveryProgress): unknown {
  const stored = { imported: [], known: [], importedSince: new Map<string, string>() };
  return dayRows({ ...stored, months: progress.months, reading: false }, RANGE).sort((a, b) =>
    a.date < b.date ? 1 : -1,
  );
}

describe('folding one record', () => {
  it('started names months that nothing was heard of yet', () => {
    const progress = foldAll([started(10, 9)]);
    expect([...progress.months.keys()]).toEqual(['2025-10', '2025-09']);
    expect(progress.months.get('2025-10')).toEqual({
      key: '2025-10',
      listed: null,
      outcome: null,
      failedSince: null,
      retrying: false,
    });
  });

  it('listing brings dates and session counts', () => {
    const progress = foldAll([listing(10, day('2025-10-25', 56), day('2025-10-12', 2))]);
    expect([...(progress.months.get('2025-10')?.listed ?? [])]).toEqual([
      ['2025-10-25', 56],
      ['2025-10-12', 2],
    ]);
  });

  it('month ends a month', () => {
    const record = monthRecord(10, [day('2025-10-25')]);
    expect(foldAll([started(10), record]).months.get('2025-10')?.outcome).toBe(record);
  });

  it('month_failed says why and since when, the first time counts', () => {
    const progress = foldAll([started(5), failed(5), failed(5)]);
    expect(progress.months.get('2025-05')).toMatchObject({
      outcome: { code: 'LIVERC_TIMEOUT' },
      failedSince: 1_001,
    });
  });

  it('heartbeat, done and records of a later version change nothing', () => {
    const progress = foldAll([started(10)]);
    const unknown = { type: 'lap_count', laps: 3 } as unknown as DiscoveryRecord;
    expect(fold(progress, { type: 'heartbeat' }, 1)).toBe(progress);
    expect(fold(progress, done(), 1)).toBe(progress);
    expect(fold(progress, unknown, 1)).toBe(progress);
  });

  it('a repeated record changes nothing, not even the object', () => {
    const progress = foldAll([started(10), monthRecord(10, [])]);
    expect(fold(progress, monthRecord(10, []), 9)).toBe(progress);
    expect(fold(progress, started(10), 9)).toBe(progress);
  });
});

describe('folding a failure and what follows it', () => {
  it('a month that comes after its failure counts', () => {
    const progress = foldAll([failed(5), monthRecord(5, [day('2025-05-31')])]);
    expect(progress.months.get('2025-05')).toMatchObject({
      outcome: { type: 'month' },
      failedSince: null,
    });
  });

  it('a failure that comes after its month does not', () => {
    const progress = foldAll([monthRecord(5, [day('2025-05-31')]), failed(5)]);
    expect(progress.months.get('2025-05')).toMatchObject({
      outcome: { type: 'month' },
      failedSince: null,
    });
  });

  it('a retry that fails again keeps its first moment and tells the newer reason', () => {
    const retried = retry(foldAll([failed(5, 'zz old')]), '2025-05');
    expect(retried.months.get('2025-05')?.retrying).toBe(true);
    expect(fold(retried, failed(5, 'new'), 9_999).months.get('2025-05')).toMatchObject({
      outcome: { message: 'new' },
      failedSince: 1_000,
      retrying: false,
    });
  });

  it('a retry that fails takes away none of a partial month’s days', () => {
    const partial = monthRecord(10, [day('2025-10-25')], {
      status: 'partial',
      missing_dates: ['2025-10-12'],
    });
    const progress = fold(retry(foldAll([partial]), '2025-10'), failed(10), 1);
    expect(progress.months.get('2025-10')?.outcome).toMatchObject({
      type: 'month',
      practice_days: [{ date: '2025-10-25' }],
      error: { code: 'LIVERC_TIMEOUT' },
    });
  });
});

describe('folding in any order', () => {
  const october = [day('2025-10-25', 56), day('2025-10-12', 2)];
  const september = [day('2025-09-28', 7), day('2025-09-06', 31)];
  const records: DiscoveryRecord[] = [
    started(10, 9, 8, 7),
    started(9, 7),
    listing(10, ...october),
    listing(9, ...september),
    monthRecord(10, october),
    monthRecord(10, october, { source: 'cache', fetched_at: '2025-11-16T09:00:00.000Z' }),
    monthRecord(9, september.slice(0, 1), { status: 'partial', missing_dates: ['2025-09-06'] }),
    monthRecord(8, []),
    failed(9),
    failed(7),
    { type: 'heartbeat' },
    done(),
  ];

  it('gives the same rows and months, with duplicates and replays', () => {
    const expected = foldAll(records);
    const anyOrder = fc
      .tuple(
        fc.shuffledSubarray(records, { minLength: records.length }),
        fc.array(fc.constantFrom(...records), { maxLength: 20 }),
      )
      .chain(([all, again]) => {
        const both = [...all, ...again];
        return fc.shuffledSubarray(both, { minLength: both.length });
      });
    fc.assert(
      fc.property(anyOrder, (shuffled) => {
        const progress = foldAll(shuffled);
        expect(rowsOf(progress)).toEqual(rowsOf(expected));
        for (const [key, month] of expected.months) {
          expect(progress.months.get(key)?.outcome).toEqual(month.outcome);
        }
      }),
    );
  });

  it('never gives a date two rows', () => {
    const dates = (rowsOf(foldAll([...records, ...records])) as { date: string }[]).map(
      ({ date }) => date,
    );
    expect(dates).toEqual(['2025-10-25', '2025-10-12', '2025-09-28', '2025-09-06']);
  });

  it('knows the months of the plan before anything is heard', () => {
    expect([...expectMonths(['2025-10', '2025-09']).months.keys()]).toEqual(['2025-10', '2025-09']);
  });
});
