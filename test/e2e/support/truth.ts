import type { PracticeDay, YearMonth } from '@trackside/contracts';
import type { Simulator } from '@trackside/simulator';

/** What LiveRC shows of a track between two dates, in the contract's fields, newest first. */
export function trueDays(
  simulator: Simulator,
  slug: string,
  startDate: string,
  endDate: string,
): PracticeDay[] {
  return simulator.truth
    .months(slug)
    .filter((month) => month >= startDate.slice(0, 7) && month <= endDate.slice(0, 7))
    .flatMap((month) => simulator.truth.month(slug, month).practice_days)
    .filter(({ date }) => date >= startDate && date <= endDate)
    .sort((a, b) => (a.date < b.date ? 1 : -1));
}

/** `YYYY-MM-DD` some days before another. */
export function daysBefore(date: string, days: number): string {
  const [year, month, day] = date.split('-').map(Number) as [number, number, number];
  return new Date(Date.UTC(year, month - 1, day - days)).toISOString().slice(0, 10);
}

/** The latest date anywhere on earth, where a range without dates ends. */
export function latestToday(): string {
  return new Date(Date.now() + 14 * 3_600_000).toISOString().slice(0, 10);
}

/** The calendar month some months before the present one. */
export function monthsAgo(months: number): YearMonth {
  const [year, month] = latestToday().split('-').map(Number) as [number, number];
  const index = year * 12 + (month - 1) - months;
  return { year: Math.floor(index / 12), month: (index % 12) + 1 };
}

/** The first day of the month that lies so many months back, `YYYY-MM-DD`. */
export function monthStart(monthsBack: number): string {
  const now = new Date();
  return new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() - monthsBack, 1))
    .toISOString()
    .slice(0, 10);
}

/** A month that has settled, within 180 days, with at least three days of practice. */
export function settledMonth(simulator: Simulator, slug: string): YearMonth {
  for (let ago = 2; ago < 6; ago += 1) {
    const { year, month } = monthsAgo(ago);
    const name = `${year}-${String(month).padStart(2, '0')}`;
    if (!simulator.truth.months(slug).includes(name)) continue;
    if (simulator.truth.month(slug, name).practice_days.length >= 3) return { year, month };
  }
  throw new Error('the simulated track has no month to test with');
}
