import { Controller, Get, Param, Query, Req, Res } from '@nestjs/common';
import { ApiHeader, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Needs } from '../access/needs.js';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { ApiCanFail } from '../http/api-failures.js';
import { JobClaims } from '@trackside/accounts';
import { CurrentUser, type Principal } from '../access/current-user.js';
import { NoQueryDto } from '../http/no-query.dto.js';
import { ApiDiscoveryEvents } from './discovery-documentation.js';
import { TimelineParamsDto } from './dto/discovery.dto.js';
import { TimelineAnswers } from './timeline-answers.js';

@ApiTags('practice days')
@Controller('search/timeline')
export class TimelineController {
  constructor(
    private readonly answers: TimelineAnswers,
    private readonly claims: JobClaims,
  ) {}

  @Get(':discovery_job_id/events')
  @Needs('discover', { stream: true })
  @ApiOperation({
    operationId: 'followDiscovery',
    summary: 'A discovery in the background as Server-Sent Events',
    description:
      'Begun by `GET /events/search?mode=timeline`. Tells everything from the beginning, whenever ' +
      'one comes, until a day after its end. Events: started, listing, month, month_failed, ' +
      'heartbeat, done (always last; close then). The id of an event is the cursor to resume from.',
  })
  @ApiHeader({ name: 'Last-Event-ID', description: 'Cursor to resume from', required: false })
  @ApiDiscoveryEvents()
  @ApiCanFail('NOT_FOUND')
  async events(
    @CurrentUser() caller: Principal,
    @Param() { discovery_job_id: jobId }: TimelineParamsDto,
    @Query() _: NoQueryDto,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    await this.claims.check(caller, jobId);
    return this.answers.events(jobId, request, reply);
  }
}
