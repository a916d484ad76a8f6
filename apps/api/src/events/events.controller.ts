import { Body, Controller, Get, HttpCode, Post, Query, Req } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { Needs, READ_OR_DISCOVER } from '../access/needs.js';
import type { FastifyRequest } from 'fastify';
import { JobClaims } from '@trackside/accounts';
import { ApiCanFail, LIVERC_FAILURES } from '../http/api-failures.js';
import { ApiResult } from '../http/api-result.js';
import { NoQueryDto } from '../http/no-query.dto.js';
import { Idempotent } from '../idempotency/idempotent.js';
import { ConditionalRead } from '../http/conditional-reads.js';
import { EventsDiscoverDto, EventsImportDto, EventsSearchQueryDto } from './events.dto.js';
import {
  EventsDiscoverResultDto,
  EventsImportResultDto,
  EventsSearchResultDto,
} from './event-results.dto.js';
import { EventSearch } from './event-search.js';
import { CurrentUser, type Principal } from '../access/current-user.js';
import { turnOf } from '../access/turns.js';

@ApiTags('events')
@Controller('events')
export class EventsController {
  constructor(
    private readonly search: EventSearch,
    private readonly claims: JobClaims,
  ) {}

  @Get('search')
  @Needs(READ_OR_DISCOVER)
  @ConditionalRead()
  @ApiOperation({
    operationId: 'searchEvents',
    summary: 'What is known of a track in a range, at once',
    description:
      'From the database alone: never waits for LiveRC. `mode=timeline` also begins, or joins, a ' +
      'discovery in the background, shared by all who ask for the same.',
  })
  @ApiResult(EventsSearchResultDto)
  @ApiCanFail('TRACK_NOT_FOUND')
  async find(
    @CurrentUser() caller: Principal,
    @Query() query: EventsSearchQueryDto,
    @Req() request: FastifyRequest,
  ): Promise<EventsSearchResultDto> {
    const found = await this.search.search(caller.userId, query, turnOf(request, query.track_id));
    await this.claims.claim(caller, found.discovery_job_id ?? null);
    const jobIds = found.import_job_ids;
    if (!jobIds) return found;
    return { ...found, import_job_ids: await this.claims.filter(caller, jobIds) };
  }

  @Post('discover')
  @Needs('discover')
  @Idempotent()
  @HttpCode(200)
  @ApiOperation({
    operationId: 'discoverEvents',
    summary: "The track's events as LiveRC lists them; one page, fresh for 24 hours",
  })
  @ApiResult(EventsDiscoverResultDto)
  @ApiCanFail('TRACK_NOT_FOUND', ...LIVERC_FAILURES)
  discover(
    @Body() body: EventsDiscoverDto,
    @Query() _: NoQueryDto,
    @Req() request: FastifyRequest,
  ): Promise<EventsDiscoverResultDto> {
    return this.search.discover(body, turnOf(request, body.track_id));
  }

  @Post('import')
  @Needs('import')
  @Idempotent()
  @HttpCode(200)
  @ApiOperation({
    operationId: 'importEvents',
    summary: 'Import events with their races, laps and rankings, each in a job',
    description:
      'The answer comes at once; `GET /jobs/{job_id}` tells how far a job is. Again: only pages are ' +
      'read that changed, lack laps or are not final.',
  })
  @ApiResult(EventsImportResultDto)
  @ApiCanFail('TRACK_NOT_FOUND', 'NOT_FOUND', ...LIVERC_FAILURES)
  async import(
    @CurrentUser() caller: Principal,
    @Body() body: EventsImportDto,
    @Query() _: NoQueryDto,
    @Req() request: FastifyRequest,
  ): Promise<EventsImportResultDto> {
    await request.allowance?.import(body.source_event_ids.length);
    const begun = await this.search.import(body, turnOf(request, body.track_id));
    for (const { job_id } of begun.jobs) await this.claims.claim(caller, job_id);
    return begun;
  }
}
