import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import type { ErrorDetail, Page, TrackDriver, TrackDriverClass } from '@trackside/contracts';
import {
  checkDates,
  IsCalendarDate,
  IsName,
  MayBeLeftOut,
  PageCursor,
  PageLimit,
} from '../../http/checks.js';
import { EXAMPLE } from '../../http/examples.js';
import type { CrossChecked } from '../../http/validation.pipe.js';
import { DriverTransponderDto } from './driver-results.dto.js';

const { session: SESSION } = EXAMPLE;

export class TrackDriversQueryDto implements CrossChecked {
  /** Any part of a name, letter case and accents aside, or the beginning of a transponder. */
  @ApiPropertyOptional({ example: 'odu' })
  @MayBeLeftOut()
  @IsName()
  q?: string;

  /** Whole name of a class; letter case does not matter. */
  @ApiPropertyOptional({ example: SESSION.class_name })
  @MayBeLeftOut()
  @IsName()
  class?: string;

  /** First day; without dates: all that is known. */
  @ApiPropertyOptional({ format: 'date', example: '2025-10-01' })
  @MayBeLeftOut()
  @IsCalendarDate()
  start_date?: string;

  /** Last day. */
  @ApiPropertyOptional({ format: 'date', example: '2025-10-31' })
  @MayBeLeftOut()
  @IsCalendarDate()
  end_date?: string;

  /** Most drivers in one answer, 1 to 100. */
  @PageLimit()
  limit: number = 50;

  /** `next_cursor` of the answer before. */
  @PageCursor()
  cursor?: string;

  crossCheck(): ErrorDetail[] {
    return checkDates(this);
  }
}

export class DriverClassDto implements TrackDriverClass {
  @ApiProperty({ type: String, nullable: true, example: SESSION.class_name })
  class_name: string | null;
  @ApiProperty({ example: 12 })
  session_count: number;
  @ApiProperty({ example: 161 })
  lap_count: number;
  /** Quickest valid lap; quickest of all laps while no session page is read. */
  @ApiProperty({ type: Number, nullable: true, example: SESSION.fastest_lap_seconds })
  fastest_lap_seconds: number | null;
  /** No session page of it is read: its quickest lap is of all laps, and may be an invalid one. */
  @ApiProperty({ example: false })
  fastest_of_all_laps: boolean;
}

export class TrackDriverDto implements TrackDriver {
  /** As LiveRC writes it most often. */
  @ApiProperty({ example: SESSION.driver_name })
  name: string;
  /** Most used first. */
  @ApiProperty({ type: [DriverTransponderDto] })
  transponders: DriverTransponderDto[];
  @ApiProperty({ example: 3 })
  day_count: number;
  @ApiProperty({ example: 12 })
  session_count: number;
  @ApiProperty({ example: 161 })
  lap_count: number;
  @ApiProperty({ format: 'date', example: EXAMPLE.day.date })
  last_date: string;
  /** Most sessions first. */
  @ApiProperty({ type: [DriverClassDto] })
  classes: DriverClassDto[];
}

export class TrackDriversPageDto implements Page<TrackDriver> {
  /** Most days first, then by name. */
  @ApiProperty({ type: [TrackDriverDto] })
  items: TrackDriverDto[];
  @ApiProperty({ type: String, nullable: true, example: null })
  next_cursor: string | null;
}
