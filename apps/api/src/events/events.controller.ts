import { Body, Controller, Get, HttpCode, Post, Query, Req } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { Needs, READ_OR_DISCOVER } from '../access/needs.js';
import type { FastifyRequest } from 'fastify';
import { ApiCanFail, LIVERC_FAILURES } from '../http/api-failures.js';
import { ApiResult } from '../http/api-result.js';
import { NoQueryDto } from '../http/no-query.dto.js';
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
  constructor(private readonly search: EventSearch) {}

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
  find(
    @CurrentUser() { userId }: Principal,
    @Query() query: EventsSearchQueryDto,
  ): Promise<EventsSearchResultDto> {
    return this.search.search(userId, query);
  }

  @Post('discover')
  @Needs('discover')
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
  @HttpCode(200)
  @ApiOperation({
    operationId: 'importEvents',
    summary: 'Import events; doing it twice changes nothing',
  })
  @ApiResult(EventsImportResultDto)
  @ApiCanFail('TRACK_NOT_FOUND', 'NOT_FOUND', ...LIVERC_FAILURES)
  import(
    @Body() body: EventsImportDto,
    @Query() _: NoQueryDto,
    @Req() request: FastifyRequest,
  ): Promise<EventsImportResultDto> {
    return this.search.import(body, turnOf(request, body.track_id));
  }
}
