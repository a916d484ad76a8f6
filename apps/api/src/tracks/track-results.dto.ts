import { ApiProperty } from '@nestjs/swagger';
import type {
  CatalogueSyncResult,
  Page,
  Track,
  TrackDetail,
  TrackStatus,
} from '@trackside/contracts';
import { EXAMPLE } from '../http/examples.js';

export class TrackDto implements Track {
  @ApiProperty({ format: 'uuid' })
  id: string;
  @ApiProperty({ example: EXAMPLE.slug })
  slug: string;
  @ApiProperty({ example: EXAMPLE.name })
  name: string;
  @ApiProperty({ enum: ['racing', 'practice', 'idle'] })
  status: TrackStatus;
  live_video: boolean;
  favourite: boolean;
}

export class TrackDetailDto extends TrackDto implements TrackDetail {
  /** Months with practice, newest first; null when never read. */
  @ApiProperty({ type: [String], nullable: true, example: ['2025-11', '2025-10'] })
  practice_months: string[] | null;
  @ApiProperty({ type: String, format: 'date', nullable: true })
  last_practice_date: string | null;
}

export class TracksPageDto implements Page<Track> {
  items: TrackDto[];
  @ApiProperty({ type: String, nullable: true })
  next_cursor: string | null;
}

export class CatalogueSyncDto implements CatalogueSyncResult {
  tracks: number;
  listed: number;
  unreadable_rows: number;
  @ApiProperty({ format: 'date-time' })
  fetched_at: string;
}
