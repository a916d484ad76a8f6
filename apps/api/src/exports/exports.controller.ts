import { applyDecorators, Controller, Get, Param, Query, Res } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { CurrentUser, type Principal } from '../access/current-user.js';
import { ApiCanFail, ApiFailures } from '../http/api-failures.js';
import { XLSX } from '../http/downloads.js';
import { RouteMark } from '../http/route-mark.js';
import { DAY_EXPORT, DRIVER_EXPORT, type ExportExample, SEARCH_EXPORT } from './export-examples.js';
import { PracticeDayParamsDto } from '../practice-days/dto/study.dto.js';
import { DayExportQueryDto, DriverExportQueryDto, EventsExportQueryDto } from './exports.dto.js';
import { Exports } from './exports.js';

/** Marks and documents a download, which comes without the envelope. */
function ApiDownload({ csv, json, ndjson }: ExportExample): MethodDecorator {
  return applyDecorators(
    RouteMark({ isDownload: true }),
    ApiOkResponse({
      description:
        'An attachment without envelope. CSV begins with a byte order mark; no cell of it begins a ' +
        'formula. A workbook has words as headings and numbers as numbers; text in it stays text.',
      content: {
        'text/csv': { schema: { type: 'string' }, example: csv },
        'application/json': { schema: { type: 'object' }, example: json },
        'application/x-ndjson': { schema: { type: 'string' }, example: ndjson },
        [XLSX]: { schema: { type: 'string', format: 'binary' } },
      },
    }),
    ApiFailures(),
  );
}

@ApiTags('exports')
@Controller()
export class ExportsController {
  constructor(private readonly exports: Exports) {}

  @Get('practice-days/:event_id/export')
  @ApiOperation({
    operationId: 'exportPracticeDay',
    summary: 'An imported day with its sessions and laps, or those of one driver or class',
    description:
      'CSV: a row a lap with the columns of its session, a session without laps in one row. ' +
      'NDJSON: a session with its laps a line. Workbook: who drove which class how, all sessions, ' +
      'all laps.',
  })
  @ApiDownload(DAY_EXPORT)
  @ApiCanFail('PRACTICE_DAY_NOT_FOUND', 'NOT_FOUND')
  day(
    @Param() { event_id: dayId }: PracticeDayParamsDto,
    @Query() query: DayExportQueryDto,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    return this.exports.day(dayId, query, reply);
  }

  @Get('drivers/export')
  @ApiOperation({
    operationId: 'exportDriver',
    summary: 'All sessions of a driver at a track, newest first',
    description:
      'CSV: a row a session. NDJSON: a session a line. Workbook: as that of a day, with all laps.',
  })
  @ApiDownload(DRIVER_EXPORT)
  @ApiCanFail('TRACK_NOT_FOUND', 'NOT_FOUND')
  driver(@Query() query: DriverExportQueryDto, @Res() reply: FastifyReply): Promise<void> {
    return this.exports.driver(query, reply);
  }

  @Get('events/search/export')
  @ApiOperation({
    operationId: 'exportSearch',
    summary: 'Everything known of a track in a range',
    description:
      'Events, imported and discovered practice days, told apart by `kind`: `event`, ' +
      '`practice_day`, `discovered_practice_day`. From the database alone.',
  })
  @ApiDownload(SEARCH_EXPORT)
  @ApiCanFail('TRACK_NOT_FOUND')
  found(
    @CurrentUser() { userId }: Principal,
    @Query() query: EventsExportQueryDto,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    return this.exports.found(userId, query, reply);
  }
}
