import { ApiProperty } from '@nestjs/swagger';
import { IsBoolean } from 'class-validator';
import {
  ERROR_CODES,
  type DemoReason,
  type DisabledBy,
  type ErrorCode,
  type FailedImport,
  type FavouriteFreshness,
  type JobsStatus,
  type LivercHealth,
  type PageDriftStatus,
  type LivercSwitchRequest,
  type RobotsStatus,
  type StatusFigures,
  type StatusResult,
  type TimeFigure,
  type UnreadablePagesStatus,
  type UnreadablePageStatus,
  type UnwellSite,
} from '@trackside/contracts';

export class LivercStatusDto {
  @ApiProperty({ enum: ['ok', 'failing', 'disabled'] })
  state: LivercHealth;
  /** Since when; null before the first request. */
  @ApiProperty({ type: String, format: 'date-time', nullable: true })
  since: string | null;
  /** What keeps LiveRC from being asked; null while it may be. */
  @ApiProperty({ enum: ['environment', 'switch'], nullable: true })
  disabled_by: DisabledBy | null;
}

export class LivercSwitchDto implements LivercSwitchRequest {
  /** False: no request to LiveRC leaves, from any process; those under way are aborted. */
  @IsBoolean()
  enabled: boolean;
}

export class UnwellSiteDto implements UnwellSite {
  /** Null for the catalogue. */
  @ApiProperty({ type: String, format: 'uuid', nullable: true })
  track_id: string | null;
  /** Null for the catalogue. */
  @ApiProperty({ type: String, nullable: true })
  track_slug: string | null;
  /** Since when it is unwell. */
  @ApiProperty({ format: 'date-time' })
  since: string;
  /** What its pages fail with. */
  @ApiProperty({ enum: ERROR_CODES })
  code: ErrorCode;
  /** When it is asked again at the earliest; null: at any time. */
  @ApiProperty({ type: String, format: 'date-time', nullable: true })
  next_probe_at: string | null;
}

export class RobotsStatusDto implements RobotsStatus {
  origin: string;
  /** `unreachable`: people are served, background work waits. */
  @ApiProperty({ enum: ['forbids', 'unreachable'] })
  state: RobotsStatus['state'];
  /** When it was read; null where it never was. */
  @ApiProperty({ type: String, format: 'date-time', nullable: true })
  asked_at: string | null;
}

export class JobsStatusDto implements JobsStatus {
  /** Jobs that wait, also for their next attempt. */
  queued: number;
  /** Jobs that are worked on. */
  running: number;
  /** Since when the oldest has waited that could be worked on; null where none does. */
  @ApiProperty({ type: String, format: 'date-time', nullable: true })
  oldest_queued_at: string | null;
}

export class QueueStatusDto {
  /** Requests to LiveRC under way. */
  in_flight: number;
  /** Requests that wait for their turn. */
  waiting: number;
  /** Background jobs of all processes. */
  jobs: JobsStatusDto;
}

export class CatalogueStatusDto {
  tracks: number;
  /** Last reading that succeeded; null before it. */
  @ApiProperty({ type: String, format: 'date-time', nullable: true })
  last_sync: string | null;
  /** Why the catalogue could not be read the last time; null when it could. */
  @ApiProperty({ type: String, nullable: true })
  error: string | null;
}

export class TimeFigureDto implements TimeFigure {
  /** How often it was measured. */
  count: number;
  /** Over the newest 500 times; null before the first. */
  @ApiProperty({ type: Number, nullable: true })
  median_seconds: number | null;
  /** All but the slowest twentieth took no longer. */
  @ApiProperty({ type: Number, nullable: true })
  p95_seconds: number | null;
}

export class DiscoveriesFigureDto {
  /** Discoveries that went to their end. */
  total: number;
  /** Those that asked LiveRC for nothing. */
  without_liverc: number;
  /** Of these, those whose days are all imported. */
  skipped: number;
}

export class ImportsFigureDto {
  /** Imports that people asked for. */
  total: number;
  /** Those after which the same caller searched the track within a minute. */
  followed_by_search: number;
}

export class StatusFiguresDto implements StatusFigures {
  /** When the process began. */
  @ApiProperty({ format: 'date-time' })
  since: string;
  /** LiveRC's pages, from sending to the last byte. */
  liverc_answer: TimeFigureDto;
  /** The first practice day of a discovery that asked LiveRC. */
  first_row: TimeFigureDto;
  /** A discovery that asked LiveRC, to its end, where all months came. */
  full_discovery: TimeFigureDto;
  discoveries: DiscoveriesFigureDto;
  imports: ImportsFigureDto;
}

export class FavouriteFreshnessDto implements FavouriteFreshness {
  @ApiProperty({ format: 'uuid' })
  track_id: string;
  track_name: string;
  /** The newest reading of any month; null where none was read. */
  @ApiProperty({ type: String, format: 'date-time', nullable: true })
  refreshed_at: string | null;
}

export class FailedImportDto implements FailedImport {
  @ApiProperty({ format: 'uuid' })
  job_id: string;
  @ApiProperty({ format: 'uuid' })
  track_id: string;
  track_name: string;
  @ApiProperty({ format: 'date' })
  date: string;
  @ApiProperty({ format: 'date-time' })
  failed_at: string;
  @ApiProperty({ enum: ERROR_CODES })
  code: ErrorCode;
  message: string;
}

export class UnreadablePageStatusDto implements UnreadablePageStatus {
  kind: string;
  /** Null for the catalogue. */
  @ApiProperty({ type: String, format: 'uuid', nullable: true })
  track_id: string | null;
  /** Null for the catalogue. */
  @ApiProperty({ type: String, nullable: true })
  track_slug: string | null;
  /** When it came the last time. */
  @ApiProperty({ format: 'date-time' })
  seen_at: string;
  @ApiProperty({ enum: ERROR_CODES })
  code: ErrorCode;
  message: string;
  bytes: number;
}

export class UnreadablePagesStatusDto implements UnreadablePagesStatus {
  count: number;
  /** That they take, compressed. */
  bytes: number;
  /** The newest ten first. */
  newest: UnreadablePageStatusDto[];
}

export class PageDriftStatusDto implements PageDriftStatus {
  @ApiProperty({ enum: ['calendar', 'day'] })
  page: PageDriftStatus['page'];
  /** The first look that found it so. */
  @ApiProperty({ format: 'date-time' })
  since: string;
  /** The newest look. */
  @ApiProperty({ format: 'date-time' })
  checked_at: string;
  /** Whose page it was the last time. */
  @ApiProperty({ format: 'uuid' })
  track_id: string;
  track_slug: string;
  message: string;
}

export class StatusDto implements StatusResult {
  /** Whether the caller has an account here that it signed in to. */
  signed_in: boolean;
  /** The data is invented by the simulator. */
  demo: boolean;
  /** Why it is; null when it is not. */
  @ApiProperty({ enum: ['requested', 'liverc_unreachable'], nullable: true })
  demo_reason: DemoReason | null;
  /** LiveRC as a whole: failing when at least three sites do, and most of those asked lately. */
  liverc: LivercStatusDto;
  /** Sites that are unwell, whatever the state of LiveRC as a whole. */
  sites: UnwellSiteDto[];
  /** What this process has met of robots.txt that keeps it away, or can't be read. */
  robots: RobotsStatusDto[];
  queue: QueueStatusDto;
  catalogue: CatalogueStatusDto;
  /** When LiveRC was last read for each of the user's favourites, by name. */
  favourites: FavouriteFreshnessDto[];
  /** Days whose import failed within a week, the newest ten first. */
  failures: FailedImportDto[];
  /** How well it works: of the process that answers, since it began. */
  figures: StatusFiguresDto;
  /** Pages that came whole and could not be read: kept for a person to look at, not served. */
  unreadable_pages: UnreadablePagesStatusDto;
  /** Kinds of page that LiveRC shows otherwise than they are known; none while all is well. */
  drift: PageDriftStatusDto[];
}
