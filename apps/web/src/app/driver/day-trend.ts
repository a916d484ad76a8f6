import type { DriverDay } from '@trackside/contracts';
import { type Trend, LEAST_TREND_POINTS, robustTrend } from '@trackside/lap-statistics';
import { dayNumber, formatDate } from '../calendar/calendar-date';
import { formatLapTime } from '../laps/lap-time';

const WEEK = { days: 7, name: 'week' };
const MONTH = { days: 365.25 / 12, name: 'month' };
/** A change a month can't be told from fewer weeks. */
const MONTHS_FROM_DAYS = 60;

/** The figure of each day that a trend goes by. */
export interface DayFigure {
  /** `Best lap`. */
  readonly name: string;
  of(day: DriverDay): number | null;
}

/** How a figure changed over the days, as a line over day numbers and in words. */
export interface DayTrend {
  readonly trend: Trend;
  /** Of the first and the last of its days. */
  readonly ends: readonly [number, number];
  /** `Best lap: 0.214 s quicker a month.` */
  readonly words: string;
}

/**
 * The days that a trend goes by: those whose laps are read, where they are enough to tell one. Days
 * of which only LiveRC's list is known count laps that cut the track.
 *
 * @param days oldest first
 */
export function trendDays(
  days: readonly DriverDay[],
  countsAllLaps: (day: DriverDay) => boolean,
): readonly DriverDay[] {
  const read = days.filter((day) => !countsAllLaps(day));
  return read.length >= LEAST_TREND_POINTS ? read : days;
}

/** Null with fewer than four days that have the figure. */
export function dayTrend(days: readonly DriverDay[], figure: DayFigure): DayTrend | null {
  const points = days.flatMap((day): [number, number][] => {
    const value = figure.of(day);
    return value === null ? [] : [[dayNumber(day.date), value]];
  });
  const trend = robustTrend(points);
  const [first, last] = [points[0]?.[0], points.at(-1)?.[0]];
  if (trend === null || first === undefined || last === undefined) {
    return null;
  }
  return { trend, ends: [first, last], words: `${figure.name}: ${change(trend, last - first)}.` };
}

/** `Over 12 days since Sat 2 Aug 2025; single days don’t turn it.` */
export function basisWords(days: readonly DriverDay[]): string {
  const since = formatDate(days[0]?.date ?? '');
  return `Trend over ${days.length} days since ${since}; single days don’t turn it.`;
}

function change({ slope, isClear }: Trend, span: number): string {
  const per = span < MONTHS_FROM_DAYS ? WEEK : MONTH;
  const seconds = Math.round(slope * per.days * 1000) / 1000;
  if (!isClear || seconds === 0) {
    return 'no clear change';
  }
  return `${formatLapTime(Math.abs(seconds))} s ${seconds < 0 ? 'quicker' : 'slower'} a ${per.name}`;
}
