import { IsIn, IsUUID } from 'class-validator';
import { RACE_SECTIONS, type RaceSection } from '@trackside/contracts';
import { IsName, MayBeLeftOut } from '../http/checks.js';

export class RaceEventParamsDto {
  @IsUUID()
  event_id: string;
}

export class RaceParamsDto {
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
