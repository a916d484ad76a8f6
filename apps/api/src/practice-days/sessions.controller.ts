import { Controller, Get, Query } from '@nestjs/common';
import { ApiOperation, ApiQuery, ApiTags } from '@nestjs/swagger';
import { ImportedDays } from '@trackside/practice-days';
import { ApiCanFail } from '../http/api-failures.js';
import { ApiResult } from '../http/api-result.js';
import { ConditionalRead } from '../http/conditional-reads.js';
import { EXAMPLE } from '../http/examples.js';
import { SessionsQueryDto } from './dto/study.dto.js';
import { StudiedSessionsDto } from './dto/study-results.dto.js';

@ApiTags('practice days')
@Controller('practice-sessions')
export class SessionsController {
  constructor(private readonly days: ImportedDays) {}

  @Get()
  @ConditionalRead()
  @ApiOperation({
    operationId: 'getPracticeSessions',
    summary: 'Sessions of any imported days with their laps, to be compared',
    description: 'Of whichever tracks and dates, in the order of `ids`. An unknown id is named.',
  })
  @ApiQuery({
    name: 'ids',
    type: [String],
    style: 'form',
    explode: false,
    example: [EXAMPLE.session.id],
  })
  @ApiResult(StudiedSessionsDto)
  @ApiCanFail('NOT_FOUND')
  async find(@Query() { ids }: SessionsQueryDto): Promise<StudiedSessionsDto> {
    return { items: await this.days.findSessionsOfDays(ids) };
  }
}
