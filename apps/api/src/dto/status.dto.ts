import { ApiProperty } from '@nestjs/swagger';
import type { LivercHealth, StatusResult } from '@trackside/contracts';

export class LivercStatusDto {
  @ApiProperty({ enum: ['ok', 'failing', 'disabled'] })
  state: LivercHealth;
  /** Since when; null before the first request. */
  @ApiProperty({ type: String, format: 'date-time', nullable: true })
  since: string | null;
}

export class QueueStatusDto {
  /** Requests to LiveRC under way. */
  in_flight: number;
  /** Requests that wait for their turn. */
  waiting: number;
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

export class StatusDto implements StatusResult {
  /** The data is invented by the simulator. */
  demo: boolean;
  liverc: LivercStatusDto;
  queue: QueueStatusDto;
  catalogue: CatalogueStatusDto;
}
