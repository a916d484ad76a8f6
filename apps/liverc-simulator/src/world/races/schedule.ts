import { dateOfDayNumber, dayNumberOf } from '../dates.js';
import type { RaceEvent } from '../events.js';
import { Random } from '../random.js';
import type { EventShape } from './event-shape.js';
import type { PlannedRace, Section } from './race.js';

export interface Moment {
  date: string;
  /** After midnight. */
  minute: number;
}

const FIRST_START_MINUTE = 8 * 60 + 15;
const DAY_MINUTES = 24 * 60;
const POSTED_LATE_CHANCE = 0.1;

function momentOf(event: RaceEvent, day: number, minute: number): Moment {
  const shift = day + Math.floor(minute / DAY_MINUTES);
  return {
    date: dateOfDayNumber(dayNumberOf(event.startDate) + shift),
    minute: minute % DAY_MINUTES,
  };
}

/**
 * When each race was completed. An event of several days spreads its rounds over them; times that
 * were posted late are the only ones out of order.
 */
export function schedule(
  seed: number,
  event: RaceEvent,
  shape: EventShape,
  races: readonly PlannedRace[],
): Moment[] {
  const random = new Random(seed, 'schedule', event.id);
  const sections: Section[] = [...new Set(races.map(({ section }) => section))];
  const days = dayNumberOf(event.endDate) - dayNumberOf(event.startDate) + 1;
  const dayOf = (section: Section) =>
    Math.floor((sections.indexOf(section) * days) / sections.length);
  let day = 0;
  let minute = FIRST_START_MINUTE;
  return races.map(({ section, lengthSeconds }) => {
    if (dayOf(section) > day) {
      day = dayOf(section);
      minute = FIRST_START_MINUTE;
    }
    minute += random.int(2, 4) + Math.ceil(lengthSeconds / 60);
    const late = shape.postedLate && random.chance(POSTED_LATE_CHANCE) ? random.int(30, 90) : 0;
    return momentOf(event, day, minute + late);
  });
}
