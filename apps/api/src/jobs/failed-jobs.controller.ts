import { Controller, Get, Query } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { FailedEvents } from '@trackside/events';
import { FailedJobs } from '@trackside/practice-days';
import { Needs } from '../access/needs.js';
import { ApiResult } from '../http/api-result.js';
import { NoQueryDto } from '../http/no-query.dto.js';
import { FailedJobsDto } from './failed-jobs.dto.js';

const MOST_TOLD = 100;

@ApiTags('jobs')
@Controller('jobs')
export class FailedJobsController {
  constructor(
    private readonly failed: FailedJobs,
    private readonly events: FailedEvents,
  ) {}

  @Get('failed')
  @Needs('admin')
  @ApiOperation({
    operationId: 'listFailedJobs',
    summary: 'What failed of the jobs of the last 30 days, whoever asked for them',
    description:
      'Days that were not imported, ranges whose days were not listed, events whose import failed, ' +
      'with the pages that are still not here, and months that a discovery did not get; discoveries ' +
      'are forgotten a day after their end.',
  })
  @ApiResult(FailedJobsDto)
  async list(@Query() _: NoQueryDto): Promise<FailedJobsDto> {
    const [days, events] = await Promise.all([this.failed.find(), this.events.find()]);
    const items = [...days.items, ...events.items].sort((a, b) =>
      b.failed_at.localeCompare(a.failed_at),
    );
    return { count: days.count + events.count, items: items.slice(0, MOST_TOLD) };
  }
}
