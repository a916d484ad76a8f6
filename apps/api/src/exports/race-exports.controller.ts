import { Controller, Get, Param, Query, Res } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { RaceEventParamsDto, RaceParamsDto } from '../events/race-events.dto.js';
import { ApiCanFail } from '../http/api-failures.js';
import { ApiDownload } from './api-download.js';
import { EVENT_EXPORT, RACE_EXPORT } from './export-examples.js';
import { RaceExportQueryDto } from './exports.dto.js';
import { RaceExports } from './race-exports.js';

@ApiTags('exports')
@Controller()
export class RaceExportsController {
  constructor(private readonly exports: RaceExports) {}

  @Get('events/:event_id/export')
  @ApiOperation({
    operationId: 'exportEvent',
    summary: 'Every result of an imported event, in the order of the programme',
    description: 'A row a result, in all formats.',
  })
  @ApiDownload(EVENT_EXPORT)
  @ApiCanFail('NOT_FOUND')
  event(
    @Param() { event_id: eventId }: RaceEventParamsDto,
    @Query() { format }: RaceExportQueryDto,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    return this.exports.event(eventId, format, reply);
  }

  @Get('races/:race_id/export')
  @ApiOperation({
    operationId: 'exportRace',
    summary: 'Every lap of a race, by driver in order of position',
    description: 'A row a lap, in all formats; a workbook has the results on a sheet of their own.',
  })
  @ApiDownload(RACE_EXPORT)
  @ApiCanFail('NOT_FOUND')
  race(
    @Param() { race_id: raceId }: RaceParamsDto,
    @Query() { format }: RaceExportQueryDto,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    return this.exports.race(raceId, format, reply);
  }
}
