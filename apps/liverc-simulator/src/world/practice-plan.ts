import { daysInMonth, formatDate, weekdayOf, dayNumberOf, monthOfNumber } from './dates.js';
import { Random } from './random.js';
import type { Track } from './tracks.js';

/** One day of practice as the calendar lists it. */
export interface PlannedDay {
  date: string;
  sessionCount: number;
}

/** Chance of practice on each weekday, Sunday first. */
const QUIET_WEEK = [0.34, 0.03, 0.08, 0.12, 0.09, 0.12, 0.5] as const;
const BUSY_WEEK = [0.99, 0.7, 0.75, 0.85, 0.85, 0.95, 1] as const;

function drawDays(random: Random, monthNumber: number, week: readonly number[]): number[] {
  const first = dayNumberOf(`${monthOfNumber(monthNumber)}-01`);
  const days: number[] = [];
  for (let day = 1; day <= daysInMonth(monthNumber); day++) {
    if (random.chance(week[weekdayOf(first + day - 1)] as number)) days.push(day);
  }
  return days;
}

/** Brings the number of days into `low`…`high` by adding or leaving out days of the month. */
function clampDays(random: Random, days: number[], length: number, low: number, high: number) {
  const chosen = new Set(days);
  while (chosen.size < low) chosen.add(random.int(1, length));
  while (chosen.size > high) chosen.delete(random.pick([...chosen]));
  return [...chosen].sort((a, b) => b - a);
}

function drawSessionCount(random: Random, track: Track): number {
  if (track.activity !== 'busy') return 2 + Math.floor(58 * random.next() ** 2.5 + 0.5);
  if (random.chance(0.04)) return random.int(250, 620);
  return 8 + Math.floor(140 * random.next() ** 2);
}

/** Whether a month has practice at all, without planning its days. */
export function hasPractice(seed: number, track: Track, monthNumber: number): boolean {
  if (track.activity === 'empty' || monthNumber < track.openedMonth) return false;
  if (track.activity === 'single') return monthNumber === track.openedMonth;
  if (track.closedMonth !== null && monthNumber > track.closedMonth) return false;
  if (monthNumber === track.openedMonth) return true;
  return !new Random(seed, 'gap', track.index, monthNumber).chance(track.gapChance);
}

/** Practice days of one month, newest first; empty in a month without practice. */
export function planMonth(seed: number, track: Track, monthNumber: number): PlannedDay[] {
  if (!hasPractice(seed, track, monthNumber)) return [];
  const random = new Random(seed, 'month', track.index, monthNumber);
  const length = daysInMonth(monthNumber);
  const busy = track.activity === 'busy';
  const drawn = drawDays(random, monthNumber, busy ? BUSY_WEEK : QUIET_WEEK);
  const days = clampDays(random, drawn, length, busy ? 20 : 2, busy ? length : 9);
  const year = Math.floor(monthNumber / 12);
  const month = (monthNumber % 12) + 1;
  return days.map((day) => ({
    date: formatDate(year, month, day),
    sessionCount: drawSessionCount(random, track),
  }));
}
