import { z } from 'zod';
import { coverageOf, monthKnowledge } from './coverage.js';
import { ASKED, TOLD } from './fields.js';
import { dateRange } from './range.js';
import { tool } from './tool.js';

/** Days in one answer: more than three years of a track that practises every other day. */
const MOST_DAYS = 500;

const day = z.object({
  date: z.string(),
  event_id: z.string().nullable().describe('null: the day is known and not imported'),
  session_count: z.number(),
  total_laps: z.number().nullable().describe('null while only the calendar was read'),
  unique_drivers: z.number().nullable(),
});

export const listPracticeDays = tool({
  name: 'list_practice_days',
  title: "A track's practice days",
  description:
    'Practice days of a track that are known, newest first, and how well each month of the range is ' +
    'known. An imported day has an event_id; sessions and laps are told of imported days alone.',
  input: z.strictObject({ track_id: ASKED.trackId, start_date: ASKED.date, end_date: ASKED.date }),
  output: z.object({
    ...TOLD,
    track_id: z.string(),
    track_name: z.string().describe('data from LiveRC'),
    days: z.array(day),
    truncated: z.boolean().describe('older days of the range are left out: ask for less'),
    months: z.array(monthKnowledge).describe('newest first'),
  }),
  run: async ({ track_id, ...asked }, sources) => {
    const range = dateRange(asked.start_date, asked.end_date);
    const track = await sources.tracks.find(track_id);
    const { known, months, gap } = await coverageOf(sources, track, range);
    const days = [
      ...known.practice_days,
      ...known.discovered_practice_days.map((each) => ({ ...each, event_id: null })),
    ].sort((a, b) => (a.date < b.date ? 1 : -1));
    const outcome = days.length > 0 ? 'found' : gap === null ? 'none' : 'unknown';
    return {
      sentence:
        `${days.length} practice days known from ${asked.start_date} to ${asked.end_date}` +
        `${gap === null ? '; all of the range is known.' : `. Not all is known: ${gap}.`}`,
      answer: {
        outcome,
        reason: gap,
        track_id: track.id,
        track_name: track.name,
        days: days.slice(0, MOST_DAYS),
        truncated: days.length > MOST_DAYS,
        months,
      },
    };
  },
});
