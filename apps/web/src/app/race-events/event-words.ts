import type { Race, RaceEventStudy, RaceSection } from '@trackside/contracts';
import { formatDate } from '../calendar/calendar-date';
import { countWords, formatCount } from '../laps/count';
import { NOTHING, formatGap } from '../laps/lap-time';

const SECTIONS: Record<RaceSection, string> = {
  practice: 'Practice',
  seeding: 'Seeding',
  qualifying: 'Qualifying',
  main: 'Mains',
  other: 'Other races',
};

/** Races of one section and round. */
export interface ProgrammePart {
  readonly title: string;
  readonly races: readonly Race[];
}

/** Parts in the order in which they were run. @param races in the order of the programme */
export function programmeOf(races: readonly Race[]): ProgrammePart[] {
  const parts = new Map<string, Race[]>();
  for (const race of races) {
    const title = partTitle(race);
    parts.set(title, [...(parts.get(title) ?? []), race]);
  }
  return [...parts].map(([title, its]) => ({ title, races: its }));
}

/** `Qualifying, round 2`. */
export function partTitle({ section, round }: Pick<Race, 'section' | 'round'>): string {
  return round === null ? SECTIONS[section] : `${SECTIONS[section]}, round ${round}`;
}

/** `Race 14: 1/8 Buggy A-Main`. */
export function raceTitle({ race_number, label }: Pick<Race, 'race_number' | 'label'>): string {
  return race_number === null ? label : `Race ${race_number}: ${label}`;
}

/** `Sat 15 Nov 2025`, with its end where it ran for several days. */
export function eventDates({ start_date, end_date }: RaceEventStudy): string {
  if (start_date === null) return 'no date known';
  const isOneDay = end_date === null || end_date === start_date;
  return isOneDay ? formatDate(start_date) : `${formatDate(start_date)} – ${formatDate(end_date)}`;
}

/** `Sat 15 Nov 2025, 16:40`, when the race was over; null where LiveRC does not say. */
export function whenWords({ completed_at }: Pick<Race, 'completed_at'>): string | null {
  if (completed_at === null) return null;
  return `${formatDate(completed_at.slice(0, 10))}, ${completed_at.slice(11, 16)}`;
}

/** `30 minutes`, `5:30 minutes`. */
export function lengthWords(seconds: number): string {
  const [minutes, rest] = [Math.floor(seconds / 60), Math.round(seconds % 60)];
  if (rest === 0) return countWords(minutes, 'minute');
  return `${minutes}:${String(rest).padStart(2, '0')} minutes`;
}

/** How far the import is; null when all is here. */
export function progressWords(event: RaceEventStudy): string | null {
  const { races_total, races_read, races_failed } = event.progress;
  if (event.imported_at === null) return 'This event is not imported yet.';
  const isUnderWay = event.job_state === 'queued' || event.job_state === 'running';
  if (event.fetched_at === null && isUnderWay) return 'The event’s page is being read.';
  if (event.fetched_at === null) return 'Its races are not read yet: import it again.';
  if (races_total === 0) return null;
  if (races_read === races_total) return null;
  const failed = races_failed === 0 ? '' : `, ${formatCount(races_failed)} failed`;
  return `${formatCount(races_read)} of ${countWords(races_total, 'race')} are here${failed}.`;
}

/** A gap as it is told: `+1.234`, `2 laps`; a dash for who leads, or where there is none. */
export function gapWords(seconds: number | null, laps: number | null): string {
  if (laps !== null && laps !== 0) return countWords(laps, 'lap');
  return seconds === null ? NOTHING : formatGap(seconds);
}
