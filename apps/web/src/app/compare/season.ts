import type { DriverAtTrack, DriverDay } from '@trackside/contracts';
import { countWords } from '../laps/count';
import { formatGap } from '../laps/lap-time';

/** A day on which both drove the class. */
export interface SharedDay {
  readonly date: string;
  readonly days: readonly [DriverDay, DriverDay];
  /** How far the second's best was behind the first's, in seconds; null where one has none. */
  readonly gapSeconds: number | null;
}

type Driven = Pick<DriverAtTrack, 'days'>;

/** The days that both were there, newest first. @param year null for all */
export function sharedDays(first: Driven, second: Driven, year: number | null): SharedDay[] {
  const others = new Map(second.days.map((day) => [day.date, day]));
  return daysOf(first, year).flatMap((one) => {
    const other = others.get(one.date);
    return other ? [{ date: one.date, days: [one, other], gapSeconds: gapOf(one, other) }] : [];
  });
}

/**
 * The classes that both drove, those of most sessions of both first.
 *
 * @param first with all classes of each day, as `second`
 * @param year null for all
 */
export function sharedClasses(first: Driven, second: Driven, year: number | null): string[] {
  const others = sessionsByClass(second, year);
  return [...sessionsByClass(first, year)]
    .flatMap(([name, count]) => {
      const other = others.get(name);
      return other === undefined ? [] : [{ name, count: count + other }];
    })
    .sort((a, b) => b.count - a.count)
    .map(({ name }) => name);
}

/** The years in which either drove, newest first. */
export function yearsOf(drivers: readonly Driven[]): number[] {
  const years = drivers.flatMap(({ days }) => days.map(({ date }) => Number(date.slice(0, 4))));
  return [...new Set(years)].sort((a, b) => b - a);
}

/**
 * `Mia had the quicker best lap on 2 of 3 days, at most by 0.412 s.`, of days that are imported: on
 * others a cut lap may be the best. Null where there is none.
 */
export function seasonSentence(
  names: readonly [string, string],
  days: readonly SharedDay[],
): string | null {
  const gaps = days.filter(areImported).flatMap(({ gapSeconds }) => gapSeconds ?? []);
  if (gaps.length === 0) {
    return null;
  }
  const ahead = gaps.filter((gap) => gap > 0).length;
  const behind = gaps.filter((gap) => gap < 0).length;
  const count = countWords(gaps.length, gaps.length < days.length ? 'imported day' : 'day');
  if (ahead === behind) {
    return `Each had the quicker best lap on ${ahead} of ${count}.`;
  }
  const [name, won, most] =
    ahead > behind ? [names[0], ahead, Math.max(...gaps)] : [names[1], behind, -Math.min(...gaps)];
  return `${name} had the quicker best lap on ${won} of ${count}, at most by ${formatGap(most).replace('+', '')} s.`;
}

function daysOf({ days }: Driven, year: number | null): DriverDay[] {
  return days.filter(({ date }) => year === null || date.startsWith(`${year}-`));
}

function sessionsByClass(driven: Driven, year: number | null): Map<string, number> {
  const counts = new Map<string, number>();
  for (const { class_name: name, session_count: count } of daysOf(driven, year).flatMap(
    ({ classes }) => classes,
  )) {
    if (name !== null) counts.set(name, (counts.get(name) ?? 0) + count);
  }
  return counts;
}

function areImported({ days }: SharedDay): boolean {
  return days.every(({ event_id: eventId }) => eventId !== null);
}

function gapOf(one: DriverDay, other: DriverDay): number | null {
  const [a, b] = [one.fastest_lap_seconds, other.fastest_lap_seconds];
  return a === null || b === null ? null : Math.round((b - a) * 1000) / 1000;
}
