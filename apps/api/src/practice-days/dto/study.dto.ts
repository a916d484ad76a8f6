import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Transform } from 'class-transformer';
import { ArrayMaxSize, ArrayMinSize, IsArray, IsBoolean, IsUUID } from 'class-validator';
import type { ErrorDetail } from '@trackside/contracts';
import type { CrossChecked } from '../../http/validation.pipe.js';
import {
  checkDates,
  IsCalendarDate,
  IsName,
  MayBeLeftOut,
  PageCursor,
  PageLimit,
  QueryBoolean,
} from '../../http/checks.js';
import { EXAMPLE } from '../../http/examples.js';

export class PracticeDayParamsDto {
  /** `event_id` of an imported day. */
  @ApiProperty({ format: 'uuid', example: EXAMPLE.eventId })
  @IsUUID()
  event_id: string;
}

export class SessionParamsDto extends PracticeDayParamsDto {
  /** `id` of a session of the day. */
  @ApiProperty({ format: 'uuid', example: EXAMPLE.session.id })
  @IsUUID()
  id: string;
}

export class PracticeSearchQueryDto implements CrossChecked {
  @ApiProperty({ format: 'uuid' })
  @IsUUID()
  track_id: string;

  /** First day; without dates: the last 180 days. */
  @ApiPropertyOptional({ format: 'date', example: '2025-10-01' })
  @MayBeLeftOut()
  @IsCalendarDate()
  start_date?: string;

  /** Last day. */
  @ApiPropertyOptional({ format: 'date', example: '2025-10-31' })
  @MayBeLeftOut()
  @IsCalendarDate()
  end_date?: string;

  /** Whole name; letter case and spacing do not matter. Discovered days count too. */
  @ApiPropertyOptional({ example: EXAMPLE.session.driver_name })
  @MayBeLeftOut()
  @IsName()
  driver?: string;

  /** Whole name of a class; letter case does not matter. Discovered days count too. */
  @ApiPropertyOptional({ example: EXAMPLE.session.class_name })
  @MayBeLeftOut()
  @IsName()
  class?: string;

  /** Most days in one answer, 1 to 100. */
  @PageLimit()
  limit: number = 50;

  /** `next_cursor` of the answer before. */
  @PageCursor()
  cursor?: string;

  crossCheck(): ErrorDetail[] {
    return checkDates(this);
  }
}

export class DaySessionsQueryDto {
  /** Whole name; letter case and spacing do not matter. */
  @ApiPropertyOptional({ example: EXAMPLE.session.driver_name })
  @MayBeLeftOut()
  @IsName()
  driver?: string;

  /** Whole name of a class; letter case does not matter. */
  @ApiPropertyOptional({ example: EXAMPLE.session.class_name })
  @MayBeLeftOut()
  @IsName()
  class?: string;

  /** Only these sessions; may be repeated, at most 50 times. */
  @ApiPropertyOptional({ type: [String], format: 'uuid', example: [EXAMPLE.session.id] })
  @MayBeLeftOut()
  @Transform(({ value }: { value: unknown }) => (typeof value === 'string' ? [value] : value))
  @IsArray()
  @ArrayMaxSize(50)
  @IsUUID(undefined, { each: true })
  session_id?: string[];

  /** Adds each session's laps. */
  @ApiPropertyOptional()
  @MayBeLeftOut()
  @QueryBoolean()
  @IsBoolean()
  include_laps: boolean = false;

  /** Most sessions in one answer, 1 to 100; without it all of them, in one answer. */
  @PageLimit()
  limit?: number;

  /** `next_cursor` of the answer before. */
  @PageCursor()
  cursor?: string;
}

export class SessionsQueryDto {
  /** Ids of sessions of any imported days, 1 to 12, parted by commas. */
  @ApiProperty({ type: String, example: EXAMPLE.session.id })
  @Transform(({ value }: { value: unknown }) =>
    typeof value === 'string' ? value.split(',') : value,
  )
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(12)
  @IsUUID(undefined, { each: true })
  ids: string[];
}

export class DriverIdentityDto {
  @ApiProperty({ format: 'uuid' })
  @IsUUID()
  track_id: string;

  /** Whole name, as LiveRC writes it; letter case and spacing do not matter. */
  @ApiProperty({ example: EXAMPLE.session.driver_name })
  @IsName()
  name: string;

  /**
   * Tells unknown drivers apart; without it all of them are taken together. A named driver is one
   * person whatever the transponder, so there it changes nothing.
   */
  @ApiPropertyOptional({ example: EXAMPLE.session.transponder })
  @MayBeLeftOut()
  @IsName()
  transponder?: string;
}

export class DriverQueryDto extends DriverIdentityDto {
  /**
   * Whole name of a class; letter case does not matter. Figures, days and sessions are then those of
   * the class alone; name, class names and transponders those of all sessions.
   */
  @ApiPropertyOptional({ example: EXAMPLE.session.class_name })
  @MayBeLeftOut()
  @IsName()
  class?: string;

  /** Most sessions in one answer, 1 to 100. */
  @PageLimit()
  limit: number = 50;

  /** `sessions.next_cursor` of the answer before. */
  @PageCursor()
  cursor?: string;
}
