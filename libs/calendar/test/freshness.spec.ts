import fc from 'fast-check';
import {
  canStillChange,
  earliestToday,
  firstUnsettledDate,
  isFresh,
  latestToday,
  liesInFuture,
  ttlSeconds,
} from '../src/freshness.js';
import { lastDate, monthOf } from '../src/months.js';

const OPEN_TTL = 600;
const october = { year: 2025, month: 10 };
const at = (instant: string): Date => new Date(instant);

describe('today, for a track whose zone nobody knows', () => {
  it('is the latest date anywhere on earth where it ends a range', () => {
    expect(latestToday(at('2025-10-25T09:59:00Z'))).toBe('2025-10-25');
    expect(latestToday(at('2025-10-25T10:00:00Z'))).toBe('2025-10-26');
  });

  it('is the earliest date anywhere on earth where age is judged', () => {
    expect(earliestToday(at('2025-10-25T11:59:00Z'))).toBe('2025-10-24');
    expect(earliestToday(at('2025-10-25T12:00:00Z'))).toBe('2025-10-25');
  });
});

describe('a month', () => {
  it('can still change until two days after its end, wherever the track is', () => {
    expect(canStillChange(october, at('2025-11-03T11:59:59Z'))).toBe(true);
    expect(canStillChange(october, at('2025-11-03T12:00:00Z'))).toBe(false);
  });

  it('counts for ten minutes while it can change, then a day, then thirty days', () => {
    expect(ttlSeconds(october, at('2025-10-20T00:00:00Z'), OPEN_TTL)).toBe(600);
    expect(ttlSeconds(october, at('2025-11-20T00:00:00Z'), OPEN_TTL)).toBe(86_400);
    expect(ttlSeconds(october, at('2025-12-20T00:00:00Z'), OPEN_TTL)).toBe(30 * 86_400);
    expect(ttlSeconds(october, at('2031-01-01T00:00:00Z'), OPEN_TTL)).toBe(30 * 86_400);
  });

  it('read while it could change is not known for longer because it has ended since', () => {
    const readOnItsLastDay = at('2025-10-31T20:00:00Z');

    expect(isFresh(october, readOnItsLastDay, at('2025-10-31T20:09:00Z'), OPEN_TTL)).toBe(true);
    expect(isFresh(october, readOnItsLastDay, at('2025-11-03T13:00:00Z'), OPEN_TTL)).toBe(false);
    expect(isFresh(october, readOnItsLastDay, at('2025-12-01T13:00:00Z'), OPEN_TTL)).toBe(false);
  });

  it('read after it had settled counts for a day, and for thirty once it is older', () => {
    const read = at('2025-11-30T00:00:00Z');

    expect(isFresh(october, read, at('2025-11-30T23:00:00Z'), OPEN_TTL)).toBe(true);
    expect(isFresh(october, read, at('2025-12-05T00:00:00Z'), OPEN_TTL)).toBe(true);
    expect(isFresh(october, read, at('2025-12-31T00:00:00Z'), OPEN_TTL)).toBe(false);
  });

  it('lies in the future only when no place on earth has reached it', () => {
    expect(liesInFuture(october, at('2025-09-30T09:59:00Z'))).toBe(true);
    expect(liesInFuture(october, at('2025-09-30T10:00:00Z'))).toBe(false);
  });

  it('is never fresh for ever, whenever it was read', () => {
    const instant = fc.date({
      min: at('2010-01-01T00:00:00Z'),
      max: at('2035-01-01T00:00:00Z'),
      noInvalidDate: true,
    });
    fc.assert(
      fc.property(instant, instant, (read, later) => {
        const month = monthOf(read.toISOString());
        const age = later.getTime() - read.getTime();
        return age <= 30 * 86_400_000 || !isFresh(month, read, later, OPEN_TTL);
      }),
    );
  });
});

describe('a day', () => {
  it('has settled when it lies more than two days back', () => {
    expect(firstUnsettledDate(at('2025-10-25T12:00:00Z'))).toBe('2025-10-23');
    expect(firstUnsettledDate(at('2025-03-01T12:00:00Z'))).toBe('2025-02-27');
  });
});

describe('the last date of a month', () => {
  it('knows leap years', () => {
    expect(lastDate({ year: 2024, month: 2 })).toBe('2024-02-29');
    expect(lastDate({ year: 2025, month: 2 })).toBe('2025-02-28');
    expect(lastDate({ year: 2025, month: 12 })).toBe('2025-12-31');
  });
});
