import { allowanceOf, hourOfWeek, isRacingHour } from '../src/background/prefetch-pace.js';

const NOTHING = { before: 0, thisHour: 0 };
const at = (time: string) => new Date(`2026-03-${time}:00Z`);

/** What an hour may spend when all before it have spent what they might. */
function spendDay(budget: number, searched: ReadonlyMap<number, number>, date: string): number[] {
  const hours: number[] = [];
  let before = 0;
  for (let hour = 0; hour < 24; hour += 1) {
    const now = at(`${date}T${String(hour).padStart(2, '0')}:59`);
    const spent = allowanceOf(budget, { before, thisHour: 0 }, searched, now);
    hours.push(spent);
    before += spent;
  }
  return hours;
}

describe('the pace of reading ahead', () => {
  it('counts the hours of the week from monday', () => {
    expect(hourOfWeek(at('16T00:30'))).toBe(0);
    expect(hourOfWeek(at('22T23:30'))).toBe(167);
    expect(
      [at('19T12:00'), at('20T12:00'), at('20T05:00'), at('22T21:00')]
        .map(hourOfWeek)
        .map(isRacingHour),
    ).toEqual([false, true, false, true]);
  });

  it('spends a day evenly while nobody has searched, on a saturday more by daylight', () => {
    const wednesday = spendDay(2_400, new Map(), '18');
    const saturday = spendDay(2_400, new Map(), '21');

    expect(Math.max(...wednesday) - Math.min(...wednesday)).toBeLessThanOrEqual(3);
    expect(saturday[12]! / saturday[3]!).toBeCloseTo(3, 0);
  });

  it('keeps the budget for the hours in which people search', () => {
    const evening = new Map([66, 67, 68, 69].map((hour) => [hour, 20]));
    const spent = spendDay(2_000, evening, '18');

    expect(spent.slice(18, 22).every((requests) => requests > 470)).toBe(true);
    expect(spent.reduce((sum, each) => sum + each)).toBeLessThanOrEqual(2_000);
    expect(spent.reduce((sum, each) => sum + each)).toBeGreaterThan(1_950);
  });

  it('lets an hour spend as it goes by, a sixth of it ahead', () => {
    const begun = allowanceOf(2_400, NOTHING, new Map(), at('18T00:00'));
    const half = allowanceOf(2_400, NOTHING, new Map(), at('18T00:30'));
    const over = allowanceOf(2_400, { before: 0, thisHour: 100 }, new Map(), at('18T00:59'));

    expect([begun, half, over]).toEqual([16, 66, 0]);
  });

  it('is nothing when the day has spent its budget', () => {
    expect(allowanceOf(2_000, { before: 2_000, thisHour: 0 }, new Map(), at('18T20:00'))).toBe(0);
    expect(allowanceOf(2_000, { before: 1_900, thisHour: 200 }, new Map(), at('18T23:59'))).toBe(0);
  });
});
