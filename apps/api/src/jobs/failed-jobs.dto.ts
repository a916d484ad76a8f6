import { ApiProperty } from '@nestjs/swagger';
import {
  ERROR_CODES,
  type ErrorCode,
  type FailedEvent,
  type FailedJob,
  type FailedJobs,
} from '@trackside/contracts';
import { EventPageErrorDto } from '../events/race-event-results.dto.js';

export class FailedEventDto implements FailedEvent {
  @ApiProperty({ format: 'uuid' })
  id: string;
  source_event_id: string;
  name: string;
  /**
   * Pages of it that are still not here: races, entry list, rankings, its own. Empty with older failures of
   * the event, and once a later import was completed.
   */
  pages: EventPageErrorDto[];
}

export class FailedJobDto implements FailedJob {
  /** `import`: a day, or the list of a range's days; `event`: an event; `discovery`: a month. */
  @ApiProperty({ enum: ['import', 'event', 'discovery'] })
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
  /** Of a day or event that a later import brought all the same; null otherwise. */
  @ApiProperty({ type: String, format: 'uuid', nullable: true })
  event_id: string | null;
  /** What an import of kind `event` was of; left out of the others. */
  event?: FailedEventDto;
}

export class FailedJobsDto implements FailedJobs {
  count: number;
  /** The newest hundred first. */
  items: FailedJobDto[];
}
