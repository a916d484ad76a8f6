import { ApiPropertyOptional } from '@nestjs/swagger';
import { IsBoolean, IsUUID } from 'class-validator';
import { IsPlainText, MayBeLeftOut, PageCursor, PageLimit, QueryBoolean } from '../http/checks.js';

export class TrackParamsDto {
  /** UUIDv5 of the track's slug. */
  @IsUUID()
  id: string;
}

export class TracksQueryDto {
  /** Part of a name or slug; letter case does not matter. */
  @ApiPropertyOptional()
  @MayBeLeftOut()
  @IsPlainText(100)
  q: string = '';

  /** Only the user's favourites. */
  @ApiPropertyOptional()
  @MayBeLeftOut()
  @QueryBoolean()
  @IsBoolean()
  favourites: boolean = false;

  /** Only tracks that LiveRC marked as racing or practising when its list was last read. */
  @ApiPropertyOptional()
  @MayBeLeftOut()
  @QueryBoolean()
  @IsBoolean()
  running: boolean = false;

  /** Most tracks in one answer, 1 to 100. */
  @PageLimit()
  limit: number = 50;

  /** `next_cursor` of the answer before. */
  @PageCursor()
  cursor?: string;
}
