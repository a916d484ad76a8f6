import type { DriverRace, DriverSession } from '@trackside/contracts';
import { formatDate } from '../calendar/calendar-date';
import { countWords } from '../laps/count';
import { formatLapTime } from '../laps/lap-time';
import { stintId } from '../race-events/race/race-stint';

/** A race that can be compared. */
export interface RaceChoice {
  /** Of the driver's stint in it. */
  readonly id: string;
  readonly words: string;
  readonly facts: string;
}

/** @param races with a row for each result of the name; those of one race in order of position */
export function raceChoices(races: readonly DriverRace[], driver: string): RaceChoice[] {
  return races.map((race, at) => ({
    id: stintId({ raceId: race.race_id, driver: nameIn(races, at, driver) }),
    words: `${race.date === null ? race.event_name : formatDate(race.date)}, ${race.label}`,
    facts: factsOf(race),
  }));
}

/** As the race's page calls them: of two with one name in a race the second is `AMY REED (2)`. */
function nameIn(races: readonly DriverRace[], at: number, driver: string): string {
  const before = races.slice(0, at).filter(({ race_id }) => race_id === races[at]?.race_id);
  return before.length === 0 ? driver : `${driver} (${before.length + 1})`;
}

/** `1/8 Buggy, 14 laps, best 36.018`. */
export function factsOf({
  class_name,
  lap_count,
  fastest_lap_seconds,
}: Pick<DriverSession, 'class_name' | 'lap_count' | 'fastest_lap_seconds'>): string {
  const laps = lap_count === null ? '' : countWords(lap_count, 'lap');
  const best = fastest_lap_seconds === null ? '' : `best ${formatLapTime(fastest_lap_seconds)}`;
  return [class_name ?? 'No class', laps, best].filter((fact) => fact !== '').join(', ');
}
