import { ApiProperty, OmitType } from '@nestjs/swagger';
import type { ChangedJobRecord } from '@trackside/contracts';
import { HeartbeatRecordDto, RecordType } from '../http/stream-record.dto.js';
import { JobDayDto, JobDto } from './jobs.dto.js';

/** The whole job. */
export class JobProgressRecordDto extends JobDto {
  @RecordType('progress')
  type: 'progress';
}

/** The whole job, which has ended. */
export class JobDoneRecordDto extends JobDto {
  @RecordType('done')
  type: 'done';
}

/** The job without its days, and those of them that differ from the record before. */
export class JobChangedRecordDto extends OmitType(JobDto, ['days']) implements ChangedJobRecord {
  @RecordType('changed')
  type: 'changed';
  @ApiProperty({ type: [JobDayDto], description: 'In the order of `days`.' })
  changed_days: JobDayDto[];
}

export const JOB_RECORDS = [
  JobProgressRecordDto,
  JobChangedRecordDto,
  HeartbeatRecordDto,
  JobDoneRecordDto,
];
