const HOUR_MS = 3_600_000;
const DAY_HOURS = 24;
const WEEK_HOURS = 7 * DAY_HOURS;
/** 1970 began on a thursday. */
const HOURS_TO_FIRST_MONDAY = 4 * DAY_HOURS;

/** How much an hour weighs while nobody has searched in it: people race on these days, by daylight. */
const RACING_WEIGHT = 3;
const OTHER_WEIGHT = 1;
const FRIDAY = 4;
/** From this hour on to that one, UTC: it is day where most tracks are. */
const DAYLIGHT = { from: 6, until: 22 };
/** Against a track that was searched in the hour, the rest hardly counts. */
const UNSEARCHED_SHARE = 0.02;
/** So much of an hour's requests may be sent ahead of their time. */
const HEAD_START = 1 / 6;
/** In so many milliseconds what was noted of an hour of the week counts half. */
export const HOUR_HALF_LIFE_MS = 28 * DAY_HOURS * HOUR_MS;

/** Which hour of the week it is, from monday, UTC: 0 to 167. */
export function hourOfWeek(at: Date): number {
  const hours = Math.floor(at.getTime() / HOUR_MS) - HOURS_TO_FIRST_MONDAY;
  return ((hours % WEEK_HOURS) + WEEK_HOURS) % WEEK_HOURS;
}

/** Whether people race: fridays to sundays, by daylight. */
export function isRacingHour(hour: number): boolean {
  const ofDay = hour % DAY_HOURS;
  const isDaylight = ofDay >= DAYLIGHT.from && ofDay < DAYLIGHT.until;
  return hour >= FRIDAY * DAY_HOURS && isDaylight;
}

/**
 * How many requests may be sent now so that the day's budget goes where people search: each hour has
 * its share by what was searched in it in past weeks, on fridays to sundays by daylight more while that
 * is unknown, and spends it evenly.
 *
 * @param searched by hour of the week: tracks searched in it, as of now
 */
export function allowanceOf(
  budget: number,
  spent: { before: number; thisHour: number },
  searched: ReadonlyMap<number, number>,
  now: Date,
): number {
  const present = hourOfWeek(now);
  const weightOf = (hour: number): number => {
    const unsearched = isRacingHour(hour) ? RACING_WEIGHT : OTHER_WEIGHT;
    const known = searched.get(hour) ?? 0;
    return known + unsearched * (searched.size > 0 ? UNSEARCHED_SHARE : 1);
  };
  let ahead = 0;
  const end = present - (present % DAY_HOURS) + DAY_HOURS;
  for (let hour = present; hour < end; hour += 1) ahead += weightOf(hour);
  const share = ((budget - spent.before) * weightOf(present)) / ahead;
  const elapsed = (now.getTime() % HOUR_MS) / HOUR_MS;
  const due = share * Math.min(1, elapsed + HEAD_START);
  return Math.max(0, Math.floor(due - spent.thisHour));
}
