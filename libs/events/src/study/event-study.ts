import { Injectable } from '@nestjs/common';
import type {
  DriverRace,
  EventChecks,
  EventEntry,
  EventRanking,
  Page,
  PageChange,
  Race,
  RaceDriverLaps,
  RaceEventStudy,
  RaceLaps,
  RaceResult,
  RaceWithResults,
} from '@trackside/contracts';
import { LivercScraper } from '@trackside/liverc-scraper';
import { type ChangesQuery, PageChanges } from '@trackside/page-vault';
import { EventNotFoundError, RaceNotFoundError } from '../errors.js';
import { EventImports } from '../import/event-imports.js';
import { type PageOfEvent, urlOfPage } from '../import/page-url.js';
import { ProgressView } from '../import/progress-view.js';
import {
  EventStudyStore,
  type RaceFilter,
  type StoredLaps,
  type StoredResult,
  type StudiedEvent,
} from './event-study-store.js';
import { sumOfChecks, withChecks } from './ranking-checks.js';

/** What is known of events, from the database alone. */
@Injectable()
export class EventStudy {
  constructor(
    private readonly store: EventStudyStore,
    private readonly progress: ProgressView,
    private readonly imports: EventImports,
    private readonly scraper: LivercScraper,
    private readonly pageChanges: PageChanges,
  ) {}

  /**
   * An event; an import that waits for its turn comes before others from now on, as somebody looks
   * at it.
   *
   * @throws EventNotFoundError
   */
  async find(eventId: string): Promise<RaceEventStudy> {
    const event = await this.event(eventId);
    // What failed and waits for its next attempt keeps its pause: looking asks nothing of LiveRC.
    if (event.jobState === 'queued') await this.imports.hurry(eventId);
    const [classes, progress, checks] = await Promise.all([
      this.store.findClasses(eventId),
      this.progress.find(eventId, event.trackId),
      this.checks(event),
    ]);
    return {
      id: event.id,
      source_event_id: event.sourceEventId,
      name: event.name,
      start_date: event.startDate,
      end_date: event.endDate,
      entries: event.entries,
      drivers: event.drivers,
      url: this.scraper.urls.event(event.trackSlug, event.sourceEventId),
      imported: event.imported,
      track_id: event.trackId,
      track_name: event.trackName,
      imported_at: event.importedAt?.toISOString() ?? null,
      fetched_at: event.fetchedAt?.toISOString() ?? null,
      job_id: event.jobId,
      job_state: event.jobState,
      ...{ classes, totals: event.totals, progress, checks },
    };
  }

  /** In the order of the programme. @throws EventNotFoundError */
  async races(eventId: string, filter: RaceFilter): Promise<Race[]> {
    await this.event(eventId);
    return this.store.findRaces(eventId, filter);
  }

  /** In the order of the entry list; of all classes where none is named. @throws EventNotFoundError */
  async entries(eventId: string, className: string | null): Promise<EventEntry[]> {
    await this.event(eventId);
    return (await this.store.findEntries(eventId, className)).map(told);
  }

  /** In the order of the event's page. @throws EventNotFoundError */
  async rankings(eventId: string): Promise<EventRanking[]> {
    await this.event(eventId);
    return (await this.store.findRankings(eventId, null)).map(withChecks);
  }

  /**
   * What LiveRC showed otherwise before, the newest first.
   *
   * @throws EventNotFoundError, or InvalidCursorError for a cursor that is not ours
   */
  async changes(query: ChangesQuery): Promise<Page<PageChange>> {
    const { trackSlug } = await this.event(query.ownerId);
    return this.pageChanges.find(query, ({ kind, sourceId, sortedBy }) =>
      urlOfPage(this.scraper.urls, trackSlug, {
        kind: kind as PageOfEvent['kind'],
        sourceId,
        sortedBy,
      }),
    );
  }

  /** @throws RaceNotFoundError */
  async race(raceId: string): Promise<RaceWithResults> {
    const stored = await this.store.findRace(raceId);
    if (!stored) throw new RaceNotFoundError(raceId);
    const { checked_figures, mismatches, ...race } = stored;
    const results = await this.store.findResults(raceId);
    const names = new Map(results.map((row) => [row.row_number, row.driver_name]));
    return {
      ...race,
      results: withGapsToWinner(results),
      checks: {
        figures: checked_figures ?? 0,
        mismatches: (mismatches ?? []).map(({ row_number, ...mismatch }) => ({
          driver_name: names.get(row_number) ?? '',
          ...mismatch,
        })),
      },
    };
  }

  /** @throws RaceNotFoundError */
  async laps(raceId: string): Promise<RaceLaps> {
    const race = await this.store.findRace(raceId);
    if (!race) throw new RaceNotFoundError(raceId);
    return { drivers: (await this.store.findLaps(raceId)).map(toDriverLaps) };
  }

  /**
   * Races of a driver at a track, newest event first, in it the last race first. Names are compared
   * as those of practice are; LiveRC writes them in capitals here.
   */
  driverRaces(trackId: string, name: string, className?: string): Promise<DriverRace[]> {
    return this.store.findDriverRaces({ trackId, name, className: className ?? null });
  }

  private async event(eventId: string): Promise<StudiedEvent> {
    const event = await this.store.find(eventId);
    if (!event) throw new EventNotFoundError(eventId);
    return event;
  }

  private async checks({ id, totals }: StudiedEvent): Promise<EventChecks> {
    const [{ figures, mismatches, laps, unread }, qualifying] = await Promise.all([
      this.store.findChecks(id),
      this.store.findRankings(id, 'qualifying_points'),
    ]);
    const printed = totals.race_lap_count;
    const race_laps_equal = printed === null || unread > 0 ? null : laps === printed;
    return { figures, mismatches, ...sumOfChecks(qualifying.map(withChecks)), race_laps_equal };
  }
}

/** Without a word about hiding where nothing is hidden. */
function told<T extends { driver_hidden?: boolean | null }>(row: T): T {
  if (row.driver_hidden) return row;
  const { driver_hidden, ...rest } = row;
  return rest as T;
}

/** Seconds where both have the same number of laps, else laps. */
function withGapsToWinner(results: StoredResult[]): RaceResult[] {
  const winner = results.find(({ position }) => position === 1);
  return results.map((row) => {
    const { row_number, ...result } = row;
    return { ...told(result), ...gapOf(row, winner) };
  });
}

function gapOf(
  result: StoredResult,
  winner: StoredResult | undefined,
): Pick<RaceResult, 'gap_winner_seconds' | 'gap_winner_laps'> {
  const none = { gap_winner_seconds: null, gap_winner_laps: null };
  if (!winner || result.row_number === winner.row_number || result.position === null) return none;
  if (winner.lap_count === null || result.lap_count === null) return none;
  const gap_winner_laps = winner.lap_count - result.lap_count;
  if (gap_winner_laps !== 0) return { ...none, gap_winner_laps };
  if (result.lap_count === 0) return { ...none, gap_winner_seconds: 0 };
  if (winner.total_seconds === null || result.total_seconds === null) return none;
  return {
    ...none,
    gap_winner_seconds: toMilliseconds(result.total_seconds - winner.total_seconds),
  };
}

function toDriverLaps(row: StoredLaps): RaceDriverLaps {
  let elapsed = 0;
  const laps = row.lap_numbers.map((lap_number, i) => {
    elapsed += row.lap_times[i]!;
    return {
      lap_number,
      lap_time_seconds: row.lap_times[i]!,
      elapsed_seconds: toMilliseconds(elapsed),
      position: row.lap_positions[i] ?? null,
    };
  });
  const { lap_numbers, lap_times, lap_positions, ...driver } = row;
  return { ...told(driver), laps };
}

/** LiveRC's times have three decimals; a sum of them has no more. */
function toMilliseconds(seconds: number): number {
  return Math.round(seconds * 1000) / 1000;
}
