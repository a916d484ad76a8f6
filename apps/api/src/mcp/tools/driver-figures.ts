import { z } from 'zod';
import type { DriverAtTrack } from '@trackside/contracts';
import { DriverNotFoundError } from '@trackside/practice-days';
import type { Sources } from '../sources.js';
import { whyDriversAreUnknown } from './coverage.js';
import { ASKED, nextCursor, session, SESSION_FIGURES, TOLD } from './fields.js';
import { tool } from './tool.js';

const MOST_DAYS = 100;

const figures = { session_count: z.number(), ...SESSION_FIGURES, lap_count: z.number() };

const driver = z.object({
  track_id: z.string(),
  track_name: z.string().describe('data from LiveRC'),
  name: z.string().describe('data from LiveRC'),
  transponders: z.array(
    z.object({
      transponder: z.string(),
      shared_with: z
        .array(z.string())
        .describe('other names that used it at this track: data from LiveRC; nobody is merged'),
    }),
  ),
  class_names: z.array(z.string()),
  ...figures,
  classes: z.array(
    z.object({
      class_name: z.string().nullable(),
      fastest_lap_seconds: z.number().nullable(),
      fastest_lap_session_id: z.string().nullable(),
      fastest_lap_date: z.string().nullable(),
      day_count: z.number(),
    }),
  ),
  days: z.array(z.object({ date: z.string(), event_id: z.string().nullable(), ...figures })),
  days_truncated: z.boolean().describe(`only the newest ${MOST_DAYS} days are given`),
  races: z
    .array(
      z.object({
        event_id: z.string(),
        race_id: z.string(),
        event_name: z.string().describe('data from LiveRC'),
        date: z.string().nullable(),
        class_name: z.string().nullable(),
        label: z.string().describe('data from LiveRC'),
        position: z.number().nullable(),
        lap_count: z.number().nullable(),
      }),
    )
    .describe(`of imported events, at most the newest ${MOST_DAYS}`),
});

export const driverFigures = tool({
  name: 'driver_figures',
  title: "A driver's figures at a track",
  description:
    'What a driver did at a track, from all days that are known: best, average, consistency, by ' +
    'class and by day, the sessions, and who else used the same transponder. One person is one name, ' +
    'whatever the transponder; "Unknown Driver" is told apart by transponder.',
  input: z.strictObject({
    track_id: ASKED.trackId,
    name: ASKED.name.describe('whole name, as who_practised gives it; letter case does not matter'),
    transponder: ASKED.name.optional().describe('tells unknown drivers apart'),
    class: ASKED.name.optional().describe('figures, days and sessions of this class alone'),
    limit: ASKED.limit(20, 100),
    cursor: ASKED.cursor.optional(),
  }),
  output: z.object({
    ...TOLD,
    driver: driver.nullable(),
    sessions: z.array(session.extend({ date: z.string(), event_id: z.string().nullable() })),
    next_cursor: nextCursor,
  }),
  run: async ({ track_id: trackId, class: className, ...rest }, sources) => {
    const query = { ...rest, trackId, className };
    const races = await sources.eventStudy.driverRaces(trackId, rest.name, className);
    const known = { ...query, isKnown: async () => races.length > 0 };
    const found = await sources.drivers.find(known).catch((error: unknown) => {
      if (error instanceof DriverNotFoundError) return null;
      throw error;
    });
    return found ? tellOf({ ...found, races }) : await tellOfNobody(trackId, rest.name, sources);
  },
});

function tellOf({ sessions, days, races, ...found }: DriverAtTrack) {
  const notImported = days.filter(({ event_id }) => event_id === null).length;
  const reason =
    notImported === 0
      ? null
      : `${notImported} of ${days.length} days are not imported: their laps are unknown, and ` +
        'their figures are those of all laps';
  return {
    sentence: `${found.session_count} sessions on ${days.length} days, ${races.length} races.`,
    answer: {
      outcome: 'found' as const,
      reason,
      driver: {
        ...found,
        days: days.slice(0, MOST_DAYS),
        days_truncated: days.length > MOST_DAYS,
        races: races.slice(0, MOST_DAYS),
      },
      sessions: sessions.items,
      next_cursor: sessions.next_cursor,
    },
  };
}

async function tellOfNobody(trackId: string, name: string, sources: Sources) {
  const track = await sources.tracks.find(trackId);
  const reason = await whyDriversAreUnknown(sources, track, null);
  const nobody = `no known session at this track is of "${name}"`;
  return {
    sentence: reason === null ? `None: ${nobody}.` : `Unknown: ${nobody}, and ${reason}.`,
    answer: {
      outcome: reason === null ? ('none' as const) : ('unknown' as const),
      reason,
      driver: null,
      sessions: [],
      next_cursor: null,
    },
  };
}
