import { ApiPropertyOptional } from '@nestjs/swagger';
import { IsBoolean, IsIn } from 'class-validator';
import { KnownEventsQueryDto } from '../events/events.dto.js';
import { MayBeLeftOut, QueryBoolean } from '../http/checks.js';
import { EXPORT_FORMATS, type ExportFormat } from '../http/downloads.js';
import { DriverIdentityDto } from '../practice-days/dto/study.dto.js';

export class DriverExportQueryDto extends DriverIdentityDto {
  /** How the download is written. */
  @ApiPropertyOptional({ enum: EXPORT_FORMATS, example: 'csv' })
  @MayBeLeftOut()
  @IsIn(EXPORT_FORMATS)
  format: ExportFormat = 'csv';
}

export class DayExportQueryDto {
  /** How the download is written. */
  @ApiPropertyOptional({ enum: EXPORT_FORMATS, example: 'csv' })
  @MayBeLeftOut()
  @IsIn(EXPORT_FORMATS)
  format: ExportFormat = 'csv';
}

export class EventsExportQueryDto extends KnownEventsQueryDto {
  /** A download holds everything that is known; `false` leaves practice days out. */
  @ApiPropertyOptional()
  @MayBeLeftOut()
  @QueryBoolean()
  @IsBoolean()
  override include_practice_days: boolean = true;

  /** How the download is written. */
  @ApiPropertyOptional({ enum: EXPORT_FORMATS, example: 'csv' })
  @MayBeLeftOut()
  @IsIn(EXPORT_FORMATS)
  format: ExportFormat = 'csv';
}
