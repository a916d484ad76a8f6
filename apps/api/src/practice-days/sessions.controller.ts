import { Controller, Get, Query } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { ImportedDays } from '@trackside/practice-days';
import { ApiResult } from '../http/api-result.js';
import { ConditionalRead } from '../http/conditional-reads.js';
import { SessionsQueryDto } from './dto/study.dto.js';
import { StudiedSessionsDto } from './dto/study-results.dto.js';

@ApiTags('practice days')
@Controller('practice-sessions')
export class SessionsController {
  constructor(private readonly days: ImportedDays) {}

  @Get()
  @ConditionalRead()
  @ApiOperation({
    summary: 'Sessions of any imported days with their laps, to be compared',
    description: 'Of whichever tracks and dates, in the order of `ids`. An unknown id is named.',
  })
  @ApiResult(StudiedSessionsDto)
  async find(@Query() { ids }: SessionsQueryDto): Promise<StudiedSessionsDto> {
    return { items: await this.days.findSessionsOfDays(ids) };
  }
}
