import { Controller, Delete, Get, Param, Query, Req, Res } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { Needs } from '../access/needs.js';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { JobClaims } from '@trackside/accounts';
import { Jobs } from '@trackside/jobs';
import { CurrentUser, type Principal } from '../access/current-user.js';
import { ApiCanFail } from '../http/api-failures.js';
import { ApiResult } from '../http/api-result.js';
import { ApiJobEvents } from './job-documentation.js';
import { JOB_FORMS, type JobDto, JobParamsDto } from './jobs.dto.js';
import { NoQueryDto } from '../http/no-query.dto.js';
import { JobAnswers } from './job-answers.js';

@ApiTags('jobs')
@Controller('jobs')
export class JobsController {
  constructor(
    private readonly jobs: Jobs,
    private readonly claims: JobClaims,
    private readonly answers: JobAnswers,
  ) {}

  @Get(':id')
  @ApiOperation({ operationId: 'getJob', summary: 'How far a job is' })
  @ApiResult(JOB_FORMS)
  @ApiCanFail('NOT_FOUND')
  async find(
    @CurrentUser() caller: Principal,
    @Param() { id }: JobParamsDto,
    @Query() _: NoQueryDto,
  ): Promise<JobDto> {
    await this.claims.check(caller, id);
    return this.jobs.find(id);
  }

  @Get(':id/events')
  @Needs('read', { stream: true })
  @ApiOperation({
    operationId: 'followJob',
    summary: 'The progress of a job as Server-Sent Events',
    description:
      'Events: `progress` (first) and `done` (always last; close then) with the job, `changed` with ' +
      'the days of a long import that differ, `heartbeat` in silence. The timeline of a discovery ' +
      'tells its days: `GET /search/timeline/{discovery_job_id}/events`.',
  })
  @ApiJobEvents()
  @ApiCanFail('NOT_FOUND')
  async events(
    @CurrentUser() caller: Principal,
    @Param() { id }: JobParamsDto,
    @Query() _: NoQueryDto,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    await this.claims.check(caller, id);
    return this.answers.events(id, request, reply);
  }

  @Delete(':id')
  @Needs('discover', { session: 'suffices' })
  @ApiOperation({
    operationId: 'cancelJob',
    summary: 'Cancel what a job has not done yet; what was read stays',
  })
  @ApiResult(JOB_FORMS)
  @ApiCanFail('NOT_FOUND')
  async cancel(
    @CurrentUser() caller: Principal,
    @Param() { id }: JobParamsDto,
    @Query() _: NoQueryDto,
  ): Promise<JobDto> {
    await this.claims.checkAlone(caller, id);
    return this.jobs.cancel(id);
  }
}
