import { ApiProperty } from '@nestjs/swagger';
import {
  type DiscoverMonthResult,
  type DiscoverRangeResult,
  ERROR_CODES,
  type ErrorCode,
  type MissingDate,
  type MonthError,
  type MonthSource,
  type MonthState,
  type MonthStatus,
} from '@trackside/contracts';
import { EXAMPLE } from '../../http/examples.js';
import { DetailedPracticeDayDto, MonthDto, PracticeDayDto } from './practice-day.dto.js';

export class MonthErrorDto implements MonthError {
  @ApiProperty({ enum: ERROR_CODES })
  code: ErrorCode;
  message: string;
  retry_after_seconds?: number;
}

export class MissingDateDto implements MissingDate {
  @ApiProperty({ format: 'date', example: EXAMPLE.day.date })
  date: string;
  @ApiProperty({ enum: ERROR_CODES })
  code: ErrorCode;
  message: string;
}

export class MonthStateDto extends MonthDto implements MonthState {
  @ApiProperty({ enum: ['complete', 'partial', 'failed'] })
  status: MonthStatus;
  @ApiProperty({ enum: ['cache', 'store', 'liverc'] })
  source: MonthSource;
  @ApiProperty({ type: String, format: 'date-time', nullable: true })
  fetched_at: string | null;
  /** Older than it should be, and LiveRC could not be read. */
  stale: boolean;
  /** Days whose page could not be read, or shows less than is known. */
  missing_dates: string[];
  /** Why, one for each of `missing_dates`. */
  missing: MissingDateDto[];
  /** Every listed day in the range is imported. */
  covered: boolean;
  error?: MonthErrorDto;
}

export class DiscoverMonthResultDto implements DiscoverMonthResult {
  @ApiProperty({ type: [DetailedPracticeDayDto] })
  practice_days: (PracticeDayDto | DetailedPracticeDayDto)[];
  month: MonthStateDto;
}

export class DiscoverRangeResultDto implements DiscoverRangeResult {
  /** Newest first. */
  practice_days: PracticeDayDto[];
  /** Months that the range touches. */
  months_requested: number;
  /** Months after the server's cap. */
  months_queried: number;
  truncated: boolean;
  /** Newest first. */
  months: MonthStateDto[];
  /** No month partial or failed. */
  complete: boolean;
  elapsed_ms: number;
}
