import { dateOfDayNumber, dayNumberOf, daysInMonth, formatDate, monthNumberOf } from './dates.js';
import { Random } from './random.js';
import type { Track } from './tracks.js';
import { EVENT_NAMES } from './vocabulary.js';

/** A race event as the track's list prints it. */
export interface RaceEvent {
  id: number;
  name: string;
  /** As printed, `YYYY-MM-DD`; years 0001, 0202 and 0938 occur. */
  startDate: string;
  /** Last day; equal to `startDate` for an event of one day. */
  endDate: string;
  /** Start of day, often the placeholder `00:00:00`. */
  startTime: string;
  entries: number;
  drivers: number;
}

const OLDEST_MONTH = monthNumberOf('2016-01');
const IDS_PER_TRACK = 1024;
const JUNK_DATES = ['0001-01-01', '0202-11-19', '0938-05-15'] as const;
const MONTHS_AHEAD = 7;

function drawEntries(random: Random): { entries: number; drivers: number } {
  if (random.chance(0.02)) return { entries: 0, drivers: 0 };
  const entries = random.int(4, 90);
  return { entries, drivers: Math.max(1, Math.round(entries * (0.7 + 0.3 * random.next()))) };
}

function drawLastDay(random: Random, startDate: string): string {
  if (!random.chance(0.14)) return startDate;
  const days = random.chance(0.05) ? random.int(20, 60) : random.int(1, 4);
  return dateOfDayNumber(dayNumberOf(startDate) + days);
}

function drawName(random: Random, monthNumber: number): string {
  if (random.chance(0.01)) return 'T';
  const name = random.pick(EVENT_NAMES);
  const round = (monthNumber % 12) + 1;
  if (name.endsWith('#') || name.endsWith('Round')) return `${name} ${round}`.replace('# ', '#');
  return random.chance(0.4) ? `${Math.floor(monthNumber / 12)} ${name}` : name;
}

function drawEvent(seed: number, track: Track, monthNumber: number, place: number): RaceEvent {
  const random = new Random(seed, 'event', track.index, monthNumber, place);
  const id = 200_000 + track.index * IDS_PER_TRACK + (monthNumber - OLDEST_MONTH) * 4 + place;
  const day = random.int(1, daysInMonth(monthNumber));
  const planned = formatDate(Math.floor(monthNumber / 12), (monthNumber % 12) + 1, day);
  const junk = random.chance(0.006);
  const startDate = junk ? random.pick(JUNK_DATES) : planned;
  return {
    id,
    name: drawName(random, monthNumber),
    startDate,
    endDate: junk ? startDate : drawLastDay(random, startDate),
    startTime: random.chance(0.25)
      ? `0${random.int(7, 9)}:${random.pick(['00', '30'])}:00`
      : '00:00:00',
    ...drawEntries(random),
  };
}

function eventsOfMonth(seed: number, track: Track, monthNumber: number): RaceEvent[] {
  const random = new Random(seed, 'events', track.index, monthNumber);
  if (!random.chance(track.eventChance)) return [];
  const count = track.activity === 'busy' ? random.int(1, 4) : random.pick([1, 1, 1, 2]);
  return Array.from({ length: count }, (_, place) => drawEvent(seed, track, monthNumber, place));
}

/**
 * Events of a track, newest first as the page sorts them: those that have begun by `today`, and
 * some announced for the months after it.
 */
export function eventsOf(seed: number, track: Track, today: string): RaceEvent[] {
  const lastMonth = monthNumberOf(today) + MONTHS_AHEAD;
  const events: RaceEvent[] = [];
  for (let month = Math.max(track.openedMonth, OLDEST_MONTH); month <= lastMonth; month++) {
    for (const event of eventsOfMonth(seed, track, month)) {
      const announced = new Random(seed, 'announced', event.id).chance(0.3);
      if (event.startDate <= today || announced) events.push(event);
    }
  }
  return events.sort((a, b) => b.startDate.localeCompare(a.startDate) || b.id - a.id);
}
