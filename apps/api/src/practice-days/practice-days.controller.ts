import {
  Body,
  Controller,
  Get,
  HttpCode,
  Post,
  Query,
  Req,
  Res,
  UseInterceptors,
} from '@nestjs/common';
import { ApiBody, ApiHeader, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Needs } from '../access/needs.js';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { ApiCanFail, LIVERC_FAILURES } from '../http/api-failures.js';
import { ApiResult } from '../http/api-result.js';
import { NoQueryDto } from '../http/no-query.dto.js';
import { Idempotent } from '../idempotency/idempotent.js';
import { ApiDiscoveryEvents, discoveryLines, RANGES } from './discovery-documentation.js';
import { DiscoverMonthDto, DiscoverRangeDto, DiscoverStreamQueryDto } from './dto/discovery.dto.js';
import { DiscoverMonthResultDto, DiscoverRangeResultDto } from './dto/discovery-results.dto.js';
import { DiscoveryAnswers } from './discovery-answers.js';
import { KeptAnswersInterceptor } from './kept-answers.interceptor.js';

@ApiTags('practice days')
@Controller('practice-days')
export class PracticeDaysController {
  constructor(private readonly answers: DiscoveryAnswers) {}

  @Post('discover')
  @Needs('discover')
  @Idempotent()
  @HttpCode(200)
  @ApiOperation({ operationId: 'discoverPracticeMonth', summary: 'Practice days of one month' })
  @ApiResult(DiscoverMonthResultDto)
  @ApiCanFail('TRACK_NOT_FOUND', ...LIVERC_FAILURES)
  discoverMonth(
    @Body() body: DiscoverMonthDto,
    @Query() _: NoQueryDto,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<DiscoverMonthResultDto> {
    return this.answers.month(body, request, reply);
  }

  @Post('discover-range')
  @Needs('discover', { stream: ({ body }) => (body as { stream?: unknown }).stream === true })
  @UseInterceptors(KeptAnswersInterceptor)
  @Idempotent('sent')
  @HttpCode(200)
  @ApiOperation({
    operationId: 'discoverPracticeDays',
    summary: 'Practice days of a range of months',
    description: 'One JSON answer; with `stream: true` NDJSON, a record a line, as months arrive.',
  })
  @ApiBody({ type: DiscoverRangeDto, examples: RANGES })
  @ApiResult(DiscoverRangeResultDto, { content: discoveryLines() })
  @ApiCanFail('TRACK_NOT_FOUND', ...LIVERC_FAILURES)
  discoverRange(
    @Body() body: DiscoverRangeDto,
    @Query() _: NoQueryDto,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    return this.answers.range(body, request, reply);
  }

  @Get('discover-range/stream')
  @Needs('discover', { stream: true })
  @ApiOperation({
    operationId: 'streamPracticeDays',
    summary: 'Practice days of a range of months as Server-Sent Events',
    description:
      'Events: started, listing, month, month_failed, heartbeat, done (always last; close then). ' +
      'The id of an event is the cursor to resume from.',
  })
  @ApiHeader({ name: 'Last-Event-ID', description: 'Cursor to resume from', required: false })
  @ApiDiscoveryEvents()
  @ApiCanFail('TRACK_NOT_FOUND')
  stream(
    @Query() query: DiscoverStreamQueryDto,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    return this.answers.events(query, request, reply);
  }
}
