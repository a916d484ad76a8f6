import { ApiPropertyOptional } from '@nestjs/swagger';
import { IsBoolean, IsIn } from 'class-validator';
import type { ErrorDetail } from '@trackside/contracts';
import { KnownEventsQueryDto } from '../events/events.dto.js';
import { IsName, MayBeLeftOut, QueryBoolean } from '../http/checks.js';
import { EXAMPLE } from '../http/examples.js';
import { EXPORT_FORMATS, type ExportFormat } from '../http/downloads.js';
import type { CrossChecked } from '../http/validation.pipe.js';
import { DriverIdentityDto } from '../practice-days/dto/study.dto.js';

export class DriverExportQueryDto extends DriverIdentityDto {
  /** Whole name of a class, whose sessions alone are given; letter case does not matter. */
  @ApiPropertyOptional({ example: EXAMPLE.session.class_name })
  @MayBeLeftOut()
  @IsName()
  class?: string;

  /** How the download is written. */
  @ApiPropertyOptional({ enum: EXPORT_FORMATS, example: 'csv' })
  @MayBeLeftOut()
  @IsIn(EXPORT_FORMATS)
  format: ExportFormat = 'csv';
}

export class DayExportQueryDto implements CrossChecked {
  /** Whole name of a driver, whose sessions alone are given; case and spacing do not matter. */
  @ApiPropertyOptional({ example: EXAMPLE.session.driver_name })
  @MayBeLeftOut()
  @IsName()
  driver?: string;

  /** Tells unknown drivers apart, beside `driver`; for a named driver it changes nothing. */
  @ApiPropertyOptional({ example: EXAMPLE.session.transponder })
  @MayBeLeftOut()
  @IsName()
  transponder?: string;

  /** Whole name of a class, whose sessions alone are given; letter case does not matter. */
  @ApiPropertyOptional({ example: EXAMPLE.session.class_name })
  @MayBeLeftOut()
  @IsName()
  class?: string;

  /** How the download is written. */
  @ApiPropertyOptional({ enum: EXPORT_FORMATS, example: 'csv' })
  @MayBeLeftOut()
  @IsIn(EXPORT_FORMATS)
  format: ExportFormat = 'csv';

  crossCheck(): ErrorDetail[] {
    if (this.transponder === undefined || this.driver !== undefined) return [];
    return [{ field: 'transponder', message: 'needs driver beside it' }];
  }
}

export class RaceExportQueryDto {
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
