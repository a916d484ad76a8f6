import fc from 'fast-check';
import {
  ageMs,
  canStillChange,
  type DoubtTimes,
  earliestToday,
  firstUnsettledDate,
  hasSecondWitness,
  isDueAgain,
  isFresh,
  latestCredible,
  latestToday,
  liesInFuture,
  remainingFreshMs,
  removedForGood,
  ttlSeconds,
} from '../src/freshness.js';
import { monthOf } from '../src/months.js';

const OPEN_TTL = 600;
const october = { year: 2025, month: 10 };
const at = (instant: string): Date => new Date(instant);

describe('today, for a track whose zone nobody knows', () => {
  it('is the latest date anywhere on earth where it ends a range', () => {
    expect(latestToday(at('2025-10-25T09:59:00Z'))).toBe('2025-10-25');
    expect(latestToday(at('2025-10-25T10:00:00Z'))).toBe('2025-10-26');
    expect(latestToday(at('2024-12-31T10:00:00Z'))).toBe('2025-01-01');
    expect(latestToday(at('2024-02-28T10:00:00Z'))).toBe('2024-02-29');
  });

  it('is the earliest date anywhere on earth where age is judged', () => {
    expect(earliestToday(at('2025-10-25T11:59:00Z'))).toBe('2025-10-24');
    expect(earliestToday(at('2025-10-25T12:00:00Z'))).toBe('2025-10-25');
    expect(earliestToday(at('2025-01-01T11:59:59Z'))).toBe('2024-12-31');
    expect(earliestToday(at('2024-03-01T11:59:59Z'))).toBe('2024-02-29');
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
    expect(firstUnsettledDate(at('2024-03-01T12:00:00Z'))).toBe('2024-02-28');
    expect(firstUnsettledDate(at('2025-01-02T11:59:59Z'))).toBe('2024-12-30');
  });
});

describe('the months that are open at one moment', () => {
  it('are judged by the earliest date on earth, also across a year and in leap years', () => {
    const december = { year: 2024, month: 12 };
    const [leap, plain] = [
      { year: 2024, month: 2 },
      { year: 2025, month: 2 },
    ];

    expect(canStillChange(december, at('2025-01-03T11:59:59.999Z'))).toBe(true);
    expect(canStillChange(december, at('2025-01-03T12:00:00Z'))).toBe(false);
    expect(canStillChange(leap, at('2024-03-03T11:59:59Z'))).toBe(true);
    expect(canStillChange(leap, at('2024-03-03T12:00:00Z'))).toBe(false);
    expect(canStillChange(plain, at('2025-03-03T11:59:59Z'))).toBe(true);
    expect(canStillChange(plain, at('2025-03-03T12:00:00Z'))).toBe(false);
  });

  it('include those that nobody has reached', () => {
    expect(canStillChange({ year: 2026, month: 1 }, at('2025-10-25T12:00:00Z'))).toBe(true);
  });
});

describe('last month', () => {
  it('counts for a day until the month after it has begun at UTC−12', () => {
    expect(ttlSeconds(october, at('2025-12-01T11:59:59Z'), OPEN_TTL)).toBe(86_400);
    expect(ttlSeconds(october, at('2025-12-01T12:00:00Z'), OPEN_TTL)).toBe(30 * 86_400);
  });

  it('is December in January', () => {
    const december = { year: 2024, month: 12 };

    expect(ttlSeconds(december, at('2025-01-20T00:00:00Z'), OPEN_TTL)).toBe(86_400);
    expect(ttlSeconds(december, at('2025-02-20T00:00:00Z'), OPEN_TTL)).toBe(30 * 86_400);
  });
});

describe('a copy of a month', () => {
  const read = at('2025-10-20T12:00:00Z');

  it('is expired to the millisecond when its time is over', () => {
    expect(remainingFreshMs(october, read, at('2025-10-20T12:00:00Z'), OPEN_TTL)).toBe(600_000);
    expect(remainingFreshMs(october, read, at('2025-10-20T12:09:59.999Z'), OPEN_TTL)).toBe(1);
    expect(isFresh(october, read, at('2025-10-20T12:09:59.999Z'), OPEN_TTL)).toBe(true);
    expect(isFresh(october, read, at('2025-10-20T12:10:00Z'), OPEN_TTL)).toBe(false);
  });

  it('that a clock read five minutes ahead counts so much longer, and not at all beyond', () => {
    expect(remainingFreshMs(october, read, at('2025-10-20T11:55:00Z'), OPEN_TTL)).toBe(900_000);
    expect(isFresh(october, read, at('2025-10-20T11:54:59.999Z'), OPEN_TTL)).toBe(false);
  });

  it('read in the last moment in which the month could change counts for ten minutes', () => {
    const lastMoment = at('2025-11-03T11:59:59.999Z');
    const settled = at('2025-11-03T12:00:00Z');

    expect(isFresh(october, lastMoment, at('2025-11-03T12:09:59Z'), OPEN_TTL)).toBe(true);
    expect(isFresh(october, lastMoment, at('2025-11-03T12:10:00Z'), OPEN_TTL)).toBe(false);
    expect(isFresh(october, settled, at('2025-11-03T12:10:00Z'), OPEN_TTL)).toBe(true);
  });

  it('is never kept where an open month counts for no time at all', () => {
    expect(isFresh(october, read, read, 0)).toBe(false);
  });
});

describe('the age of a moment', () => {
  const now = at('2025-10-25T12:00:00Z');

  it('is the time since then, below zero for one that lies up to five minutes ahead', () => {
    expect(ageMs(at('2025-10-25T11:59:00Z'), now)).toBe(60_000);
    expect(ageMs(at('2025-10-25T12:05:00Z'), now)).toBe(-300_000);
  });

  it('is greater than any other for one that a clock told which ran ahead', () => {
    expect(ageMs(at('2025-10-25T12:05:00.001Z'), now)).toBe(Infinity);
    expect(ageMs(at('2099-01-01T00:00:00Z'), now)).toBe(Infinity);
  });

  it('agrees with what the latest credible moment is', () => {
    expect(latestCredible(now)).toEqual(at('2025-10-25T12:05:00Z'));
    expect(ageMs(latestCredible(now), now)).toBe(-300_000);
  });

  it('makes what was removed a week ago deletable', () => {
    expect(removedForGood(now)).toEqual(at('2025-10-18T12:00:00Z'));
  });
});

describe('a day whose readings contradict what is known', () => {
  const doubt = (lastReadAt: string, readings: number): DoubtTimes => ({
    since: '2025-10-25T12:00:00.000Z',
    lastReadAt,
    readings,
  });
  const once = doubt('2025-10-25T12:00:00.000Z', 1);
  const twiceTooSoon = doubt('2025-10-25T12:00:05.000Z', 2);
  const settledBySecond = doubt('2025-10-25T12:01:00.000Z', 3);

  it('may be asked for again five seconds after the first reading', () => {
    expect(isDueAgain(once, at('2025-10-25T12:00:04.999Z'))).toBe(false);
    expect(isDueAgain(once, at('2025-10-25T12:00:05Z'))).toBe(true);
  });

  it('waits after that until the first reading is a minute old', () => {
    expect(isDueAgain(twiceTooSoon, at('2025-10-25T12:00:59.999Z'))).toBe(false);
    expect(isDueAgain(twiceTooSoon, at('2025-10-25T12:01:00Z'))).toBe(true);
  });

  it('waits five seconds after every reading, however old the first is', () => {
    const justRead = doubt('2025-10-25T12:00:58.000Z', 2);

    expect(isDueAgain(justRead, at('2025-10-25T12:01:02.999Z'))).toBe(false);
    expect(isDueAgain(justRead, at('2025-10-25T12:01:03Z'))).toBe(true);
  });

  it('is asked for every ten minutes once two readings a minute apart could not settle it', () => {
    expect(hasSecondWitness(settledBySecond)).toBe(true);
    expect(isDueAgain(settledBySecond, at('2025-10-25T12:10:59.999Z'))).toBe(false);
    expect(isDueAgain(settledBySecond, at('2025-10-25T12:11:00Z'))).toBe(true);
  });

  it('has no second witness in a reading less than a minute after the first', () => {
    expect(hasSecondWitness(once)).toBe(false);
    expect(hasSecondWitness(doubt('2025-10-25T12:00:59.999Z', 9))).toBe(false);
  });

  it('may be asked for at once when the clock that noted its readings ran ahead', () => {
    const ahead = doubt('2025-10-25T14:00:00.000Z', 5);

    expect(isDueAgain({ ...ahead, since: ahead.lastReadAt }, at('2025-10-25T12:00:00Z'))).toBe(
      true,
    );
  });
});
