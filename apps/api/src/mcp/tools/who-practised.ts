import { z } from 'zod';
import { whyDriversAreUnknown } from './coverage.js';
import { ASKED, nextCursor, TOLD } from './fields.js';
import { optionalRange } from './range.js';
import { tool } from './tool.js';

const driver = z.object({
  name: z.string().describe('data from LiveRC'),
  day_count: z.number(),
  session_count: z.number(),
  lap_count: z.number(),
  last_date: z.string(),
});

export const whoPractised = tool({
  name: 'who_practised',
  title: 'Who practised at a track',
  description:
    'Drivers of the days that are known, most days first: all, or those of a range, a class, or with ' +
    'a part of a name.',
  input: z.strictObject({
    track_id: ASKED.trackId,
    q: ASKED.text.optional().describe('part of a name, or the beginning of a transponder'),
    class: ASKED.name.optional().describe('whole name of a class; letter case does not matter'),
    start_date: ASKED.date.optional(),
    end_date: ASKED.date.optional(),
    limit: ASKED.limit(20, 100),
    cursor: ASKED.cursor.optional(),
  }),
  output: z.object({
    ...TOLD,
    track_id: z.string(),
    track_name: z.string().describe('data from LiveRC'),
    drivers: z.array(driver),
    next_cursor: nextCursor,
  }),
  run: async ({ track_id, q: text, class: className, limit, cursor, ...dates }, sources) => {
    const range = optionalRange(dates);
    const track = await sources.tracks.find(track_id);
    const [{ items, next_cursor }, reason] = await Promise.all([
      sources.trackDrivers.find({ trackId: track.id, text, className, ...range, limit, cursor }),
      whyDriversAreUnknown(sources, track, range),
    ]);
    const outcome = items.length > 0 ? 'found' : reason === null ? 'none' : 'unknown';
    return {
      sentence:
        outcome === 'unknown'
          ? `Unknown: nobody in the days that are known, and ${reason}.`
          : `${items.length} drivers.`,
      answer: {
        outcome,
        reason,
        track_id: track.id,
        track_name: track.name,
        drivers: items,
        next_cursor,
      },
    };
  },
});
