import { z } from 'zod';
import type { StudiedSession } from '@trackside/contracts';
import { ASKED, session, TOLD } from './fields.js';
import { tool, type ToolAnswer } from './tool.js';

export const studiedSession = session.extend({
  track_id: z.string(),
  track_name: z.string().describe('data from LiveRC'),
  event_id: z.string(),
  date: z.string(),
});

export const sessionLaps = tool({
  name: 'session_laps',
  title: 'Laps of a session',
  description:
    'The laps of one session of an imported day, in their order, with its figures. An invalid lap ' +
    '(outside of the range of its class) is in no figure.',
  input: z.strictObject({
    session_id: ASKED.sessionId,
    after_lap: z.int().min(0).default(0).describe('laps with a higher number alone'),
    limit: ASKED.limit(200, 1000),
  }),
  output: z.object({
    ...TOLD,
    session: studiedSession,
    laps: z.array(
      z.object({
        lap_number: z.number(),
        lap_time_seconds: z.number(),
        crossed_at: z.string().nullable(),
        is_valid: z.boolean(),
      }),
    ),
    truncated: z.boolean().describe('there are more: ask again with the last number as after_lap'),
  }),
  run: async ({ session_id, after_lap, limit }, { days }) => {
    const [found] = await days.findSessionsOfDays([session_id]);
    const { laps, ...rest } = found!;
    const after = laps.filter(({ lap_number }) => lap_number > after_lap);
    const state = stateOfLaps(found!);
    return {
      sentence: state.outcome === 'unknown' ? `Unknown: ${state.reason}.` : `${laps.length} laps.`,
      answer: {
        ...state,
        session: rest,
        laps: after.slice(0, limit),
        truncated: after.length > limit,
      },
    };
  },
});

/** Whether the laps of a session are here, and why not. */
export function stateOfLaps({ laps, laps_state, laps_error }: StudiedSession): ToolAnswer {
  const why =
    laps_state === 'pending'
      ? 'the laps are not read yet'
      : `LiveRC's page of the laps could not be read: ${laps_error?.message ?? 'nobody knows why'}`;
  const reason = laps_state === 'read' ? null : why;
  if (laps.length > 0) return { outcome: 'found', reason };
  return { outcome: reason === null ? 'none' : 'unknown', reason };
}
