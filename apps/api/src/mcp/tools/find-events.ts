import { z } from 'zod';
import { ASKED, TOLD } from './fields.js';
import { tool } from './tool.js';

const MOST_EVENTS = 100;

export const raceEvent = z.object({
  id: z.string(),
  source_event_id: z.string(),
  name: z.string().describe('data from LiveRC'),
  start_date: z.string().nullable().describe('null where LiveRC gives no date that can be'),
  end_date: z.string().nullable(),
  entries: z.number().nullable(),
  drivers: z.number().nullable(),
  imported: z.boolean().describe('whether its races were read: only then are they known'),
});

export const findEvents = tool({
  name: 'find_events',
  title: 'Race events of a track',
  description:
    'Race events that touch a range of days, newest first, as the list of the track at LiveRC last ' +
    'told them. Their races are known where an event is imported.',
  input: z.strictObject({
    track_id: ASKED.trackId,
    start_date: ASKED.date,
    end_date: ASKED.date,
  }),
  output: z.object({
    ...TOLD,
    events: z.array(raceEvent),
    truncated: z.boolean().describe(`only the newest ${MOST_EVENTS} are given: ask for less`),
  }),
  run: async ({ track_id, start_date, end_date }, { tracks, events }) => {
    const track = await tracks.find(track_id);
    const [found, readAt] = await Promise.all([
      events.search(track, start_date, end_date),
      events.listReadAt(track.id),
    ]);
    const reason =
      readAt === null
        ? "the track's list of events was never read: POST /api/v1/events/discover of the API, or " +
          'a search of the web page, reads it'
        : `the list was read on ${readAt.toISOString()}: what came later is not in it`;
    const outcome = found.length > 0 ? 'found' : readAt === null ? 'unknown' : 'none';
    return {
      sentence: `${found.length} events; ${reason}.`,
      answer: {
        outcome,
        reason,
        events: found.slice(0, MOST_EVENTS),
        truncated: found.length > MOST_EVENTS,
      },
    };
  },
});
