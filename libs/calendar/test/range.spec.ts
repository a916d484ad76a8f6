import fc from 'fast-check';
import { monthKey, monthsTouching } from '../src/months.js';
import { defaultDates, resolveRange } from '../src/range.js';
import {
  decodeResumeCursor,
  encodeResumeCursor,
} from '../../practice-days/src/discovery/resume-cursor.js';

const now = new Date('2025-11-20T12:00:00Z');
const trackId = '81fdab2d-ff28-53b4-9ba8-2b19af527f7f';

describe('the months of a range', () => {
  it('are those that touch it, newest first', () => {
    expect(monthsTouching('2024-12-31', '2025-02-01')).toEqual([
      { year: 2025, month: 2 },
      { year: 2025, month: 1 },
      { year: 2024, month: 12 },
    ]);
  });

  it('are the newest of them when there are more than the cap', () => {
    const range = resolveRange({ startDate: '2000-01-01', endDate: '2025-11-20' }, now, 12);

    expect(range.months).toHaveLength(12);
    expect(range.months[0]).toEqual({ year: 2025, month: 11 });
    expect(range.months.at(-1)).toEqual({ year: 2024, month: 12 });
    expect(range).toMatchObject({ monthsRequested: 311, truncated: true });
  });

  it('are those of the last 180 days when nothing is said', () => {
    expect(defaultDates(now)).toEqual({ startDate: '2025-05-25', endDate: '2025-11-21' });
    expect(resolveRange({}, now, 12).months.map(monthKey)).toEqual([
      202511, 202510, 202509, 202508, 202507, 202506, 202505,
    ]);
  });

  it('given one by one are sorted, and bound the days that count', () => {
    const months = [
      { year: 2025, month: 2 },
      { year: 2025, month: 9 },
    ];

    expect(resolveRange({ months }, now, 12)).toMatchObject({
      months: [months[1], months[0]],
      startDate: '2025-02-01',
      endDate: '2025-09-30',
      truncated: false,
    });
  });
});

describe('a resume cursor', () => {
  const range = resolveRange({ startDate: '2025-01-01', endDate: '2025-11-20' }, now, 12);
  const keys = range.months.map(monthKey);

  it('gives back the months that were received, whichever they are', () => {
    fc.assert(
      fc.property(fc.subarray(keys), (received) => {
        const cursor = encodeResumeCursor(trackId, range, new Set(received));
        expect(decodeResumeCursor(cursor, trackId, range)).toEqual(new Set(received));
        expect(cursor).toMatch(/^[\x21-\x7e]+$/);
      }),
    );
  });

  it('of another track or range counts for nothing', () => {
    const cursor = encodeResumeCursor(trackId, range, new Set(keys));
    const other = resolveRange({ startDate: '2025-01-02', endDate: '2025-11-20' }, now, 12);

    expect(decodeResumeCursor(cursor, '00000000-0000-5000-8000-000000000001', range).size).toBe(0);
    expect(decodeResumeCursor(cursor, trackId, other).size).toBe(0);
  });

  it('of the last 180 days still counts after midnight', () => {
    const today = resolveRange({}, now, 12);
    const tomorrow = resolveRange({}, new Date('2025-11-21T12:00:00Z'), 12);
    const cursor = encodeResumeCursor(trackId, today, new Set([202510]));

    expect(decodeResumeCursor(cursor, trackId, tomorrow)).toEqual(new Set([202510]));
  });

  it('that is not ours is ignored, whatever it is', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        expect(decodeResumeCursor(text, trackId, range)).toEqual(new Set());
        expect(decodeResumeCursor(`1.${text}`, trackId, range)).toEqual(new Set());
      }),
    );
  });
});
