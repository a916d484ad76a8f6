import { Controller, Get, Param, Query, Res } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { CurrentUser, type Principal } from '../access/current-user.js';
import { ApiCanFail } from '../http/api-failures.js';
import { ApiDownload } from './api-download.js';
import { DAY_EXPORT, DRIVER_EXPORT, SEARCH_EXPORT } from './export-examples.js';
import { PracticeDayParamsDto } from '../practice-days/dto/study.dto.js';
import { DayExportQueryDto, DriverExportQueryDto, EventsExportQueryDto } from './exports.dto.js';
import { Exports } from './exports.js';

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
