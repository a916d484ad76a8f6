import { Injectable, inject } from '@angular/core';
import type { RaceEventStudy, RaceLaps, RaceWithResults } from '@trackside/contracts';
import { lapFigures, paceFigures } from '@trackside/lap-statistics';
import { asApiError } from '../api/api-error';
import { RaceEventsApi } from '../api/race-events-api';
import { formatDate } from '../calendar/calendar-date';
import { belongsTo } from '../me/driver-names';
import { isBeingImported } from '../race-events/read-again';
import { type RaceStint, stintId, stintOf } from '../race-events/race/race-stint';
import { type Racer, lapNote, racersOf } from '../race-events/race/racers';
import type { Chosen } from './chosen';

/** Race stints that were asked for by their ids. */
export interface FoundStints {
  readonly known: readonly Chosen[];
  /** Ids of which no race, or no driver of theirs, is known. */
  readonly unknown: readonly string[];
}

interface ReadRace {
  readonly race: RaceWithResults;
  readonly laps: RaceLaps;
  readonly event: RaceEventStudy;
}

/** What drivers drove in races, as a comparison takes it. */
@Injectable({ providedIn: 'root' })
export class RaceStints {
  readonly #api = inject(RaceEventsApi);

  /** In the order of `ids`; each race and each event is read once. Rejects as `TracksideApi` does. */
  async of(ids: readonly string[], signal?: AbortSignal): Promise<FoundStints> {
    const stints = ids.flatMap((id) => stintOf(id) ?? []);
    const raceIds = [...new Set(stints.map(({ raceId }) => raceId))];
    const events = new Map<string, Promise<RaceEventStudy>>();
    const eventOf = (id: string): Promise<RaceEventStudy> => {
      const event = events.get(id) ?? this.#api.event(id, signal);
      events.set(id, event);
      return event;
    };
    const read = await Promise.all(raceIds.map((id) => this.#read(id, eventOf, signal)));
    const races = new Map(raceIds.map((id, index) => [id, read[index] ?? null]));
    const found = stints.map((stint) => ({
      id: stintId(stint),
      chosen: chosenStint(stint, races.get(stint.raceId) ?? null),
    }));
    return {
      known: found.flatMap(({ chosen }) => chosen ?? []),
      unknown: found.flatMap(({ id, chosen }) => (chosen === null ? id : [])),
    };
  }

  /** Null for a race that is not known here. */
  async #read(
    raceId: string,
    eventOf: (id: string) => Promise<RaceEventStudy>,
    signal?: AbortSignal,
  ): Promise<ReadRace | null> {
    try {
      const [race, laps] = await Promise.all([
        this.#api.race(raceId, signal),
        this.#api.laps(raceId, signal),
      ]);
      return { race, laps, event: await eventOf(race.event_id) };
    } catch (cause) {
      if (asApiError(cause).code === 'NOT_FOUND') return null;
      throw cause;
    }
  }
}

const NOT_READ: Pick<Racer, 'timed' | 'doubted' | 'result'> = {
  timed: [],
  doubted: new Set(),
  result: null,
};

/** Null where nobody in the race has the name, in whatever spelling. */
export function chosenStint(stint: RaceStint, read: ReadRace | null): Chosen | null {
  if (read === null) {
    return null;
  }
  const { race, laps, event } = read;
  const racers = racersOf(laps.drivers, race);
  const isAsked = belongsTo([stint.driver]);
  const racer =
    racers.find(({ name }) => name === stint.driver) ??
    racers.find(({ name }) => isAsked({ driver_name: name, transponder: null }));
  if (racer === undefined && race.state !== 'pending') {
    return null;
  }
  const date = race.completed_at?.slice(0, 10) ?? event.start_date;
  return {
    ...stintOfRacer(stintId(stint), racer ?? NOT_READ, race.first_lap_counts),
    driver: racer?.name ?? stint.driver,
    when: date === null ? race.label : `${formatDate(date)}, ${race.label}`,
    className: race.class_name ?? 'No class',
    trackId: event.track_id,
    trackName: event.track_name,
    isAwaited: race.state === 'pending' && isBeingImported(event),
  };
}

/**
 * Lap 1 begins on the grid and has another length, so it is compared with no other lap; nor is one
 * that contradicts the printed total. Figures that LiveRC prints of such laps, too, are computed anew
 * from the others.
 */
function stintOfRacer(
  id: string,
  racer: Pick<Racer, 'timed' | 'doubted' | 'result'>,
  firstLapCounts: boolean | null,
): Pick<Chosen, 'figures' | 'laps' | 'notes'> {
  const notes = new Map<number, string>();
  const laps = racer.timed.map((lap) => {
    const note = lapNote(racer, lap.lap_number);
    if (note !== null) notes.set(lap.lap_number, note);
    return { ...lap, is_valid: lap.is_valid && note === null };
  });
  const isOfSameLaps = firstLapCounts === false && racer.doubted.size === 0;
  const printed = isOfSameLaps ? racer.result : null;
  const own = lapFigures(laps);
  const { median_lap_seconds, pace_consistency_percent } = paceFigures([laps]);
  return {
    laps,
    notes,
    figures: {
      id,
      fastest_lap_seconds: (printed ?? own).fastest_lap_seconds,
      average_lap_seconds: (printed ?? own).average_lap_seconds,
      average_top_5_seconds: (printed ?? own).average_top_5_seconds,
      top_3_consecutive_seconds: (printed ?? own).top_3_consecutive_seconds,
      consistency_percent: printed?.consistency_percent ?? null,
      ...{ median_lap_seconds, pace_consistency_percent },
      lap_count: laps.length,
      invalid_lap_count: laps.length === 0 ? null : notes.size,
    },
  };
}
