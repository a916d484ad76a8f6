import { Controller, Get, Query } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { FailedJobs } from '@trackside/practice-days';
import { Needs } from '../access/needs.js';
import { ApiResult } from '../http/api-result.js';
import { NoQueryDto } from '../http/no-query.dto.js';
import { FailedJobsDto } from './failed-jobs.dto.js';

@ApiTags('jobs')
@Controller('jobs')
export class FailedJobsController {
  constructor(private readonly failed: FailedJobs) {}

  @Get('failed')
  @Needs('admin')
  @ApiOperation({
    operationId: 'listFailedJobs',
    summary: 'What failed of the jobs of the last 30 days, whoever asked for them',
    description:
      'Days that were not imported, ranges whose days were not listed, and months that a discovery ' +
      'did not get; discoveries are forgotten a day after their end.',
  })
  @ApiResult(FailedJobsDto)
  list(@Query() _: NoQueryDto): Promise<FailedJobsDto> {
    return this.failed.find();
  }
}
