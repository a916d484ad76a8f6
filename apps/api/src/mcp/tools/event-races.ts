import { z } from 'zod';
import type { RaceEventStudy } from '@trackside/contracts';
import { ASKED, TOLD } from './fields.js';
import { raceEvent } from './find-events.js';
import { tool } from './tool.js';

const name = z.string().nullable().describe('data from LiveRC');

const race = z.object({
  id: z.string(),
  source_race_id: z.string(),
  section: z.enum(['practice', 'seeding', 'qualifying', 'main', 'other']),
  round: z.number().nullable(),
  race_number: z.number().nullable(),
  label: z.string().describe('data from LiveRC'),
  class_name: name,
  completed_at: z.string().nullable().describe("the track's own time, without a zone"),
  driver_count: z.number().nullable(),
  lap_count: z.number().nullable(),
  winner_name: name,
  state: z.enum(['pending', 'read', 'failed']),
});

export const eventRaces = tool({
  name: 'event_races',
  title: 'A race event: classes and races',
  description:
    'Classes of an imported event with winner and top qualifier, and its races in the order of the ' +
    'programme. A name is null while its ranking is provisional. Of an event that is not imported ' +
    'the races are unknown.',
  input: z.strictObject({
    event_id: ASKED.eventId,
    class: ASKED.name.optional().describe('races of this class alone; letter case does not matter'),
  }),
  output: z.object({
    ...TOLD,
    event: raceEvent,
    classes: z.array(
      z.object({
        class_name: z.string().describe('data from LiveRC'),
        entry_count: z.number().nullable(),
        driver_count: z.number(),
        race_count: z.number(),
        winner_name: name,
        top_qualifier_name: name,
      }),
    ),
    races: z.array(race),
  }),
  run: async ({ event_id, class: className }, { eventStudy }) => {
    const event = await eventStudy.find(event_id);
    const filter = { className: className ?? null, section: null };
    const races = await eventStudy.races(event_id, filter);
    const reason = whatLacks(event);
    const outcome = races.length > 0 ? 'found' : reason === null ? 'none' : 'unknown';
    return {
      sentence:
        outcome === 'unknown' ? `Unknown: ${reason}.` : `${races.length} races of ${event.name}.`,
      answer: { outcome, reason, event, classes: event.classes, races },
    };
  },
});

function whatLacks({ imported, fetched_at, progress }: RaceEventStudy): string | null {
  if (!imported) {
    return (
      'the event is known and not imported: POST /api/v1/events/import of the API, or the web ' +
      'page, imports it'
    );
  }
  if (fetched_at === null) return "the event's page is not read yet";
  const unread = progress.races_total - progress.races_read;
  if (unread === 0 && progress.errors.length === 0) return null;
  return `${unread} of ${progress.races_total} races are not read, and ${progress.errors.length} pages failed`;
}
