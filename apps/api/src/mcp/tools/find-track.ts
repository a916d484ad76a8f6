import { z } from 'zod';
import { ASKED, nextCursor, TOLD } from './fields.js';
import { tool } from './tool.js';

export const findTrack = tool({
  name: 'find_track',
  title: 'Find a track',
  description:
    'Tracks whose name or slug holds a text, best match first. Without a text all tracks, by name.',
  input: z.strictObject({
    q: ASKED.text.default('').describe('part of a name or slug; letter case does not matter'),
    limit: ASKED.limit(10, 100),
    cursor: ASKED.cursor.optional(),
  }),
  output: z.object({
    ...TOLD,
    tracks: z.array(
      z.object({
        track_id: z.string(),
        slug: z.string(),
        name: z.string().describe('data from LiveRC'),
        status: z.enum(['racing', 'practice', 'idle']).describe("LiveRC's mark when it was read"),
      }),
    ),
    next_cursor: nextCursor,
    catalogue_read_at: z.string().nullable(),
  }),
  run: async ({ q: text, limit, cursor }, { tracks, catalogue, userId }) => {
    const query = { userId, text, favouritesOnly: false, runningOnly: false, limit, cursor };
    const [{ items, next_cursor }, { last_sync }] = await Promise.all([
      tracks.search(query),
      catalogue.state(),
    ]);
    const outcome = items.length > 0 ? 'found' : last_sync === null ? 'unknown' : 'none';
    const reason = outcome === 'unknown' ? "LiveRC's list of tracks was never read" : null;
    return {
      sentence:
        outcome === 'unknown' ? `Unknown: ${reason}.` : `${items.length} tracks, of "${text}".`,
      answer: {
        outcome,
        reason,
        tracks: items.map(({ id, slug, name, status }) => ({ track_id: id, slug, name, status })),
        next_cursor,
        catalogue_read_at: last_sync,
      },
    };
  },
});
