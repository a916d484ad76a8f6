import {
  type EventDetailTruth,
  type EventShape,
  type RaceTruth,
  Simulator,
} from '@trackside/simulator';
import { checkRace, type PrintedRace } from '../src/index.js';

/** A race's page: laps only of who has any on it, as where it prints none. */
function printedRace({ results, laps_printed }: RaceTruth): PrintedRace {
  return { results, drivers: laps_printed ? results : [] };
}

/** Two events of each oddity that the figures could stumble over. */
const ODDITIES = [
  'misprint',
  'withoutLaps',
  'statusWords',
  'equalPositions',
  'namesakes',
] as const satisfies readonly (keyof EventShape)[];
const OF_EACH = 2;

function eventsOf({ truth }: Simulator): EventDetailTruth[] {
  const all = truth
    .tracks()
    .flatMap(({ slug }) => truth.eventShapes(slug).map((event) => ({ slug, ...event })))
    .filter(({ shape }) => !shape.big);
  const odd = ODDITIES.flatMap((oddity) =>
    all.filter(({ shape }) => shape[oddity]).slice(0, OF_EACH),
  );
  return [...new Set(odd)].flatMap((one) => truth.event(one.slug, one.source_event_id) ?? []);
}

describe('the races of simulated events', () => {
  const simulator = new Simulator({ tracks: 30 });
  const races = eventsOf(simulator).flatMap((event) => event.races);
  const checks = races.map((race) => ({ race, check: checkRace(printedRace(race)) }));

  it('are told their misprints and nothing else, whatever is odd about them', () => {
    const wrong = checks.flatMap(({ race, check }) => {
      const told = check.mismatches.map((one) => [one.driver_name, one.figure, one.printed]);
      const misprints = race.misprints.map((one) => [one.driver_name, one.figure, one.printed]);
      const isTold = JSON.stringify(told) === JSON.stringify(misprints);
      return isTold ? [] : [{ id: race.source_race_id, told, misprints }];
    });
    expect(wrong).toEqual([]);
    expect(races.length).toBeGreaterThan(50);
    expect(races.filter((race) => race.misprints.length > 0).length).toBeGreaterThan(0);
    expect(races.some((race) => !race.laps_printed)).toBe(true);
    expect(races.some((race) => race.results.some((one) => one.status !== null))).toBe(true);
  });

  it('tell whether they count lap 1, or say that it can’t be told', () => {
    const told = checks.filter(({ check }) => check.first_lap_counts !== null);
    expect(told.length).toBeGreaterThan(races.length / 2);
    const otherwise = told.filter(
      ({ race, check }) => check.first_lap_counts !== race.first_lap_counts,
    );
    expect(otherwise.map(({ race }) => race.source_race_id)).toEqual([]);
  });

  it('count nothing of a race without laps', () => {
    const without = checks.filter(({ race }) => !race.laps_printed);
    expect(without.length).toBeGreaterThan(0);
    expect(without.map(({ check }) => check)).toEqual(
      without.map(() => ({ first_lap_counts: null, figures: 0, mismatches: [] })),
    );
  });
});
