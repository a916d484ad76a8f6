import { z } from 'zod';
import { addDays, firstDate, lastDate, monthOfKey, monthsTouching } from '@trackside/calendar';
import type { YearMonth } from '@trackside/contracts';
import type { KnownPractice } from '@trackside/practice-days';
import type { StoredTrack } from '@trackside/tracks';
import type { Sources } from '../sources.js';

/** Both inclusive, `YYYY-MM-DD` of the track's own calendar. */
export interface DateRange {
  startDate: string;
  endDate: string;
}

/** How far a range of days is known. */
export interface Coverage {
  known: KnownPractice;
  months: MonthKnowledge[];
  /** Why the range is not wholly known; null where it is. */
  gap: string | null;
}

export const monthKnowledge = z.object({
  month: z.string().describe('YYYY-MM'),
  state: z
    .enum(['known', 'known_until', 'unknown'])
    .describe(
      'known: the days given are all that there were; known_until: days after fetched_at may be ' +
        'missing; unknown: the month was never read, and nothing follows from its having no days',
    ),
  fetched_at: z.string().nullable().describe('UTC instant at which LiveRC was read'),
});

type MonthKnowledge = z.infer<typeof monthKnowledge>;

const READ_MORE =
  'POST /api/v1/practice-days/discover-range of the API, or a search of the web page, reads them';

/** What the database knows of a range, and which of its months it can't tell anything of. */
export async function coverageOf(
  { practice }: Sources,
  track: StoredTrack,
  { startDate, endDate }: DateRange,
): Promise<Coverage> {
  const known = await practice.find(track, startDate, endDate);
  const readAt = new Map(known.read_months?.map((month) => [nameOf(month), month.fetched_at]));
  const months = monthsTouching(startDate, endDate).map((month) =>
    knowledgeOf(month, readAt.get(nameOf(month)) ?? null, endDate),
  );
  return { known, months, gap: gapOf(months) };
}

/**
 * Why nobody can say that a driver never drove at the track, or at no day of a range: days that were
 * never read, or of which only the calendar was. Null where all of it is known.
 */
export async function whyDriversAreUnknown(
  sources: Sources,
  track: StoredTrack,
  range: DateRange | null,
): Promise<string | null> {
  const asked = range ?? wholeRange(sources, track);
  if (!asked) return `LiveRC was never asked in which months there was practice; ${READ_MORE}`;
  const { known, gap } = await coverageOf(sources, track, asked);
  if (gap !== null) return gap;
  const unread = known.discovered_practice_days.filter(({ total_laps }) => total_laps === null);
  if (unread.length === 0) return null;
  return `who drove on ${listOf(unread.map(({ date }) => date))} was never read; ${READ_MORE}`;
}

/** From the first month with practice to today. Null where LiveRC's list of them was never read. */
function wholeRange({ clock }: Sources, { practiceMonths }: StoredTrack): DateRange | null {
  if (practiceMonths === null) return null;
  const today = clock.now().toISOString().slice(0, 10);
  const first = practiceMonths.at(-1);
  return { startDate: first === undefined ? today : firstDate(monthOfKey(first)), endDate: today };
}

/**
 * Whether LiveRC was read after a day had ended wherever the track is: that is a day after its date in
 * UTC, at the latest.
 *
 * @param readAt a UTC instant as ISO 8601
 */
export function wasOver(date: string, readAt: string): boolean {
  return readAt.slice(0, 10) > addDays(date, 1);
}

function knowledgeOf(month: YearMonth, readAt: string | null, endDate: string): MonthKnowledge {
  const last = lastDate(month) < endDate ? lastDate(month) : endDate;
  const isOver = readAt !== null && wasOver(last, readAt);
  const state = readAt === null ? 'unknown' : isOver ? 'known' : 'known_until';
  return { month: nameOf(month), state, fetched_at: readAt };
}

function gapOf(months: MonthKnowledge[]): string | null {
  const unknown = months.filter(({ state }) => state === 'unknown').map(({ month }) => month);
  const open = months.filter(({ state }) => state === 'known_until');
  const reasons = [
    ...(unknown.length > 0 ? [`never read: ${listOf(unknown)}`] : []),
    ...open.map(({ month, fetched_at }) => `${month} was read on ${fetched_at}, before its end`),
  ];
  return reasons.length === 0 ? null : `${reasons.join('; ')}; ${READ_MORE}`;
}

const MOST_NAMED = 12;

function listOf(words: string[]): string {
  const named = words.slice(0, MOST_NAMED).join(', ');
  const rest = words.length - MOST_NAMED;
  return rest > 0 ? `${named} and ${rest} more` : named;
}

function nameOf(month: YearMonth): string {
  return firstDate(month).slice(0, 7);
}
