import { ApiProperty } from '@nestjs/swagger';
import type { RaceEvent } from '@trackside/contracts';

export class RaceEventDto implements RaceEvent {
  @ApiProperty({ format: 'uuid', example: '7c1b5f0e-93b4-5c1d-8d57-2f6a4b9e0c18' })
  id: string;
  source_event_id: string;
  name: string;
  @ApiProperty({ type: String, format: 'date', nullable: true })
  start_date: string | null;
  @ApiProperty({ type: String, format: 'date', nullable: true })
  end_date: string | null;
  @ApiProperty({ type: Number, nullable: true })
  entries: number | null;
  @ApiProperty({ type: Number, nullable: true })
  drivers: number | null;
  /** LiveRC's page of the event. */
  url: string;
  imported: boolean;
}
