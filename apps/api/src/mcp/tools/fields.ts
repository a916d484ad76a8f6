import { z } from 'zod';
import { collapseWhiteSpace, MAX_NAME_LENGTH } from '@trackside/contracts';
import { isCalendarDate } from '../../http/checks.js';

const FORM = { date: 'must be a date like 2025-10-25', uuid: 'must be an id as an answer gave it' };
const TEXT = 'must be text without control character 0';

/** Fields of what is asked: as strict as those of the API. */
export const ASKED = {
  trackId: z.guid(FORM.uuid).describe('track_id of find_track'),
  eventId: z.guid(FORM.uuid).describe('event_id of an imported day, or id of a race event'),
  raceId: z.guid(FORM.uuid).describe('id of a race of event_races'),
  sessionId: z.guid(FORM.uuid).describe('id of a session'),
  date: z.string().refine(isCalendarDate, FORM.date).meta({ format: 'date' }),
  name: z
    .string()
    .max(MAX_NAME_LENGTH)
    .refine((name) => collapseWhiteSpace(name) !== '' && !name.includes('\0'), TEXT),
  text: z
    .string()
    .max(100)
    .refine((words) => !words.includes('\0'), TEXT),
  limit: (usual: number, most: number) =>
    z.int().min(1).max(most).default(usual).describe(`most rows in the answer, 1 to ${most}`),
  cursor: z
    .string()
    .max(2000)
    .refine((cursor) => !cursor.includes('\0'), TEXT)
    .describe('next_cursor of the answer before'),
};

/** What stands in every answer. */
export const TOLD = {
  outcome: z
    .enum(['found', 'none', 'unknown'])
    .describe('none: the data says that there is none; unknown: the data cannot tell'),
  reason: z.string().nullable().describe('why it is unknown, or what of it is; null: nothing is'),
};

export const nextCursor = z
  .string()
  .nullable()
  .describe('ask again with it as cursor for what is left out here; null: nothing is');

const seconds = (what: string) => z.number().nullable().describe(`${what}, seconds`);

/** Figures of a session, under the names that they have in the API. */
export const SESSION_FIGURES = {
  lap_count: z.number().nullable(),
  fastest_lap_seconds: seconds('quickest valid lap; of all laps until the laps are read'),
  average_lap_seconds: seconds('average of the valid laps; of all laps until the laps are read'),
  consistency_percent: z.number().nullable().describe('100 × (1 − deviation / average)'),
  median_lap_seconds: seconds('our own: median of the laps that do not stand out'),
  pace_consistency_percent: z
    .number()
    .nullable()
    .describe('our own: consistency of the laps that do not stand out'),
};

/** A session; what the API tells beside these is there, too. */
export const session = z.object({
  id: z.string(),
  source_session_id: z.string(),
  driver_name: z.string().describe('data from LiveRC'),
  class_name: z.string().nullable().describe('data from LiveRC'),
  transponder: z.string().nullable(),
  started_at: z.string().nullable().describe("the track's own time, without a zone"),
  ...SESSION_FIGURES,
  laps_state: z.enum(['pending', 'read', 'failed']),
});
