import type { EventsSearchResult, PracticeDay } from '@trackside/contracts';
import type { FakeStream } from './fake-api.js';
import { TRACK, day } from './fake-world.js';

/** A track with so many practice days that a list of them must not be drawn whole. */
export function largeRange(count: number): {
  search: () => EventsSearchResult;
  stream: (stream: FakeStream) => Promise<void>;
  /** Practice days that the streams bring. */
  days: number;
} {
  const months = monthsBefore(2025, 11, Math.ceil(count / 28));
  const oldest = months.at(-1) ?? { year: 2025, month: 11 };
  const oldestDate = `${oldest.year}-${String(oldest.month).padStart(2, '0')}-01`;
  return {
    days: months.length * 28 - 12,
    search: () => ({
      track: TRACK,
      events: [],
      practice_days: [],
      discovered_practice_days: [],
      practice_range_min: oldestDate,
      practice_range_max: '2025-11-16',
      covered_months: [],
    }),
    stream: streamMonths,
  };
}

async function streamMonths(stream: FakeStream): Promise<void> {
  const [start, end] = [stream.query.get('start_date') ?? '', stream.query.get('end_date') ?? ''];
  const months = monthsBefore(Number(end.slice(0, 4)), Number(end.slice(5, 7)), 120).filter(
    ({ year, month }) => `${year}-${String(month).padStart(2, '0')}` >= start.slice(0, 7),
  );
  stream.send({ type: 'started', months, months_requested: months.length, truncated: false });
  for (const { year, month } of months) {
    const practice_days = daysOf(year, month).filter(({ date }) => date <= '2025-11-16');
    stream.send({ type: 'listing', year, month, practice_days });
    await stream.wait(8);
    stream.send({
      type: 'month',
      year,
      month,
      practice_days,
      status: 'complete',
      source: 'liverc',
      fetched_at: '2025-11-16T10:00:00.000Z',
      stale: false,
      missing_dates: [],
      missing: [],
      covered: false,
    });
  }
  const outcome = { complete: months.length, partial: 0, failed: 0 };
  stream.send({ type: 'done', total: 0, complete: true, months: outcome, elapsed_ms: 1 });
}

function daysOf(year: number, month: number): PracticeDay[] {
  return Array.from({ length: 28 }, (_, index) => {
    const practice = day(month, 28 - index);
    return { ...practice, date: practice.date.replace('2025', String(year)) };
  });
}

function monthsBefore(
  year: number,
  month: number,
  count: number,
): { year: number; month: number }[] {
  return Array.from({ length: count }, (_, back) => {
    const index = year * 12 + month - 1 - back;
    return { year: Math.floor(index / 12), month: (index % 12) + 1 };
  });
}
