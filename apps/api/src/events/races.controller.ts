import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { EventStudy } from '@trackside/events';
import { ApiCanFail } from '../http/api-failures.js';
import { ApiResult } from '../http/api-result.js';
import { ConditionalRead } from '../http/conditional-reads.js';
import { NoQueryDto } from '../http/no-query.dto.js';
import { RaceParamsDto } from './race-events.dto.js';
import { RaceLapsDto, RaceWithResultsDto } from './race-results.dto.js';

@ApiTags('events')
@Controller('races/:race_id')
export class RacesController {
  constructor(private readonly study: EventStudy) {}

  @Get()
  @ConditionalRead()
  @ApiOperation({
    operationId: 'getRace',
    summary: 'A race with its results, and how its printed figures were checked',
  })
  @ApiResult(RaceWithResultsDto)
  @ApiCanFail('NOT_FOUND')
  find(
    @Param() { race_id: raceId }: RaceParamsDto,
    @Query() _: NoQueryDto,
  ): Promise<RaceWithResultsDto> {
    return this.study.race(raceId);
  }

  @Get('laps')
  @ConditionalRead()
  @ApiOperation({
    operationId: 'listRaceLaps',
    summary: 'Every lap of a race by driver, with the position at its end',
    description: 'The grid, which LiveRC prints as lap 0, is no lap.',
  })
  @ApiResult(RaceLapsDto)
  @ApiCanFail('NOT_FOUND')
  laps(@Param() { race_id: raceId }: RaceParamsDto, @Query() _: NoQueryDto): Promise<RaceLapsDto> {
    return this.study.laps(raceId);
  }
}
