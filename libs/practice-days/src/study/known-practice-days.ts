import { Inject, Injectable } from '@nestjs/common';
import {
  Clock,
  firstDate,
  isFresh,
  type MonthKey,
  monthKey,
  monthOf,
  monthOfKey,
  monthsTouching,
} from '@trackside/calendar';
import type {
  ImportedPracticeDay,
  KnownPracticeDay,
  ReadMonth,
  TrackDetail,
  YearMonth,
} from '@trackside/contracts';
import { type StoredTrack, Tracks, toTrack } from '@trackside/tracks';
import { toPracticeDay } from '../day/day-summary.js';
import { PRACTICE_DAYS_OPTIONS, type PracticeDaysOptions } from '../options.js';
import { ImportJobStore } from '../import/import-job-store.js';
import { PracticeDayStore } from '../day/practice-day-store.js';
import type { StoredDay } from '../day/stored-month.js';
import { UnreadSessionsStore } from './unread-sessions-store.js';

/** What the database knows of a track's practice in a range; expired copies too. */
export interface KnownPractice {
  /** Imported days, newest first. */
  practice_days: ImportedPracticeDay[];
  /** Days that are known and not imported, newest first. */
  discovered_practice_days: KnownPracticeDay[];
  /** First and last date known at the track, whatever the range; null when none is. */
  practice_range_min: string | null;
  practice_range_max: string | null;
  /** Months with a fresh listing whose every day in the range is imported, newest first. */
  covered_months: YearMonth[];
  /** Months that were read, newest first, however long ago; left out where none was. */
  read_months?: ReadMonth[];
  /** Imports of the track that have not ended, oldest first. */
  import_job_ids: string[];
}

type DatedDay = StoredDay & { fetchedAt: string };

/** Answers from the database alone, never waits for LiveRC. */
@Injectable()
export class KnownPracticeDays {
  constructor(
    private readonly tracks: Tracks,
    private readonly store: PracticeDayStore,
    private readonly unread: UnreadSessionsStore,
    private readonly jobs: ImportJobStore,
    private readonly clock: Clock,
    @Inject(PRACTICE_DAYS_OPTIONS) private readonly options: PracticeDaysOptions,
  ) {}

  /** What is known between two dates, both inclusive. */
  async find(track: StoredTrack, startDate: string, endDate: string): Promise<KnownPractice> {
    const months = monthsTouching(startDate, endDate);
    const [days, readings, { first, last }, jobs] = await Promise.all([
      this.store.findDays(track.id, startDate, endDate),
      this.store.findReadings(track.id, months),
      this.store.findDateRange(track.id),
      this.jobs.findOpen(track.id),
    ]);
    const imported = days.filter((day) => day.imported);
    const unread = await this.unread.count(imported.map(({ id }) => id));
    const read = months.flatMap((month) => toReadMonth(month, readings, track) ?? []);
    return {
      practice_days: imported.flatMap(
        (day) => toImportedDay(day, track.slug, unread.get(day.id)) ?? [],
      ),
      discovered_practice_days: days
        .filter((day) => !day.imported)
        .map((day) => toKnownDay(day, track.slug)),
      practice_range_min: first,
      practice_range_max: last,
      covered_months: months.filter((month) => this.isCovered(track, month, readings, days)),
      ...(read.length > 0 ? { read_months: read } : {}),
      import_job_ids: jobs,
    };
  }

  /**
   * A track with its months of practice and its last practice day, as far as known.
   *
   * @throws TrackNotFoundError
   */
  async describeTrack(userId: string, trackId: string): Promise<TrackDetail> {
    const track = await this.tracks.findFor(userId, trackId);
    const { last } = await this.store.findDateRange(track.id);
    return {
      ...toTrack(track),
      practice_months:
        track.practiceMonths?.map((key) => firstDate(monthOfKey(key)).slice(0, 7)) ?? null,
      last_practice_date: last,
    };
  }

  private isCovered(
    track: StoredTrack,
    month: YearMonth,
    readings: Map<MonthKey, Date>,
    days: DatedDay[],
  ): boolean {
    const key = monthKey(month);
    const ofMonth = days.filter((day) => monthKey(monthOf(day.date)) === key);
    const readAt = readings.get(key);
    if (readAt && this.isFresh(month, readAt)) return ofMonth.every((day) => day.imported);
    const { practiceMonths, practiceMonthsReadAt } = track;
    const hasNone = practiceMonths?.includes(key) === false && ofMonth.length === 0;
    return hasNone && practiceMonthsReadAt !== null && this.isFresh(month, practiceMonthsReadAt);
  }

  private isFresh(month: YearMonth, readAt: Date): boolean {
    return isFresh(month, readAt, this.clock.now(), this.options.openMonthTtlSeconds);
  }
}

function toImportedDay(day: DatedDay, trackSlug: string, unread = 0): ImportedPracticeDay | null {
  const summary = toPracticeDay(day, trackSlug);
  const marks = unread > 0 ? { unread_session_count: unread } : {};
  return summary && { ...summary, event_id: day.id, ...marks };
}

/** By its calendar, else by the track's list of months with practice, which lacks it. */
function toReadMonth(
  month: YearMonth,
  readings: Map<MonthKey, Date>,
  { practiceMonths, practiceMonthsReadAt }: StoredTrack,
): ReadMonth | null {
  const key = monthKey(month);
  const byList = practiceMonths?.includes(key) === false ? practiceMonthsReadAt : null;
  const readAt = readings.get(key) ?? byList;
  return readAt ? { ...month, fetched_at: readAt.toISOString() } : null;
}

/** A day of which only the calendar is read has its count, and nulls for what is not known. */
function toKnownDay(day: DatedDay, trackSlug: string): KnownPracticeDay {
  const summary: Omit<KnownPracticeDay, 'fetched_at'> = toPracticeDay(day, trackSlug) ?? {
    date: day.date,
    track_slug: trackSlug,
    session_count: day.listedSessionCount,
    total_laps: null,
    total_track_time_seconds: null,
    unique_drivers: null,
    unique_classes: null,
    time_range_start: null,
    time_range_end: null,
    verified: null,
  };
  return { ...summary, fetched_at: day.fetchedAt };
}
