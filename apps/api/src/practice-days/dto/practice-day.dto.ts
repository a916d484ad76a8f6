import { ApiProperty } from '@nestjs/swagger';
import type {
  DetailedPracticeDay,
  ImportedPracticeDay,
  KnownPracticeDay,
  PracticeDay,
  PracticeSession,
  YearMonth,
} from '@trackside/contracts';
import { EXAMPLE } from '../../http/examples.js';

const { session: SESSION } = EXAMPLE;

export class MonthDto implements YearMonth {
  @ApiProperty({ example: EXAMPLE.month.year })
  year: number;
  @ApiProperty({ example: EXAMPLE.month.month, minimum: 1, maximum: 12 })
  month: number;
}

export class PracticeDayDto implements PracticeDay {
  @ApiProperty({ format: 'date', example: EXAMPLE.day.date })
  date: string;
  @ApiProperty({ example: EXAMPLE.slug })
  track_slug: string;
  @ApiProperty({ example: EXAMPLE.day.session_count })
  session_count: number;
  @ApiProperty({ example: EXAMPLE.day.total_laps })
  total_laps: number;
  /** Sum of the sessions' lengths, each rounded by LiveRC to a second. */
  @ApiProperty({ example: EXAMPLE.day.total_track_time_seconds })
  total_track_time_seconds: number;
  /** Without "Unknown Driver". */
  @ApiProperty({ example: EXAMPLE.day.unique_drivers })
  unique_drivers: number;
  /** With "Unknown Class". */
  @ApiProperty({ example: EXAMPLE.day.unique_classes })
  unique_classes: number;
  /** Start of the first session, track-local. */
  @ApiProperty({ type: String, nullable: true, example: EXAMPLE.day.time_range_start })
  time_range_start: string | null;
  /** Start of the last session, track-local. */
  @ApiProperty({ type: String, nullable: true, example: EXAMPLE.day.time_range_end })
  time_range_end: string | null;
  /** Whether the rows agree with the totals that LiveRC prints; null when it prints none. */
  @ApiProperty({ type: Boolean, nullable: true })
  verified: boolean | null;
  /** False where LiveRC shows the imported day no more; left out otherwise. */
  listed?: boolean;
  /** Sessions that the day's page lists and that belong to other days; left out where none do. */
  sessions_of_other_days?: number;
}

export class PracticeSessionDto implements PracticeSession {
  @ApiProperty({ format: 'uuid', example: SESSION.id })
  id: string;
  @ApiProperty({ example: SESSION.source_session_id })
  source_session_id: string;
  /** "Hidden driver 2" where the name is hidden: a number that tells apart within the day. */
  @ApiProperty({ example: SESSION.driver_name })
  driver_name: string;
  /** True where the driver's name and transponder are hidden; left out otherwise. */
  driver_hidden?: boolean;
  @ApiProperty({ type: String, nullable: true, example: SESSION.class_name })
  class_name: string | null;
  @ApiProperty({ type: String, nullable: true, example: SESSION.transponder })
  transponder: string | null;
  /** Track-local, no zone. */
  @ApiProperty({ type: String, nullable: true, example: SESSION.started_at })
  started_at: string | null;
  @ApiProperty({ type: Number, nullable: true, example: SESSION.duration_seconds })
  duration_seconds: number | null;
  @ApiProperty({ type: Number, nullable: true, example: SESSION.lap_count })
  lap_count: number | null;
  @ApiProperty({ type: Number, nullable: true, example: SESSION.fastest_lap_seconds })
  fastest_lap_seconds: number | null;
  @ApiProperty({ type: Number, nullable: true, example: SESSION.average_lap_seconds })
  average_lap_seconds: number | null;
}

export class DetailedPracticeDayDto extends PracticeDayDto implements DetailedPracticeDay {
  /** With `detail: "full"`; newest first. */
  @ApiProperty({ type: [PracticeSessionDto], required: false })
  sessions: PracticeSessionDto[];
}

export class ImportedPracticeDayDto extends PracticeDayDto implements ImportedPracticeDay {
  @ApiProperty({ format: 'uuid' })
  event_id: string;
  /** Sessions whose laps are not here, whether they follow or failed; left out where all are. */
  unread_session_count?: number;
}

/** Totals are null while only the calendar page was read. */
export class KnownPracticeDayDto implements KnownPracticeDay {
  @ApiProperty({ format: 'date' })
  date: string;
  track_slug: string;
  session_count: number;
  @ApiProperty({ type: Number, nullable: true })
  total_laps: number | null;
  @ApiProperty({ type: Number, nullable: true })
  total_track_time_seconds: number | null;
  @ApiProperty({ type: Number, nullable: true })
  unique_drivers: number | null;
  @ApiProperty({ type: Number, nullable: true })
  unique_classes: number | null;
  @ApiProperty({ type: String, nullable: true })
  time_range_start: string | null;
  @ApiProperty({ type: String, nullable: true })
  time_range_end: string | null;
  @ApiProperty({ type: Boolean, nullable: true })
  verified: boolean | null;
  listed?: boolean;
  sessions_of_other_days?: number;
  @ApiProperty({ format: 'date-time' })
  fetched_at: string;
}
