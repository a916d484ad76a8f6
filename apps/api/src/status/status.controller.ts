import { Body, Controller, Get, Put, Query } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { Needs } from '../access/needs.js';
import { CurrentUser, type Principal } from '../access/current-user.js';
import { ApiCanFail } from '../http/api-failures.js';
import { ApiResult } from '../http/api-result.js';
import { LivercSwitchDto, StatusDto } from './status.dto.js';
import { NoQueryDto } from '../http/no-query.dto.js';
import { SystemStatus } from './system-status.js';

@ApiTags('status')
@Controller('status')
export class StatusController {
  constructor(private readonly status: SystemStatus) {}

  @Get()
  @ApiOperation({
    operationId: 'getStatus',
    summary: 'Whether LiveRC answers and how fast, what waits, what failed, how fresh things are',
  })
  @ApiResult(StatusDto)
  find(@CurrentUser() principal: Principal, @Query() _: NoQueryDto): Promise<StatusDto> {
    return this.status.describe(principal);
  }

  @Put('liverc')
  @Needs('admin')
  @ApiOperation({
    operationId: 'switchLiverc',
    summary: 'Switch all requests to LiveRC on or off, for all processes',
    description:
      'Stored, and obeyed at once by every process: off aborts what is under way, what is known is ' +
      'still served. `CONFLICT` while `LIVERC_ENABLED=false` decides.',
  })
  @ApiResult(StatusDto)
  @ApiCanFail('CONFLICT')
  switchLiverc(
    @CurrentUser() principal: Principal,
    @Body() { enabled }: LivercSwitchDto,
    @Query() _: NoQueryDto,
  ): Promise<StatusDto> {
    return this.status.switchLiverc(enabled, principal);
  }
}
