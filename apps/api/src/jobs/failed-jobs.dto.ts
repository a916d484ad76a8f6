import { ApiProperty } from '@nestjs/swagger';
import { ERROR_CODES, type ErrorCode, type FailedJob, type FailedJobs } from '@trackside/contracts';

export class FailedJobDto implements FailedJob {
  /** `import`: a day, or the list of a range's days; `discovery`: a month. */
  @ApiProperty({ enum: ['import', 'discovery'] })
  kind: FailedJob['kind'];
  @ApiProperty({ format: 'uuid' })
  job_id: string;
  @ApiProperty({ format: 'uuid' })
  track_id: string;
  track_name: string;
  /** What it was about, both inclusive; equal for a day. */
  @ApiProperty({ format: 'date' })
  start_date: string;
  @ApiProperty({ format: 'date' })
  end_date: string;
  @ApiProperty({ format: 'date-time' })
  failed_at: string;
  @ApiProperty({ enum: ERROR_CODES })
  code: ErrorCode;
  message: string;
  /** Of a day that a later import brought all the same; null otherwise. */
  @ApiProperty({ type: String, format: 'uuid', nullable: true })
  event_id: string | null;
}

export class FailedJobsDto implements FailedJobs {
  count: number;
  /** The newest hundred first. */
  items: FailedJobDto[];
}
