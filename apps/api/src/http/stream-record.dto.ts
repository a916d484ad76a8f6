import { ApiProperty } from '@nestjs/swagger';
import type { HeartbeatRecord } from '@trackside/contracts';

/** The type of a record, which is the name of its event in Server-Sent Events, too. */
export function RecordType(type: string): PropertyDecorator {
  return ApiProperty({ type: String, enum: [type] });
}

export class HeartbeatRecordDto implements HeartbeatRecord {
  @RecordType('heartbeat')
  type: 'heartbeat';
}
