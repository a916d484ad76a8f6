import type { DriverAtTrack, DriverDay } from '@trackside/contracts';
import { formatGap } from '../laps/lap-time';

/** A day on which both drove the class. */
export interface SharedDay {
  readonly date: string;
  readonly days: readonly [DriverDay, DriverDay];
  /** How far the second's best was behind the first's, in seconds; null where one has none. */
  readonly gapSeconds: number | null;
}

type Driven = Pick<DriverAtTrack, 'days' | 'classes'>;

/** The days that both were there, newest first. */
export function sharedDays(first: Pick<Driven, 'days'>, second: Pick<Driven, 'days'>): SharedDay[] {
  const others = new Map(second.days.map((day) => [day.date, day]));
  return first.days.flatMap((one) => {
    const other = others.get(one.date);
    return other ? [{ date: one.date, days: [one, other], gapSeconds: gapOf(one, other) }] : [];
  });
}

/** The classes that both drove, those of most sessions of both first. */
export function sharedClasses(first: Driven, second: Driven): string[] {
  const others = new Map(second.classes.map((one) => [one.class_name, one.session_count]));
  return first.classes
    .flatMap(({ class_name: name, session_count: count }) => {
      const other = others.get(name);
      return name !== null && other !== undefined ? [{ name, count: count + other }] : [];
    })
    .sort((a, b) => b.count - a.count)
    .map(({ name }) => name);
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
  const count = `${gaps.length} ${gaps.length === 1 ? 'day' : 'days'}`;
  if (ahead === behind) {
    return `Each had the quicker best lap on ${ahead} of ${count}.`;
  }
  const [name, won, most] =
    ahead > behind ? [names[0], ahead, Math.max(...gaps)] : [names[1], behind, -Math.min(...gaps)];
  return `${name} had the quicker best lap on ${won} of ${count}, at most by ${formatGap(most).replace('+', '')} s.`;
}

function areImported({ days }: SharedDay): boolean {
  return days.every(({ event_id: eventId }) => eventId !== null);
}

function gapOf(one: DriverDay, other: DriverDay): number | null {
  const [a, b] = [one.fastest_lap_seconds, other.fastest_lap_seconds];
  return a === null || b === null ? null : Math.round((b - a) * 1000) / 1000;
}
