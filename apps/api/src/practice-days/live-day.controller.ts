import { Controller, Get, Query, Req, Res } from '@nestjs/common';
import { ApiHeader, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Needs } from '../access/needs.js';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { ApiCanFail } from '../http/api-failures.js';
import { LiveDayQueryDto } from './dto/live-day.dto.js';
import { LiveDayAnswers } from './live-day-answers.js';
import { ApiLiveDayEvents } from './live-day-documentation.js';

@ApiTags('practice days')
@Controller('practice-days/live')
export class LiveDayController {
  constructor(private readonly answers: LiveDayAnswers) {}

  @Get('stream')
  @Needs('import', { stream: true })
  @ApiOperation({
    operationId: 'followRunningDay',
    summary: "Today's practice as it grows, as Server-Sent Events",
    description:
      'Imports the newest day that can still grow, and every session that comes to it. Events: ' +
      'started, day, session, checked, unavailable, heartbeat, done (always last; close then). The ' +
      'id of an event is the cursor to resume from.',
  })
  @ApiHeader({ name: 'Last-Event-ID', description: 'Cursor to resume from', required: false })
  @ApiLiveDayEvents()
  @ApiCanFail('TRACK_NOT_FOUND')
  stream(
    @Query() query: LiveDayQueryDto,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    return this.answers.events(query, request, reply);
  }
}
