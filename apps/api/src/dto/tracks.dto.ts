import { ApiPropertyOptional } from '@nestjs/swagger';
import { IsBoolean, IsInt, IsOptional, IsUUID, Max, Min } from 'class-validator';
import { IsPlainText, QueryBoolean, QueryInteger } from './checks.js';

export class TrackParamsDto {
  /** UUIDv5 of the track's slug. */
  @IsUUID()
  id: string;
}

export class TracksQueryDto {
  /** Part of a name or slug; letter case does not matter. */
  @ApiPropertyOptional()
  @IsOptional()
  @IsPlainText(100)
  q: string = '';

  /** Only the user's favourites. */
  @ApiPropertyOptional()
  @IsOptional()
  @QueryBoolean()
  @IsBoolean()
  favourites: boolean = false;

  /** Most tracks in one answer, 1 to 100. */
  @ApiPropertyOptional()
  @IsOptional()
  @QueryInteger()
  @IsInt()
  @Min(1)
  @Max(100)
  limit: number = 50;

  /** `next_cursor` of the answer before. */
  @IsOptional()
  @IsPlainText(2000)
  cursor?: string;
}

/** For routes that take no query: every field is unknown. */
export class NoQueryDto {}
