import type {
  DiscoveryRecord,
  EventsSearchResult,
  KnownPracticeDay,
  MonthRecord,
  PracticeDay,
  RaceEvent,
  StatusResult,
  Track,
} from '@trackside/contracts';
import type { FakeScript, FakeStream } from './fake-api.js';
import { wellDrivenDay } from './fake-day.js';
import { DRIVER, PRACTISED } from './fake-driver.js';
import { importsWell } from './fake-imports.js';

/** The moment at which every page of these tests lives. */
export const NOW = '2025-11-16T10:00:00.000Z';

/** Seven months, newest first: what "All" means at `NOW`. */
export const MONTHS = [11, 10, 9, 8, 7, 6, 5] as const;

export const TRACK: Track = {
  id: '5f0f5d1e-7a52-5c06-9d4e-5d6f3f3d9b01',
  slug: 'redgum-park',
  name: 'Redgum Park Off Road',
  status: 'practice',
  live_video: true,
  favourite: false,
};

export const TRACKS: Track[] = [
  TRACK,
  other(2, 'redgum-park-carpet', 'Redgum Park Carpet', 'idle'),
  other(3, 'silver-creek', 'Silver Creek Raceway', 'racing'),
  other(4, 'silver-creek-nz', 'Silver Creek Raceway', 'idle'),
  other(5, 'harbour-hobby', 'Harbour Hobby Circuit', 'idle'),
  other(6, 'iron-bark', 'Iron Bark RC', 'practice'),
];

export const STATUS: StatusResult = {
  signed_in: false,
  demo: false,
  demo_reason: null,
  liverc: { state: 'ok', since: NOW, disabled_by: null },
  sites: [],
  robots: [],
  queue: { in_flight: 0, waiting: 0, jobs: { queued: 0, running: 0, oldest_queued_at: null } },
  catalogue: { tracks: 1204, last_sync: NOW, error: null },
  favourites: [],
  failures: [],
  unreadable_pages: { count: 0, bytes: 0, newest: [] },
  drift: [],
  figures: {
    since: NOW,
    liverc_answer: { count: 40, median_seconds: 0.42, p95_seconds: 1.9 },
    first_row: { count: 12, median_seconds: 0.8, p95_seconds: 2.4 },
    full_discovery: { count: 12, median_seconds: 3.1, p95_seconds: 14 },
    discoveries: { total: 60, without_liverc: 48, skipped: 9 },
    imports: { total: 7, followed_by_search: 0 },
  },
};

function other(number: number, slug: string, name: string, status: Track['status']): Track {
  const id = `5f0f5d1e-7a52-5c06-9d4e-5d6f3f3d9b0${number}`;
  return { id, slug, name, status, live_video: false, favourite: false };
}

export function event(number: number, name: string, date: string, end = date): RaceEvent {
  return {
    id: `ev-${number}`,
    source_event_id: String(number),
    name,
    start_date: date,
    end_date: end,
    entries: 40 + number,
    drivers: 31 + number,
    url: `https://redgum-park.liverc.com/results/?p=view_event&id=${number}`,
    imported: true,
  };
}

export const EVENTS: RaceEvent[] = [
  event(31, 'Spring Classic', '2025-11-14', '2025-11-16'),
  event(24, 'Club Championship Round 6', '2025-10-19'),
  event(17, 'Club Championship Round 5', '2025-09-14'),
  event(9, 'Winter Cup', '2025-07-12', '2025-07-13'),
];

export const NEW_EVENT: RaceEvent = {
  ...event(40, 'Twilight Enduro', '2025-11-08'),
  imported: false,
};

/** Days of practice by month; August had none. */
const PRACTICE: Record<number, number[]> = {
  11: [15, 9, 1],
  10: [26, 25, 18, 12, 11, 4],
  9: [28, 27, 20, 13, 6],
  8: [],
  7: [27, 20, 6],
  6: [28, 15],
  5: [31, 24, 25],
};

export function day(month: number, date: number): PracticeDay {
  const sessions = 2 + ((date * 7 + month * 13) % 57);
  return {
    date: `2025-${two(month)}-${two(date)}`,
    track_slug: TRACK.slug,
    session_count: sessions,
    total_laps: sessions * 9 + date,
    total_track_time_seconds: sessions * 320,
    unique_drivers: 1 + (sessions % 17),
    unique_classes: 1 + (sessions % 5),
    time_range_start: `${two(8 + (date % 3))}:${two((date * 11) % 60)}`,
    time_range_end: `${two(13 + (date % 5))}:${two((month * 17) % 60)}`,
    verified: true,
  };
}

export function daysOf(month: number): PracticeDay[] {
  return (PRACTICE[month] ?? []).map((date) => day(month, date)).sort(newestFirst);
}

function newestFirst(a: PracticeDay, b: PracticeDay): number {
  return a.date < b.date ? 1 : -1;
}

export function known(practiceDay: PracticeDay, fetchedAt: string): KnownPracticeDay {
  return { ...practiceDay, fetched_at: fetchedAt };
}

export function started(months: readonly number[] = MONTHS): DiscoveryRecord {
  return {
    type: 'started',
    months: months.map((month) => ({ year: 2025, month })),
    months_requested: months.length,
    truncated: false,
  };
}

export function listing(month: number): DiscoveryRecord {
  const practice_days = daysOf(month).map(({ date, track_slug, session_count }) => ({
    date,
    track_slug,
    session_count,
  }));
  return { type: 'listing', year: 2025, month, practice_days };
}

export function month(number: number, change: Partial<MonthRecord> = {}): MonthRecord {
  return {
    type: 'month',
    year: 2025,
    month: number,
    practice_days: daysOf(number),
    status: 'complete',
    source: 'liverc',
    fetched_at: NOW,
    stale: false,
    missing_dates: [],
    missing: [],
    covered: false,
    ...change,
  };
}

export function failed(number: number): DiscoveryRecord {
  const message = 'LiveRC did not answer within 15 s.';
  return { type: 'month_failed', year: 2025, month: number, code: 'LIVERC_TIMEOUT', message };
}

export function done(complete: number = MONTHS.length, failedMonths = 0): DiscoveryRecord {
  const months = { complete, partial: 0, failed: failedMonths };
  return { type: 'done', total: 22, complete: failedMonths === 0, months, elapsed_ms: 1200 };
}

/** Everything arrives, one month after the other. */
export async function streamAll(stream: FakeStream, stepMs = 5): Promise<void> {
  stream.send(started());
  for (const number of MONTHS) {
    stream.send(listing(number));
    await stream.wait(stepMs);
    stream.send(month(number));
  }
  stream.send(done());
}

/** What the database knows of the test's track, before LiveRC is asked. */
export function found(change: Partial<EventsSearchResult> = {}): EventsSearchResult {
  return {
    track: TRACK,
    events: EVENTS,
    practice_days: [],
    discovered_practice_days: [],
    practice_range_min: null,
    practice_range_max: null,
    covered_months: [],
    ...change,
  };
}

/** A server on which all is well. */
export function wellBehaved(change: Partial<FakeScript> = {}): FakeScript {
  return {
    status: () => STATUS,
    switchLiverc: () => STATUS,
    tracks: (query) => {
      const text = (query.get('q') ?? '').toLowerCase();
      const found = TRACKS.filter((track) => nameAndSlug(track).includes(text));
      return query.has('running') ? found.filter(({ status }) => status !== 'idle') : found;
    },
    track: () => ({ ...TRACK, practice_months: ['2025-11'], last_practice_date: '2025-11-15' }),
    search: () => found(),
    discoverEvents: () => ({ new_events: [NEW_EVENT], existing_events: EVENTS }),
    importEvents: (ids) => ({
      events: [NEW_EVENT]
        .filter(({ source_event_id }) => ids.includes(source_event_id))
        .map((event) => ({ ...event, imported: true })),
      imported: ids.length,
      jobs: [],
    }),
    discoverMonth: (year, number) => {
      const { practice_days, type: _type, ...state } = month(number, { year });
      return { practice_days, month: state };
    },
    stream: (stream) => streamAll(stream),
    ...importsWell(),
    ...wellDrivenDay(),
    driver: () => DRIVER,
    drivers: () => [PRACTISED],
    raceEvent: () => undefined,
    ...change,
  };
}

function nameAndSlug({ name, slug }: Track): string {
  return `${name} ${slug}`.toLowerCase();
}

function two(value: number): string {
  return String(value).padStart(2, '0');
}
