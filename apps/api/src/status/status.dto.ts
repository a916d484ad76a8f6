import { ApiProperty } from '@nestjs/swagger';
import {
  ERROR_CODES,
  type DemoReason,
  type ErrorCode,
  type LivercHealth,
  type StatusResult,
  type UnwellSite,
} from '@trackside/contracts';

export class LivercStatusDto {
  @ApiProperty({ enum: ['ok', 'failing', 'disabled'] })
  state: LivercHealth;
  /** Since when; null before the first request. */
  @ApiProperty({ type: String, format: 'date-time', nullable: true })
  since: string | null;
}

export class UnwellSiteDto implements UnwellSite {
  /** Null for the catalogue. */
  @ApiProperty({ type: String, format: 'uuid', nullable: true })
  track_id: string | null;
  /** Since when it is unwell. */
  @ApiProperty({ format: 'date-time' })
  since: string;
  /** What its pages fail with. */
  @ApiProperty({ enum: ERROR_CODES })
  code: ErrorCode;
  /** When it is asked again at the earliest; null: at any time. */
  @ApiProperty({ type: String, format: 'date-time', nullable: true })
  next_probe_at: string | null;
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
  /** Why it is; null when it is not. */
  @ApiProperty({ enum: ['requested', 'liverc_unreachable'], nullable: true })
  demo_reason: DemoReason | null;
  /** LiveRC as a whole: failing when at least three sites do, and most of those asked lately. */
  liverc: LivercStatusDto;
  /** Sites that are unwell, whatever the state of LiveRC as a whole. */
  sites: UnwellSiteDto[];
  queue: QueueStatusDto;
  catalogue: CatalogueStatusDto;
}
