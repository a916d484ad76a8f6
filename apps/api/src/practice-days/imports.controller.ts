import { Body, Controller, HttpCode, Post, Query, Req, Res } from '@nestjs/common';
import { ApiBody, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Needs } from '../access/needs.js';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { ApiCanFail, LIVERC_FAILURES } from '../http/api-failures.js';
import { ApiResult } from '../http/api-result.js';
import { NoQueryDto } from '../http/no-query.dto.js';
import { Idempotent } from '../idempotency/idempotent.js';
import { EXAMPLE } from '../http/examples.js';
import {
  IngestDto,
  IngestRangeDto,
  IngestRangeResultDto,
  IngestResultDto,
} from './dto/imports.dto.js';
import { ImportAnswers } from './import-answers.js';

@ApiTags('imports')
@Controller('practice-days')
export class ImportsController {
  constructor(private readonly answers: ImportAnswers) {}

  @Post('ingest')
  @Needs('import')
  @Idempotent()
  @ApiOperation({
    operationId: 'importPracticeDay',
    summary: 'Import a practice day; its laps follow in the background',
    description:
      '201 when the day and its sessions are stored. Again: 200 with the same `event_id`; the day ' +
      'page is read again, and the pages of sessions that changed or lack laps.',
  })
  @ApiResult(IngestResultDto, { status: 201, description: 'The day and its sessions are stored.' })
  @ApiResult(IngestResultDto, { description: 'The day was stored before, and is read again.' })
  @ApiCanFail('TRACK_NOT_FOUND', 'PRACTICE_DAY_NOT_FOUND', ...LIVERC_FAILURES)
  importDay(
    @Body() body: IngestDto,
    @Query() _: NoQueryDto,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<IngestResultDto> {
    return this.answers.day(body, request, reply);
  }

  @Post('ingest-range')
  @Needs('import')
  @Idempotent()
  @HttpCode(202)
  @ApiOperation({
    operationId: 'importPracticeDays',
    summary: 'Import several practice days; one that fails hurts no other',
  })
  @ApiBody({
    type: IngestRangeDto,
    examples: {
      'a range': {
        value: { track_id: EXAMPLE.trackId, start_date: '2025-10-01', end_date: '2025-10-31' },
      },
      days: { value: { track_id: EXAMPLE.trackId, dates: [EXAMPLE.day.date] } },
    },
  })
  @ApiResult(IngestRangeResultDto, {
    status: 202,
    description: 'The days are read in the background.',
  })
  @ApiCanFail('TRACK_NOT_FOUND')
  importDays(
    @Body() body: IngestRangeDto,
    @Query() _: NoQueryDto,
    @Req() request: FastifyRequest,
  ): Promise<IngestRangeResultDto> {
    return this.answers.days(body, request);
  }
}
