import { Body, Controller, HttpCode, Post, Req, Res } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { Needs } from '../access/needs.js';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { ApiResult } from '../http/api-result.js';
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
  @ApiOperation({
    summary: 'Import a practice day; its laps follow in the background',
    description:
      '201 when the day and its sessions are stored. Again: 200 with the same `event_id`; the day ' +
      'page is read again, and the pages of sessions that changed or lack laps.',
  })
  @ApiResult(IngestResultDto, { status: 201 })
  @ApiResult(IngestResultDto)
  importDay(
    @Body() body: IngestDto,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<IngestResultDto> {
    return this.answers.day(body, request, reply);
  }

  @Post('ingest-range')
  @Needs('import')
  @HttpCode(202)
  @ApiOperation({ summary: 'Import several practice days; one that fails hurts no other' })
  @ApiResult(IngestRangeResultDto, { status: 202 })
  importDays(@Body() body: IngestRangeDto): Promise<IngestRangeResultDto> {
    return this.answers.days(body);
  }
}
