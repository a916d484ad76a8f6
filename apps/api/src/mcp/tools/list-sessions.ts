import { z } from 'zod';
import type { ImportedPracticeDayDetail } from '@trackside/contracts';
import { ValidationFailedError } from '../../http/failures.js';
import type { Sources } from '../sources.js';
import { coverageOf, wasOver } from './coverage.js';
import { ASKED, nextCursor, session, TOLD } from './fields.js';
import { tool } from './tool.js';

const input = z.strictObject({
  event_id: ASKED.eventId.optional(),
  track_id: ASKED.trackId.optional(),
  date: ASKED.date.optional(),
  driver: ASKED.name.optional().describe('whole name; letter case and spacing do not matter'),
  class: ASKED.name.optional().describe('whole name of a class; letter case does not matter'),
  limit: ASKED.limit(50, 100),
  cursor: ASKED.cursor.optional(),
});

const day = z.object({
  track_id: z.string(),
  track_name: z.string().describe('data from LiveRC'),
  date: z.string(),
  event_id: z.string().nullable(),
  session_count: z.number().nullable().describe('of the whole day; null where it is unknown'),
  fetched_at: z.string().nullable().describe('UTC instant at which its page was read last'),
});

type Asked = z.output<typeof input>;
type Day = z.input<typeof day>;

export const listSessions = tool({
  name: 'list_sessions',
  title: 'Sessions of a practice day',
  description:
    'Sessions of an imported day with their figures, newest first: by event_id, or by track_id and ' +
    'date. Of a day that is known and not imported the sessions are unknown.',
  input,
  output: z.object({
    ...TOLD,
    day: day.nullable(),
    sessions: z.array(session),
    next_cursor: nextCursor,
  }),
  run: async (asked, sources) => {
    const found = asked.event_id ?? (await findDay(asked, sources));
    if (typeof found !== 'string') {
      const { outcome, reason } = found;
      const sentence =
        outcome === 'none' ? 'There was no practice that day.' : `Unknown: ${reason}.`;
      return { sentence, answer: { ...found, sessions: [], next_cursor: null } };
    }
    const { driver, class: className, limit, cursor } = asked;
    const [detail, { items, next_cursor }] = await Promise.all([
      sources.days.find(found),
      sources.days.findSessions({
        dayId: found,
        ...{ driver, className, limit, cursor },
        includeLaps: false,
      }),
    ]);
    return {
      sentence: `${items.length} sessions of ${detail.date}.`,
      answer: {
        outcome: items.length > 0 ? 'found' : isWhole(detail) ? 'none' : 'unknown',
        reason: whatLacks(detail),
        day: detail,
        sessions: items,
        next_cursor,
      },
    };
  },
});

/** The id of the imported day, or what is known where none is. */
async function findDay(
  { track_id, date }: Asked,
  sources: Sources,
): Promise<string | { outcome: 'none' | 'unknown'; reason: string | null; day: Day | null }> {
  if (track_id === undefined || date === undefined) {
    const message = 'is missing: give it, or track_id and date';
    throw new ValidationFailedError([{ field: 'event_id', message }]);
  }
  const track = await sources.tracks.find(track_id);
  const range = { startDate: date, endDate: date };
  const { known, gap } = await coverageOf(sources, track, range);
  const [imported] = known.practice_days;
  if (imported) return imported.event_id;
  const [listed] = known.discovered_practice_days;
  const place = { track_id: track.id, track_name: track.name, event_id: null };
  if (listed) {
    const reason =
      `the day is known, with ${listed.session_count} sessions, and not imported: POST ` +
      '/api/v1/practice-days/ingest of the API, or the web page, imports it';
    return { outcome: 'unknown', reason, day: { ...listed, ...place } };
  }
  const day = { ...place, date, session_count: gap === null ? 0 : null, fetched_at: null };
  return { outcome: gap === null ? 'none' : 'unknown', reason: gap, day };
}

function isWhole({ date, fetched_at }: ImportedPracticeDayDetail): boolean {
  return wasOver(date, fetched_at);
}

function whatLacks(day: ImportedPracticeDayDetail): string | null {
  const { pending, failed } = day.laps;
  const reasons = [
    ...(isWhole(day)
      ? []
      : [`the day was read at ${day.fetched_at}, before its end: sessions may be missing`]),
    ...(pending + failed === 0
      ? []
      : [
          `the laps of ${pending} sessions are not read yet and of ${failed} could not be read: ` +
            'their figures are those of all laps, and our own are null',
        ]),
  ];
  return reasons.length === 0 ? null : reasons.join('; ');
}
