import { Controller, Get, Query } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { ApiResult } from '../http/api-result.js';
import { StatusDto } from './status.dto.js';
import { NoQueryDto } from '../http/no-query.dto.js';
import { SystemStatus } from './system-status.js';

@ApiTags('status')
@Controller('status')
export class StatusController {
  constructor(private readonly status: SystemStatus) {}

  @Get()
  @ApiOperation({ summary: 'Whether LiveRC answers, and when the catalogue was last read' })
  @ApiResult(StatusDto)
  find(@Query() _: NoQueryDto): Promise<StatusDto> {
    return this.status.describe();
  }
}
