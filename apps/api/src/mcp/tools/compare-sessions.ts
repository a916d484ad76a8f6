import { z } from 'zod';
import type { StudiedSession } from '@trackside/contracts';
import { cleanLaps, paceFigures } from '@trackside/lap-statistics';
import { ASKED, TOLD } from './fields.js';
import { stateOfLaps, studiedSession } from './session-laps.js';
import { tool } from './tool.js';

const clean = z.object({
  counted_lap_count: z.number(),
  median_lap_seconds: z.number().nullable(),
  pace_consistency_percent: z.number().nullable(),
});

const group = z.object({
  track_id: z.string(),
  class_name: z.string().describe('data from LiveRC'),
  session_ids: z.array(z.string()),
  fastest_lap_seconds: z.number().nullable(),
  fastest_lap_session_id: z.string().nullable(),
});

type Group = z.infer<typeof group>;

export const compareSessions = tool({
  name: 'compare_sessions',
  title: 'Compare sessions',
  description:
    'Figures of 1 to 12 sessions of imported days beside each other, and the quickest of each class ' +
    'at each track. A session without a class is compared with none.',
  input: z.strictObject({ session_ids: z.array(ASKED.sessionId).min(1).max(12) }),
  output: z.object({
    ...TOLD,
    sessions: z.array(
      studiedSession.extend({
        clean: clean
          .nullable()
          .describe('our own: laps without a crash, a stop or a cut; null until the laps are read'),
        gap_to_fastest_seconds: z
          .number()
          .nullable()
          .describe('to the quickest lap here of its class at its track; null: not comparable'),
      }),
    ),
    best_by_class: z.array(group),
  }),
  run: async ({ session_ids }, { days }) => {
    const found = await days.findSessionsOfDays(session_ids);
    const groups = groupByClass(found);
    const unread = found.filter((each) => each.laps_state !== 'read');
    const isAnyHere = found.some((each) => stateOfLaps(each).outcome !== 'unknown');
    return {
      sentence: `${found.length} sessions, of ${groups.length} classes at their tracks.`,
      answer: {
        outcome: isAnyHere ? 'found' : 'unknown',
        reason: unread.length === 0 ? null : whatLacks(unread),
        sessions: found.map(({ laps, ...rest }) => ({
          ...rest,
          clean: laps.length === 0 ? null : cleanOf(laps),
          gap_to_fastest_seconds: gapOf(rest.id, rest.fastest_lap_seconds, groups),
        })),
        best_by_class: groups,
      },
    };
  },
});

function cleanOf(laps: StudiedSession['laps']): z.infer<typeof clean> {
  const { outlier_lap_count: _, ...figures } = paceFigures([laps], cleanLaps);
  return figures;
}

function groupByClass(sessions: StudiedSession[]): Group[] {
  const groups = new Map<string, Group>();
  for (const { id, track_id, class_name, fastest_lap_seconds: lap } of sessions) {
    if (class_name === null) continue;
    const key = `${track_id} ${class_name.toLowerCase()}`;
    const own = groups.get(key) ?? {
      ...{ track_id, class_name, session_ids: [] },
      ...{ fastest_lap_seconds: null, fastest_lap_session_id: null },
    };
    own.session_ids.push(id);
    if (lap !== null && (own.fastest_lap_seconds === null || lap < own.fastest_lap_seconds)) {
      Object.assign(own, { fastest_lap_seconds: lap, fastest_lap_session_id: id });
    }
    groups.set(key, own);
  }
  return [...groups.values()];
}

/** In whole milliseconds, as the laps are. */
function gapOf(id: string, lap: number | null, groups: Group[]): number | null {
  const own = groups.find(({ session_ids }) => session_ids.includes(id));
  if (lap === null || !own || own.fastest_lap_seconds === null) return null;
  return Math.round((lap - own.fastest_lap_seconds) * 1000) / 1000;
}

function whatLacks(unread: StudiedSession[]): string {
  const ids = unread.map(({ id }) => id).join(', ');
  return `the laps of ${ids} are not read: their figures are of all laps, valid or not`;
}
