import { ApiProperty } from '@nestjs/swagger';
import { IsIn, IsUUID } from 'class-validator';
import { RACE_SECTIONS, type RaceSection } from '@trackside/contracts';
import { IsName, MayBeLeftOut } from '../http/checks.js';

export class RaceEventParamsDto {
  @IsUUID()
  event_id: string;
}

export class RaceParamsDto {
  @ApiProperty({ format: 'uuid', example: 'b1d5a8c4-7f0e-5a3b-9c52-6d1e8f4a2b07' })
  @IsUUID()
  race_id: string;
}

export class EventRacesQueryDto {
  /** Whole name of a class; letter case does not matter. */
  @MayBeLeftOut()
  @IsName()
  class?: string;

  @MayBeLeftOut()
  @IsIn(RACE_SECTIONS)
  section?: RaceSection;
}

export class EventEntriesQueryDto {
  /** Whole name of a class; letter case does not matter. */
  @MayBeLeftOut()
  @IsName()
  class?: string;
}
