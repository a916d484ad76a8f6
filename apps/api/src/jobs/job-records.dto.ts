import { ApiProperty, OmitType } from '@nestjs/swagger';
import type { ChangedJobRecord } from '@trackside/contracts';
import { HeartbeatRecordDto, RecordType } from '../http/stream-record.dto.js';
import { DiscoveryJobDto, EventJobDto, ImportJobDto, JobDayDto } from './jobs.dto.js';

/** The whole import. */
export class JobProgressRecordDto extends ImportJobDto {
  @RecordType('progress')
  type: 'progress';
}

/** The whole import, which has ended. */
export class JobDoneRecordDto extends ImportJobDto {
  @RecordType('done')
  type: 'done';
}

/** The whole import of an event. */
export class EventJobProgressRecordDto extends EventJobDto {
  @RecordType('progress')
  type: 'progress';
}

/** The whole import of an event, which has ended. */
export class EventJobDoneRecordDto extends EventJobDto {
  @RecordType('done')
  type: 'done';
}

/** The whole discovery. */
export class DiscoveryJobProgressRecordDto extends DiscoveryJobDto {
  @RecordType('progress')
  type: 'progress';
}

/** The whole discovery, which has ended. */
export class DiscoveryJobDoneRecordDto extends DiscoveryJobDto {
  @RecordType('done')
  type: 'done';
}

/** The import without its days, and those of them that differ from the record before. */
export class JobChangedRecordDto
  extends OmitType(ImportJobDto, ['days'])
  implements ChangedJobRecord
{
  @RecordType('changed')
  type: 'changed';
  @ApiProperty({ type: [JobDayDto], description: 'In the order of `days`.' })
  changed_days: JobDayDto[];
}

export const JOB_RECORDS = [
  DiscoveryJobProgressRecordDto,
  DiscoveryJobDoneRecordDto,
  EventJobProgressRecordDto,
  EventJobDoneRecordDto,
  JobProgressRecordDto,
  JobChangedRecordDto,
  HeartbeatRecordDto,
  JobDoneRecordDto,
];
