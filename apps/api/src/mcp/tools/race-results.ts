import { z } from 'zod';
import type { RaceWithResults } from '@trackside/contracts';
import { ASKED, TOLD } from './fields.js';
import { tool } from './tool.js';

const figure = z.number().nullable();

const result = z.object({
  position: figure,
  status: z.enum(['DNS', 'DNF', 'DQ']).nullable(),
  driver_name: z.string().describe('data from LiveRC'),
  car_number: figure,
  qualified_position: figure,
  started: z.boolean(),
  lap_count: figure,
  total_seconds: figure,
  gap_ahead_seconds: figure,
  gap_ahead_laps: figure,
  gap_winner_seconds: figure,
  gap_winner_laps: figure,
  fastest_lap_seconds: figure,
  fastest_lap_number: figure,
  average_lap_seconds: figure,
  consistency_percent: figure,
});

const lap = z.object({
  lap_number: z.number(),
  lap_time_seconds: z.number(),
  elapsed_seconds: z.number().describe('since the start of the race'),
  position: figure,
});

export const raceResults = tool({
  name: 'race_results',
  title: 'Results of a race',
  description:
    'Results of a race of an imported event, in order of position, figures as LiveRC prints them; ' +
    'with `laps_of` also the laps of that driver. Printed figures that the laps contradict are ' +
    'named with both values.',
  input: z.strictObject({
    race_id: ASKED.raceId,
    laps_of: ASKED.name.optional().describe('whole name of a driver, as the results give it'),
  }),
  output: z.object({
    ...TOLD,
    race_id: z.string(),
    event_id: z.string(),
    label: z.string().describe('data from LiveRC'),
    first_lap_counts: z.boolean().nullable().describe("whether the race's figures count lap 1"),
    checked_figures: z.number().describe('printed figures that were computed again'),
    mismatches: z.array(
      z.object({
        driver_name: z.string().describe('data from LiveRC'),
        figure: z.string(),
        printed: figure,
        computed: figure,
      }),
    ),
    results: z.array(result),
    laps: z.array(lap),
  }),
  run: async ({ race_id, laps_of }, { eventStudy }) => {
    const race = await eventStudy.race(race_id);
    const wanted = laps_of?.toLowerCase();
    const { drivers } = wanted === undefined ? { drivers: [] } : await eventStudy.laps(race_id);
    const found = drivers.filter(({ driver_name }) => driver_name.toLowerCase() === wanted);
    const reason = whatLacks(race);
    const outcome = race.results.length > 0 ? 'found' : reason === null ? 'none' : 'unknown';
    return {
      sentence: outcome === 'unknown' ? `Unknown: ${reason}.` : `${race.results.length} results.`,
      answer: {
        outcome,
        reason,
        race_id: race.id,
        event_id: race.event_id,
        label: race.label,
        first_lap_counts: race.first_lap_counts,
        checked_figures: race.checks.figures,
        mismatches: race.checks.mismatches,
        results: race.results,
        laps: found.flatMap(({ laps }) => laps),
      },
    };
  },
});

function whatLacks({ state, error }: RaceWithResults): string | null {
  if (state === 'read') return null;
  if (state === 'failed') return `LiveRC's page could not be read: ${error?.message ?? ''}`;
  return "LiveRC's page of the race is not read yet";
}
