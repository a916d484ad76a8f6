import type { EventsSearchResult, TrackDetail } from '@trackside/contracts';
import { TRACK, daysOf, found, known } from './fake-world.js';
import { eventIdOf } from './fake-imports.js';

/** Read after the months below were over. */
const READ = '2025-11-02T08:00:00.000Z';

/** October and September are known, July is one that has practice and was never read. */
export function practiceYear(): EventsSearchResult {
  const [imported, ...rest] = daysOf(10);
  return found({
    practice_days: imported ? [{ ...imported, event_id: eventIdOf(imported.date) }] : [],
    discovered_practice_days: [...rest, ...daysOf(9)].map((day) => known(day, READ)),
    practice_range_min: '2024-03-02',
    practice_range_max: '2025-11-15',
  });
}

export function practiceTrack(): TrackDetail {
  return {
    ...TRACK,
    practice_months: ['2025-11', '2025-10', '2025-09', '2025-07', '2024-03'],
    last_practice_date: '2025-11-15',
  };
}

/** What the page of practice days asks of a track of that year. */
export const YEAR = { search: practiceYear, track: practiceTrack };
